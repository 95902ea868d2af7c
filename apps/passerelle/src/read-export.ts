import { parseXml, type XmlElement } from '@passerelle/xml';

/** Exports of the European catalogue are larger than clinical documents, and flatter. */
const limits = { bytes: 256_000_000, depth: 32, attributes: 64, elements: 8_000_000 };

/** Reads an export of terminology by the guarded parser. @throws PSR-1001 to PSR-1005 and PSR-1010 */
export function readExport(octets: Uint8Array): XmlElement {
  return parseXml(octets, limits);
}
