export { builtInDefinitions, definitionsAtHand, importedFolder } from './definitions-at-hand.js';
export { loadDefinitions } from './load-definitions.js';
export { mergedDefinitions } from './merge-definitions.js';
export type { CodeMembership } from './code-set.js';
export { defaultValidationLimits, type ValidationLimits } from './findings.js';
export type { ValidationOptions } from './validation.js';
export { Validator } from './validator.js';
