export { Directory, readPeer } from './directory.js';
export { identifierPattern, longestIdentifier } from './identifier-pattern.js';
export type { PatientIdentifierRule, Peer, PeerFile, Quirks } from './peer.js';
export { certificatePurposes, serviceKinds, type PinnedPurpose, type ServiceKind } from './service-kinds.js';
