/** What a reader of an entry may ask of the document around it. */
export interface CdaReading {
  /** Text of the narrative element with the given ID; `reference` is as written, with or without `#`. */
  narrativeText(reference: string): string | undefined;
  /** Records a sentence for the loss report's warnings; never personal data. */
  warn(sentence: string): void;
  /**
   * Records a part of the entry being read that the model has no place for (`qualifier of targetSiteCode`). The
   * document reader adds it to the entry's `omitted`, so the datatype readers can say it without knowing the entry.
   */
  omit?(part: string): void;
}
