import type { FhirResource } from './resource.js';

/** What a reader of a resource may ask of the Bundle around it. */
export interface FhirReading {
  /** The resource a reference points to: by fullUrl, relative reference, or contained `#id` of `from`. */
  resolve(reference: unknown, from?: FhirResource): FhirResource | undefined;
  /** The place of a resource of the Bundle, `Bundle.entry[n].resource`; undefined for one that is contained in another. */
  pathOf(resource: FhirResource): string | undefined;
  /** Records a sentence for the loss report's warnings; never personal data. */
  warn(sentence: string): void;
  /**
   * Records a part of the entry being read that is left out, for its row of the loss report; of the head of the document,
   * for a warning.
   */
  omit?(part: string): void;
}
