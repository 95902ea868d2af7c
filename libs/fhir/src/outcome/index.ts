export { operationOutcome, validationOutcome } from './operation-outcome.js';
export { errorCodeSystem, ruleCodeSystem } from './systems.js';
