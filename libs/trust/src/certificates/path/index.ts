export { buildPath } from './build-path.js';
export { isIssuedBy } from './issued-by.js';
export { type CertificatePath, type CertificateStatus, type PathEvidence, type PathRequest } from './path.js';
export { type CertificatePurpose } from './purpose.js';
