import type { XmlElement, XmlOut } from '@passerelle/xml';
import type { CdaReading } from './cda/reading.js';
import type { CdaWriting } from './cda/writing.js';
import type { FhirReading } from './fhir/reading.js';
import type { FhirWriting } from './fhir/writing.js';
import type { FhirResource } from './fhir/resource.js';
import type { Entry } from './model/entry.js';
import type { ConceptKey } from './model/summary.js';

/** A section a concept stands in. */
export interface SectionOfConcept {
  /** LOINC code of the section, with the English title. */
  readonly loinc: string;
  readonly title: string;
  /** Whether EPS and the pivot demand the section (fhir.md section 1.2, myhealtheu-wire.md section 13.3). */
  readonly required: boolean;
  /** CDA templateIds to write: the eHDSI one and the older IHE / CCD ones that peers still check. */
  readonly templates: readonly string[];
  /** Codes that real documents give this section in error (docs/dialects.md); they are read and never written. */
  readonly alsoRead?: readonly string[];
}

/** What the concept looks like in a CDA: the doors of its room. */
export interface CdaDoor<E extends Entry> {
  /**
   * Whether a statement is of this concept wherever it stands: asked of statements in sections of no concept, or in
   * the section of another that cannot read it.
   */
  claims(statement: XmlElement): boolean;
  /** Reads the content of one `entry`. Undefined: the entry holds no statement of this concept. */
  read(entry: XmlElement, path: string, reading: CdaReading): E | undefined;
  /** Writes the content of one `entry` (its single child element), pharm namespace. */
  write(entry: E, writing: CdaWriting): XmlOut;
}

/** What the concept looks like in FHIR. */
export interface FhirDoor<E extends Entry> {
  /** Types of resource a section of this concept refers to. */
  readonly resourceTypes: readonly string[];
  /** Whether a resource of one of these types is of this concept wherever it stands. Left out: every one of them is. */
  claims?(resource: FhirResource): boolean;
  /** Reads one resource. Undefined: the resource holds no statement of this concept. */
  read(resource: FhirResource, path: string, reading: FhirReading): E | undefined;
  /** Adds the resource (and those it needs) to the Bundle and answers its fullUrl. */
  write(entry: E, writing: FhirWriting): string;
  /**
   * Whether the European profile of the section has a place for an entry; one that it has none for stands in the text of
   * the section. Left out: it has one for each.
   * @param section - all entries of its section, for profiles that let only one of a kind through
   */
  hasPlace?(entry: E, section: readonly Entry[]): boolean;
}

/** A room of the house: one clinical concept with a door for each format. */
export interface Concept<E extends Entry = Entry> {
  readonly key: ConceptKey;
  readonly kind: E['kind'];
  /** The sections its entries stand in, the main one first. */
  readonly sections: readonly SectionOfConcept[];
  /** The concept whose section they stand in, where they have none of their own. */
  readonly standsWith?: ConceptKey;
  readonly cda: CdaDoor<E>;
  readonly fhir: FhirDoor<E>;
}
