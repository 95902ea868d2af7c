export { checkAddressing, type AddressedRequest, type AddressingExpectation } from './soap/addressing.js';
export { soapOperations, type SoapOperation } from './soap/operations.js';
export { readRelated, readRelatedOctets } from './multipart/read.js';
export { type RelatedMessage } from './multipart/related.js';
