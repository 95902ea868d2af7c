import type { Sha256 } from '@passerelle/kernel';
import type { Relationship } from '../index-file/directory.js';
import type { CodeMembership } from '../membership.js';

/** Who says something about a code. */
export interface Provenance {
  /** The file or resource: `lu-vidal-routes`, `ValueSet/eHDSIDoseForm`. */
  readonly catalogue: string;
  /** Version it states of itself, or that of its source. */
  readonly version: string;
  /** Digest of the index that holds it. */
  readonly digest: Sha256;
}

/** A display of a code. */
export interface Display {
  readonly display: string;
  /** BCP 47 tag of the display, which may be another than the one asked for: see {@link Terminology.display}. */
  readonly language: string;
  readonly source: Provenance;
}

/** A code that is known. */
export interface KnownConcept {
  /** Canonical URI. */
  readonly system: string;
  readonly code: string;
  /** Whether its code system no longer allows its use. */
  readonly inactive: boolean;
  /** Whether a code system defines it; false where only a value set or a file of displays has it. */
  readonly defined: boolean;
  /** Its displays, one a language, sorted by language. */
  readonly displays: readonly Display[];
}

/** A row of a concept map. */
export interface MapRow {
  readonly system: string;
  readonly code: string;
  /** Version of the target's code system. */
  readonly version?: string;
  readonly display?: string;
  /** Display of the source code, for sources that state none. */
  readonly sourceDisplay?: string;
  /** As seen from the source. */
  readonly relationship: Relationship;
  /** Value set that the row is for; left out where it is for any. */
  readonly scope?: string;
  readonly source: Provenance;
  /** Line of the file, or number of the mapping in the resource, from 1. */
  readonly row: number;
}

/** Codes with their displays, value sets and maps. Looking one up costs microseconds and changes nothing. */
export interface Terminology extends CodeMembership {
  /** Names and versions of what it was made from. */
  readonly version: string;
  readonly digest: Sha256;
  /**
   * The display of a code in a language. A tag is looked up as RFC 4647 section 3.4 says (`fr-LU`, then `fr`); where that
   * finds nothing, another regional form of the language will do (`fr-CA`), since a word of it is still understood.
   * @param language - BCP 47, as a document writes it
   * @returns undefined where there is none in the language: never a display of another language
   */
  display(system: string, code: string, language: string): Display | undefined;
  /** Whether a code system defines the code, a value set lists it or a file of displays names it. */
  has(system: string, code: string): boolean;
  concept(system: string, code: string): KnownConcept | undefined;
  /** Whether it holds all codes of a system, or those that some value set takes from it. */
  covers(system: string): boolean;
  /**
   * The map rows of a code, in the order of their sources; those for a form of codes where none is for the code itself.
   * @param targetSystem - rows to this code system only
   */
  map(system: string, code: string, targetSystem?: string): readonly MapRow[];
  /** The canonical URL of a value set by any of its names; undefined where it is not known here. */
  valueSetUrl(name: string): string | undefined;
  /** The URI of a code system by its OID; undefined for one that is not known. */
  uriOfOid(oid: string): string | undefined;
  /** The OIDs of a code system, the one to write first. */
  oidsOf(system: string): readonly string[];
}
