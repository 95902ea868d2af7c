export { checkEps } from './gate/check-eps.js';
export type { Finding } from './gate/finding.js';
export { sectionRules, type SectionRule } from './gate/rules/sections.js';
export { operationOutcome, validationOutcome } from './outcome/operation-outcome.js';
export { errorCodeSystem, ruleCodeSystem } from './outcome/systems.js';
