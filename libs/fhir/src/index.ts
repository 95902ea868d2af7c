export { checkEps, type EpsOptions } from './gate/check-eps.js';
export { operationOutcome, validationOutcome } from './outcome/operation-outcome.js';
export { errorCodeSystem, ruleCodeSystem } from './outcome/systems.js';
