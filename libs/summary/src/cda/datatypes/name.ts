import { attribute, element, textOf, type XmlElement, type XmlOut } from '@passerelle/xml';
import type { HumanName } from '../../model/party.js';
import { usesOf } from './use.js';

/** Reads every `name` of a person (PN); names that hold nothing are left out. */
export function readNames(person: XmlElement | undefined): HumanName[] {
  const names: HumanName[] = [];
  for (const node of person?.children ?? []) {
    if (typeof node === 'string' || node.local !== 'name') continue;
    const name = readName(node);
    if (name !== undefined) names.push(name);
  }
  return names;
}

/** Reads one name: its parts in the order written, or the whole text where it came without parts. */
function readName(source: XmlElement): HumanName | undefined {
  const parts = { family: [] as string[], given: [] as string[], prefix: [] as string[], suffix: [] as string[] };
  for (const node of source.children) {
    if (typeof node === 'string' || !isPart(node.local)) continue;
    const text = textOf(node);
    if (text !== undefined) parts[node.local].push(text);
  }
  const structured = Object.values(parts).some((part) => part.length > 0);
  const text = structured ? undefined : textOf(source);
  if (!structured && text === undefined) return undefined;
  const use = attribute(source, 'use');
  return {
    family: parts.family,
    given: parts.given,
    ...(parts.prefix.length > 0 && { prefix: parts.prefix }),
    ...(parts.suffix.length > 0 && { suffix: parts.suffix }),
    ...(text !== undefined && { text }),
    ...(use !== undefined && { use }),
  };
}

function isPart(local: string): local is 'family' | 'given' | 'prefix' | 'suffix' {
  return local === 'family' || local === 'given' || local === 'prefix' || local === 'suffix';
}

/** Writes a patient's name, whose family and given names must be there or be said to be missing (friendly rules). */
export function writePatientName(name: HumanName): XmlOut {
  const written = writeName(name);
  const missing = (['given', 'family'] as const).filter((part) => name[part].length === 0);
  const parts = missing.map((part) => element(part, { nullFlavor: 'NI' }));
  return { ...written, children: [...parts, ...written.children] };
}

/** Writes a name (PN): prefixes, given names, family names and suffixes as parts; a name without parts as its text. */
export function writeName(name: HumanName): XmlOut {
  const structured = name.family.length + name.given.length > 0;
  return element(
    'name',
    { use: usesOf('name', name.use) },
    (name.prefix ?? []).map((part) => element('prefix', {}, part)),
    name.given.map((part) => element('given', {}, part)),
    name.family.map((part) => element('family', {}, part)),
    (name.suffix ?? []).map((part) => element('suffix', {}, part)),
    structured ? undefined : name.text,
  );
}
