export { checkEps, type EpsOptions } from './gate/check-eps.js';
export type { Finding } from './gate/finding.js';
export { isUcum } from './ucum/ucum.js';
export { operationOutcome, validationOutcome } from './outcome/operation-outcome.js';
export { errorCodeSystem, ruleCodeSystem } from './outcome/systems.js';
