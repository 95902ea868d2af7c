import type { Relationship, SourceEntry } from '../index-file/directory.js';

/** A display as it was read. */
export interface DisplayDraft {
  /** BCP 47 in canonical case. */
  readonly language: string;
  readonly text: string;
  readonly origin: number;
  /** What goes before what: see `Gathering.display`. */
  readonly rank: number;
}

/** A map row as it was read. */
export interface RowDraft {
  /** Canonical URI. */
  readonly targetSystem: string;
  readonly targetCode: string;
  readonly targetVersion?: string;
  readonly targetDisplay?: string;
  readonly sourceDisplay?: string;
  /** Canonical URL or `urn:oid:` of the value set the row is for. */
  readonly scope?: string;
  readonly relationship: Relationship;
  readonly origin: number;
  readonly row: number;
}

/** A concept while sources are read. */
export interface ConceptDraft {
  readonly code: string;
  /** Bits of `conceptFlags`. */
  flags: number;
  readonly displays: DisplayDraft[];
  readonly rows: RowDraft[];
  /** Codes above it in the hierarchy of its code system. */
  parents: string[] | undefined;
  /** Property and value in turns, for the filters of value sets. */
  properties: string[] | undefined;
  /** Its place among all concepts, once they are sorted. */
  place: number;
}

/** A code system while sources are read. */
export interface SystemDraft {
  readonly uri: string;
  name: string | undefined;
  readonly oids: Set<string>;
  readonly otherUris: Set<string>;
  readonly versions: Set<string>;
  complete: boolean;
  /** Whether the hierarchy says what is a kind of what. */
  subsumes: boolean;
  readonly concepts: Map<string, ConceptDraft>;
}

/** A filter of a value set (FHIR R4 ValueSet.compose.include.filter). */
export interface FilterRule {
  readonly property: string;
  readonly op: string;
  readonly value: string;
}

/** One include or exclude of a value set; its parts must hold together. */
export interface ComposeRule {
  /** Canonical URI; the whole system where neither codes nor filters narrow it. */
  readonly system?: string;
  readonly codes?: readonly string[];
  readonly filters?: readonly FilterRule[];
  /** Canonical URLs or `urn:oid:`. */
  readonly valueSets?: readonly string[];
}

/** A value set while sources are read. */
export interface ValueSetDraft {
  url: string;
  readonly oids: Set<string>;
  name: string | undefined;
  version: string | undefined;
  origin: number;
  include: readonly ComposeRule[];
  exclude: readonly ComposeRule[];
  /** False: concepts that are inactive are no members. */
  withInactive: boolean;
  /** Members as somebody expanded them, whole. */
  expansion: readonly ComposeRule[] | undefined;
}

/** A form of codes of a code system that keep their code in another. */
export interface FormDraft {
  readonly system: string;
  readonly form: string;
  readonly targetSystem: string;
  readonly targetVersion?: string;
  readonly scope?: string;
  readonly origin: number;
  readonly row: number;
}

/** A source whose digest is known once it is read. */
export type SourceDraft = { -readonly [K in keyof SourceEntry]: SourceEntry[K] };
