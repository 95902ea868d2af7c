export { compileFhirPath, compileInvariant } from './compile.js';
export type { Evaluate, Evaluation, Test } from './evaluation.js';
export { FhirPathFault } from './fault.js';
export type { Vocabulary } from './part-compiler.js';
export { PrimitiveElement } from './nodes.js';
