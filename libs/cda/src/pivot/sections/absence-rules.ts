import { absenceOf, absentUnknownSystem, uriOfOid, type AbsenceStatement } from '@passerelle/terminology';
import { attribute, children, type XmlElement } from '@passerelle/xml';
import { demanded, rule, wished } from '../rule.js';
import type { PivotSection } from './section-table.js';

/** Rules of statements that say that there is nothing, or that nobody knows (myhealtheu-wire.md section 13.3). */
export const absenceRules = {
  code: rule('pivot-absence', 'The code is none by which the pivot says absence.', demanded),
  concept: rule('pivot-absence-concept', 'An absence must be that of the section it stands in.', demanded),
  alone: rule(
    'pivot-absence-alone',
    'That there is nothing, or that nothing is known, cannot stand beside statements in the same section.',
    wished,
  ),
} as const;

/** Whether a coded element has a code of the system of absences, and what it says where it says something. */
export function absenceIn(element: XmlElement): { readonly says: AbsenceStatement | undefined } | undefined {
  const system = attribute(element, 'codeSystem');
  const code = attribute(element, 'code');
  if (system === undefined || code === undefined || uriOfOid(system) !== absentUnknownSystem) return undefined;
  return { says: absenceOf({ system: absentUnknownSystem, code }) };
}

/** What a statement is about when it says absence: the first code of that system in it. */
export function absenceOfStatement(statement: XmlElement): AbsenceStatement | undefined {
  const found = absenceIn(statement)?.says;
  if (found !== undefined) return found;
  for (const inner of children(statement)) {
    const below = absenceOfStatement(inner);
    if (below !== undefined) return below;
  }
  return undefined;
}

/** Whether an absence is said of something else than the section is about. */
export function isMisplaced({ concept }: AbsenceStatement, section: PivotSection): boolean {
  return section.concept !== undefined && concept !== section.concept;
}
