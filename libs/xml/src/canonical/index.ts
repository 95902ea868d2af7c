export type { CanonicalForm, CanonicalMethod } from './canonical-form.js';
export { canonicalOctets, type DocumentPart } from './canonical-octets.js';
export { canonicalize, canonicalizeParts, type CanonicalPart } from './canonicalize.js';
