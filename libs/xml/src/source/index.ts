export { placeOf, type DocumentSource, type ElementSource, type Mark } from './document-source.js';
export { spanOf, type ElementSpan } from './element-span.js';
export { parseXmlSource } from './parse-source.js';
