import type { Sha256 } from '@passerelle/kernel';

/** What was imported. */
export interface SourceEntry {
  /** `hl7.terminology.r4`, or the name of the file or folder. */
  readonly name: string;
  readonly version: string;
  readonly kind: SourceKind;
  /** SHA-256 over the octets of its files. */
  readonly digest: Sha256;
}

/** Forms a source can have. */
export type SourceKind = 'fhir-package' | 'fhir-files' | 'mvc-xml' | 'tables' | 'tsam';

/** The resource or file of a source that said something. */
export interface OriginEntry {
  /** Place in the list of sources. */
  readonly source: number;
  /** `ValueSet/eHDSIDoseForm`, `lu-vidal-routes`. */
  readonly name: string;
  readonly version: string;
}

/** A code system that concepts are of. */
export interface SystemEntry {
  /** Canonical URI. */
  readonly uri: string;
  readonly name?: string;
  readonly oids: readonly string[];
  /** Further URIs a source gives it. */
  readonly otherUris: readonly string[];
  /** Versions the sources state, in their order. */
  readonly versions: readonly string[];
  /** Whether a source holds all its concepts. */
  readonly complete: boolean;
  /** Its concepts: from this one up to the first of the next system. */
  readonly start: number;
}

/** Why membership of a value set is not fully known. */
export interface OpenEnds {
  /** Code systems of which further codes may be members; `*` where it may be any. */
  readonly include: readonly string[];
  /** Whether codes that seem to be members may be excluded. */
  readonly exclude: boolean;
  /** What could not be resolved, as clauses without full stop. */
  readonly reasons: readonly string[];
}

/** A value set. */
export interface ValueSetEntry {
  /** Canonical URL, or `urn:oid:` and the OID where it has none. */
  readonly url: string;
  readonly oids: readonly string[];
  readonly name?: string;
  readonly version?: string;
  /** Place in the list of origins. */
  readonly origin: number;
  /** Its members: so many from this place of the column. */
  readonly start: number;
  readonly count: number;
  readonly open?: OpenEnds;
}

/** A map row for a form of codes (`*`, `???.?`) in place of one code; the code stays what it is. */
export interface FormEntry {
  /** Places in the list of systems. */
  readonly system: number;
  readonly form: string;
  readonly targetSystem: number;
  readonly targetVersion?: string;
  readonly scope?: string;
  readonly origin: number;
  readonly row: number;
}

/** The directory of an index: all there are few of. */
export interface Directory {
  readonly version: string;
  readonly sources: readonly SourceEntry[];
  readonly origins: readonly OriginEntry[];
  /** BCP 47 tags in canonical case, sorted. */
  readonly languages: readonly string[];
  /** Sorted by URI. */
  readonly systems: readonly SystemEntry[];
  /** Sorted by URL. */
  readonly valueSets: readonly ValueSetEntry[];
  readonly forms: readonly FormEntry[];
}

/** How the target of a map relates to its source, as seen from the source: ConceptMapRelationship of FHIR R5. */
export const relationships = [
  'equivalent',
  'source-is-narrower-than-target',
  'source-is-broader-than-target',
  'related-to',
  'not-related-to',
] as const;

export type Relationship = (typeof relationships)[number];
