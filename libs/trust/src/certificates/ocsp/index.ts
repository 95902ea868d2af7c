export { askResponder, type OcspAnswer, type OcspAsking, type OcspQuestion } from './ask-responder.js';
export { OcspCache } from './response-cache.js';
