export { receiptAtOnce, requesterTokenAtOnce, sealBundleAtOnce, sealDetachedAtOnce } from './at-once.js';
