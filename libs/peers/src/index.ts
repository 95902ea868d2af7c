export { Directory, readPeer } from './directory.js';
export type { PatientIdentifierRule, Peer, Quirks } from './peer.js';
