import { attribute, type XmlElement } from '@passerelle/xml';
import type { NullFlavor } from '../../model/coded.js';

const known: ReadonlySet<string> = new Set<NullFlavor>([
  'NI',
  'UNK',
  'ASKU',
  'NASK',
  'NAV',
  'NA',
  'OTH',
  'MSK',
  'INV',
  'NINF',
  'PINF',
  'DER',
  'UNC',
  'QS',
  'TRC',
  'NP',
]);

/**
 * Reads `nullFlavor` (HL7 v3 data types, NullFlavor 2.16.840.1.113883.5.1008). A value outside the table still says
 * that there is no value, so it becomes NI, the flavour that says nothing more.
 */
export function readNullFlavor(source: XmlElement | undefined): NullFlavor | undefined {
  const flavor = attribute(source, 'nullFlavor');
  if (flavor === undefined) return undefined;
  return isNullFlavor(flavor) ? flavor : 'NI';
}

function isNullFlavor(text: string): text is NullFlavor {
  return known.has(text);
}
