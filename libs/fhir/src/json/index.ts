export { defaultJsonLimits, type JsonLimits } from './limits.js';
export { parseFhirJson } from './parse.js';
