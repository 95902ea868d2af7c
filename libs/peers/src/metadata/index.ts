export { mergeProposals, type MetadataReading, type PeerProposal } from './proposal.js';
export { readServiceMetadata, type ServiceMetadataReading } from './service-metadata.js';
export { readTrustList } from './trust-list.js';
