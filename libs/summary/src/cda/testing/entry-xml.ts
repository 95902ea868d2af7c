import { children, parseXml, serialize, type XmlElement, type XmlOut } from '@passerelle/xml';
import type { CdaDoor } from '../../concept.js';
import type { Entry } from '../../model/entry.js';
import type { CdaReading } from '../reading.js';
import type { CdaWriting } from '../writing.js';

const namespaces = {
  '': 'urn:hl7-org:v3',
  pharm: 'urn:hl7-org:pharm',
  xsi: 'http://www.w3.org/2001/XMLSchema-instance',
};

/** An entry as its reader saw it, and the parts the reader reported as left out. */
export interface ReadEntry<E> {
  readonly entry: E | undefined;
  readonly omitted: readonly string[];
}

/** Parses `entry` with the prefixes that CDA documents bind: pharm, epsos, xsi. */
export function parseEntry(inner: string): XmlElement {
  const bindings =
    'xmlns="urn:hl7-org:v3" xmlns:cda="urn:hl7-org:v3" xmlns:pharm="urn:hl7-org:pharm" ' +
    'xmlns:epsos="urn:epsos-org:ep:medication" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
  return parseXml(new TextEncoder().encode(`<entry ${bindings}>${inner}</entry>`));
}

/**
 * Reads an entry through a door.
 * @param narrative - the text of the narrative by ID, for references
 */
export function readEntry<E extends Entry>(
  door: CdaDoor<E>,
  inner: string,
  narrative: Readonly<Record<string, string>> = {},
): ReadEntry<E> {
  const omitted: string[] = [];
  const reading: CdaReading = {
    narrativeText: (reference) => narrative[reference.replace(/^#/, '')],
    warn: () => undefined,
    omit: (part) => omitted.push(part),
  };
  const holder = parseEntry(inner);
  // The section reader hands over the statement that the entry holds.
  const [statement = holder] = children(holder);
  return { entry: door.read(statement, '/entry', reading), omitted };
}

/** Whether a door claims a statement that stands in a strange section. */
export function isClaimed<E extends Entry>(door: CdaDoor<E>, statement: string): boolean {
  return children(parseEntry(statement)).some((each) => door.claims(each));
}

/** Writes an entry and gives the XML as text, so that a test sees what a peer would see. */
export function writeEntry<E extends Entry>(door: CdaDoor<E>, entry: E, narrativeId?: string): string {
  const writing: CdaWriting = {
    stableId: (place) => `00000000-0000-4000-8000-${hash(place)}`,
    ...(narrativeId !== undefined && { narrativeId }),
  };
  return textOfTree(door.write(entry, writing));
}

/** The XML text of a tree that was written. */
export function textOfTree(tree: XmlOut): string {
  return serialize(tree, namespaces);
}

/** Writes an entry and reads it back: what a peer with the same software would understand. */
export function roundTrip<E extends Entry>(door: CdaDoor<E>, entry: E): E | undefined {
  return readEntry(door, writeEntry(door, entry)).entry;
}

function hash(place: string): string {
  let sum = 0;
  for (const char of place) sum = (sum * 31 + char.codePointAt(0)!) % 0xffffffff;
  return sum.toString(16).padStart(12, '0');
}
