export { placeOf, type DocumentSource, type ElementSource, type Mark } from './document-source.js';
export { parseXmlSource } from './parse-source.js';
