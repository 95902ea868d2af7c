import type { FhirResource as R4Resource, Reference } from 'fhir/r4.js';

/** What a writer of a resource may ask of the Bundle around it. */
export interface FhirWriting {
  /**
   * Adds a resource and answers its fullUrl, `urn:uuid:` made from the document's identifier and the given place. The
   * same resource at the same place is added once.
   * @param profiles - what the resource claims in `meta.profile`, where that does not follow from its type
   */
  add(resource: R4Resource, place: string, profiles?: readonly string[]): string;
  /**
   * Adds the resource of a place that says all of it, such as a person written by several entries: it is made once.
   * Answers its fullUrl.
   */
  addOnce(place: string, make: () => R4Resource): string;
  /** Names a part of an entry that FHIR has no place for, for the loss report. */
  omit(path: string, part: string): void;
  /** Reference to the patient of the Bundle. */
  readonly patient: Reference;
  /** Offset of the document's own time, `+02:00`; FHIR wants one wherever it wants a time of day. */
  readonly offset?: string;
  /** Language of the document, for the translation extension. */
  readonly language?: string;
}
