import { codeRules } from './codes/code-rules.js';
import { codedElementRules } from './codes/check-coded-elements.js';
import { documentRules, rootRule } from './header/document-rules.js';
import { patientRoleRules, patientRules } from './header/patient-rules.js';
import { peopleRules } from './header/people-rules.js';
import { relationRules } from './header/relation-rules.js';
import { levelOneRules } from './level-one/level-one-rules.js';
import { pairRules } from './level-one/pivot-pair.js';
import { narrativeRules } from './narrative/narrative-rules.js';
import type { PivotRule } from './rule.js';
import { absenceRules } from './sections/absence-rules.js';
import { everySection, sectionRules } from './sections/section-rules.js';
import { statementRules, type StatementShape } from './statements/shape.js';
import { entryShapes } from './statements/shapes.js';

/** Rules of one subject, for the documentation. */
export interface RuleGroup {
  readonly title: string;
  readonly rules: readonly PivotRule[];
}

function demandsOf(shape: StatementShape): readonly PivotRule[] {
  return [...shape.demands, ...(shape.inner ?? []).flatMap((inner) => demandsOf(inner.shape))];
}

/** Every rule of the pivot, each once, in the order in which the documentation has them. */
export const pivotRuleGroups: readonly RuleGroup[] = [
  { title: 'The document', rules: [rootRule, ...documentRules] },
  { title: 'The patient', rules: [...patientRules, ...patientRoleRules] },
  { title: 'People and organisations', rules: peopleRules },
  { title: 'Relations', rules: relationRules },
  { title: 'Sections', rules: [...everySection, ...Object.values(sectionRules)] },
  { title: 'Absence', rules: Object.values(absenceRules) },
  { title: 'Statements', rules: [...Object.values(statementRules), ...unique(entryShapes.flatMap(demandsOf))] },
  { title: 'Codes and values', rules: [...Object.values(codeRules), ...Object.values(codedElementRules)] },
  { title: 'Narrative', rules: Object.values(narrativeRules) },
  { title: 'The PDF of a level 1', rules: levelOneRules },
  { title: 'The two documents of a summary', rules: pairRules },
];

/** Statements of several kinds share rules. */
function unique(rules: readonly PivotRule[]): PivotRule[] {
  return [...new Map(rules.map((rule) => [rule.id, rule])).values()];
}
