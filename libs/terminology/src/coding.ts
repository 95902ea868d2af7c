/**
 * One code of one system, structurally the Coding of the canonical summary. System is always a URI
 * (`http://loinc.org`, `urn:oid:1.3.182.5.31`); a code without system keeps `''`.
 */
export interface Coding {
  readonly system: string;
  readonly code: string;
  readonly version?: string;
  readonly display?: string;
  /** BCP 47 of the display, where it is known. */
  readonly language?: string;
  /** Name of the system as the document wrote it (CDA codeSystemName). */
  readonly systemName?: string;
  /** The same concept in other systems or languages, nested: in a pivot the national code is the child. */
  readonly translations?: readonly Coding[];
}
