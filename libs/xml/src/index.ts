export { guardXml } from './guard/decode.js';
export { defaultXmlLimits, type XmlLimits } from './guard/limits.js';
export { parseXml, parseXmlText } from './tree/parse.js';
export {
  attribute,
  attributesOf,
  child,
  children,
  foldSpace,
  path,
  textOf,
  writtenAttribute,
  xsiType,
  type XmlElement,
  type XmlNode,
} from './tree/element.js';
export { element, type XmlOut, type XmlOutNode } from './write/element-out.js';
export { escapeAttribute, escapeText } from './write/escape.js';
export { serialize, type Namespaces } from './write/serialize.js';
