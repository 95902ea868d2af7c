export { fetchOctets, type Fetched, type FetchRequest } from './fetch-octets.js';
export { openBundle, type OpenedBundle, type PinnedCertificates } from './open-bundle.js';
export { type TrustStatus } from './trust-bundle-keeper.js';
