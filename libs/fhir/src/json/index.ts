export { requireExactNumbers } from './exact-numbers.js';
export { defaultJsonLimits, type JsonLimits } from './limits.js';
export { parseFhirJson } from './parse.js';
