import type { Relationship } from '../index-file/directory.js';
import type { Provenance } from '../lookup/terminology.js';

/** The row of a concept map that a code comes from, for the exchange log and for whoever doubts it. */
export interface MapProvenance extends Provenance {
  readonly kind: 'map';
  /** Line of the row in the file, or number of the mapping in the resource. */
  readonly row: number;
  /** How the target relates to the source, as seen from the source. */
  readonly relationship: Relationship;
  /** Set where neither the row nor the catalogue has an English display and that of the source stands in its place. */
  readonly displayFromSource?: true;
}

/** The designation that a display comes from. */
export interface DesignationProvenance extends Provenance {
  readonly kind: 'designation';
  /** BCP 47 tag of the designation. */
  readonly language: string;
}

/** Where a code, or the display of one, comes from. */
export type CodeProvenance = MapProvenance | DesignationProvenance;

/**
 * What a code lacks. `no-map`: it is of a national code system and no row has it. `ambiguous-map`: rows name different
 * targets and nothing chooses. `outside-value-set`: it is not in the value set of its element. `no-designation`: it has no
 * display in the language asked for. `no-display`: nor in any other.
 */
export type GapReason = 'no-map' | 'ambiguous-map' | 'outside-value-set' | 'no-designation' | 'no-display';
