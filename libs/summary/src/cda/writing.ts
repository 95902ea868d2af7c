/** What a writer of an entry may ask of the document around it. */
export interface CdaWriting {
  /** A UUID that is the same at every writing of the same document: made from the document's identifier and the given place. */
  stableId(place: string): string;
  /** ID of the narrative element that shows this entry, to be referred to as `#id`; undefined where the narrative has none. */
  narrativeId?: string;
  /** Names a part of the entry being written that CDA has no place for, for the loss report. */
  omit?(part: string): void;
}
