import type { CodedElement } from '../codes/coded-elements.js';
import { rule, ofWriters, wished, type Demand } from '../rule.js';

/** How a clinical statement of the pivot has to be made (myhealtheu-wire.md section 13.4). */
export interface StatementShape {
  readonly name: string;
  /** Element of the statement: act, observation, substanceAdministration ... */
  readonly element: string;
  /** Templates of eHDSI; a statement carries one of them, where there are any. */
  readonly templates: readonly string[];
  /** Templates of the generation before; one of them is written as well, where there are any. */
  readonly older: readonly string[];
  readonly demands: readonly Demand[];
  /** Coded elements with their value sets. */
  readonly codes: readonly CodedElement[];
  /** Statements inside. */
  readonly inner?: readonly InnerStatement[];
}

/** A statement inside another. */
export interface InnerStatement {
  /** entryRelationship or component, whose child the statement is. */
  readonly relationship: string;
  /** The type of the relationship, where only one leads to the statement. */
  readonly typeCode?: string;
  readonly shape: StatementShape;
  /** Whether any statement of the element is meant, or only one that carries a template of the shape. */
  readonly any: boolean;
}

/** Rules of statements in general. */
export const statementRules = {
  template: rule(
    'pivot-entry-template',
    'The statement must carry its template of eHDSI, 1.3.6.1.4.1.12559.11.10.1.3.1.3.N.',
    ofWriters,
  ),
  older: rule(
    'pivot-entry-template-older',
    'The statement must also carry a template of IHE or CCD by which older nodes find it.',
    ofWriters,
  ),
  place: rule('pivot-entry-place', 'A statement should stand in the section of its kind.', wished),
} as const;
