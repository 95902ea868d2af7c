/** HL7 NullFlavor (2.16.840.1.113883.5.1008): why a value is not there. */
export type NullFlavor =
  | 'NI'
  | 'UNK'
  | 'ASKU'
  | 'NASK'
  | 'NAV'
  | 'NA'
  | 'OTH'
  | 'MSK'
  | 'INV'
  | 'NINF'
  | 'PINF'
  | 'DER'
  | 'UNC'
  | 'QS'
  | 'TRC'
  | 'NP';

/** One code of one system. System is always a URI (`http://loinc.org`, `urn:oid:1.3.182.5.31`); a code without system keeps `''`. */
export interface Coding {
  readonly system: string;
  readonly code: string;
  readonly version?: string;
  readonly display?: string;
  /** BCP 47 of the display, where the source says it (FHIR translation extension). */
  readonly language?: string;
  /** Name of the system as the document wrote it (CDA codeSystemName). */
  readonly systemName?: string;
  /**
   * The same concept in other systems or languages, nested as CDA nests it: in a pivot the national code is the child
   * and the European one the parent (myhealtheu-wire.md section 13.7). FHIR holds the same codings side by side.
   */
  readonly translations?: readonly Coding[];
}

/** A coded value: a code, or the reason why there is none; and what a person wrote, always kept. */
export interface Coded {
  readonly coding?: Coding;
  /** Original text, already resolved where CDA only refers to the narrative. */
  readonly text?: string;
  readonly absence?: NullFlavor;
}

/** A measured amount. The value stays the decimal text of the source, so `10.0` does not become `10`. Units are UCUM. */
export interface Quantity {
  readonly value: string;
  readonly unit?: string;
}

/** A ratio such as a strength: 10 mg in 1 mL. */
export interface Ratio {
  readonly numerator: Quantity;
  readonly denominator: Quantity;
}
