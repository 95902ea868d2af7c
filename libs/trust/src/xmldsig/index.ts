export { verifyXmlSignatures } from './verify-xml-signatures.js';
