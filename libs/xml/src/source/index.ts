export { parseXmlSource, placeOf, type DocumentSource, type ElementSource, type Mark } from './document-source.js';
