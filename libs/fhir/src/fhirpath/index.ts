export { compileFhirPath, compileInvariant, type Vocabulary } from './compile.js';
export type { Evaluate, Evaluation, Test } from './evaluation.js';
export { FhirPathFault } from './fault.js';
export { PrimitiveElement } from './nodes.js';
