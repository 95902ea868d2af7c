export { canonicalJson, type Json } from './canonical-json.js';
export { systemClock, fixedClock, type Clock } from './clock.js';
export {
  decompress,
  decompressOctets,
  isContentCoding,
  usualExpansion,
  type Compression,
  type ContentCoding,
  type ExpansionLimits,
} from './compression/decompress.js';
export { sha256, type Sha256 } from './digest.js';
export { gatherOctets } from './gather-octets.js';
export { newId, isUuid } from './ids.js';
export { ok, failed, type Result } from './result.js';
export type { Finding } from './finding.js';
export { PasserelleError, asPasserelleError, type ErrorFacts } from './errors/passerelle-error.js';
export { registry, isErrorCode, type ErrorCode, type IssueType, type RegisteredError } from './errors/registry.js';
export { matriculeFault, completeMatricule, matriculeSystem, type MatriculeFault } from './identifiers/matricule.js';
export type { CountryCode, DataCategory, Direction, DocumentFormat, Identifier, Role, Side } from './glossary.js';
