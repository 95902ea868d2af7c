export { readBundleContents, type BundlePeer, type BundleService, type TrustBundleContents } from './contents.js';
export {
  comparePeers,
  type CertificateChange,
  type FieldChange,
  type PeerDifference,
  type ServiceChange,
} from './difference.js';
export {
  completeDraft,
  encodeContents,
  readDraft,
  writeDraft,
  type DraftPeer,
  type Signing,
  type TrustBundleDraft,
} from './draft.js';
export { draftPeerOf } from './draft-of-file.js';
export { peerOfBundle } from './peer-of-bundle.js';
