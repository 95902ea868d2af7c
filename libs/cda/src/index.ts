export { checkCda } from './check-cda.js';
export { checkPivot, type PivotCheck } from './pivot/check-pivot.js';
export { checkPivotPair } from './pivot/level-one/pivot-pair.js';
export { pivotRuleGroups, type RuleGroup } from './pivot/registry.js';
export type { PivotRule, RuleSeverity } from './pivot/rule.js';
export { schemaRule, secondOpinion } from './schema/second-opinion.js';
export { checkCdaSyntax, type CdaUse } from './syntax/check-syntax.js';
export { syntaxRules, type SyntaxRule } from './syntax/syntax-report.js';
