export { canonicalize, canonicalizeParts, type CanonicalForm, type CanonicalPart } from './canonicalize.js';
