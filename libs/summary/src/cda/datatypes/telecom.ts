import { attribute, element, type XmlElement, type XmlOut } from '@passerelle/xml';
import type { Telecom } from '../../model/party.js';
import { usesOf } from './use.js';

/** Reads every `telecom` (TEL) of an element that has a value, as written: `tel:+352...`, `mailto:...`. */
export function readTelecoms(parent: XmlElement | undefined): Telecom[] {
  const telecoms: Telecom[] = [];
  for (const node of parent?.children ?? []) {
    if (typeof node === 'string' || node.local !== 'telecom') continue;
    const value = attribute(node, 'value');
    const use = attribute(node, 'use');
    if (value !== undefined) telecoms.push(use === undefined ? { value } : { value, use });
  }
  return telecoms;
}

/** Writes a telecommunication address (TEL). */
export function writeTelecom(telecom: Telecom): XmlOut {
  return element('telecom', { use: usesOf('telecom', telecom.use), value: telecom.value });
}

/** `addr` and `telecom` are required of a patient and an author: where there is none, the pivot says NI (friendly schematron). */
export function nothingKnown(name: 'addr' | 'telecom'): XmlOut {
  return element(name, { nullFlavor: 'NI' });
}
