export { createDevelopmentCa, issueLeaf, readDevelopmentCa } from './certificate-authority.js';
export { type DevelopmentCa, type LeafRequest } from './certificate-authority.js';
export { createCertificationRequest, type CertificationRequest } from './certification-request.js';
export { completeDevelopmentFolder, type DevelopmentFolder } from './development-folder.js';
export { type DistinguishedName } from './distinguished-name.js';
export { newPrivateKey, privateKeyPem, type KeyKind } from './key-pair.js';
export { encodeVerifierKey, newLogKey, verifierKey } from './log-key.js';
export { createPkcs12 } from './pkcs12.js';
export { type LeafPurpose } from './purposes.js';
