export { SignerConnection, type SignerAddress } from './signer-connection.js';
export { SignerServer, type SignerServerParts } from './signer-server.js';
export { SigningDesk, type BookedSignature, type DeskParts } from './signing-desk.js';
export { heldSigningKeys, remoteSigningKeys, type CheckpointKey, type SigningKeys } from './signing-keys.js';
export { signerSocket } from './socket-place.js';
