export {
  largestTrustBundle,
  openTrustBundle,
  sealTrustBundle,
  trustBundleContentType,
  type OpenedEnvelope,
} from './envelope.js';
export { spokenFingerprint } from './spoken-fingerprint.js';
export {
  judgeLifetime,
  judgeSuccession,
  shortestLifetime,
  type BundleStatement,
  type LifetimeBounds,
  type SeenBundle,
} from './succession.js';
