import { absenceOf, maySayAbsence, type AbsenceConcept } from '@passerelle/terminology';
import { attribute, child, type XmlElement } from '@passerelle/xml';
import { readCoded, readCoding, readIdentifiers, resolveText } from '../cda/datatypes/index.js';
import type { CdaReading } from '../cda/reading.js';
import type { Absence } from '../model/entry.js';

/**
 * Reads an entry whose code or value says that there is nothing, or that nothing is known, of the section's concept
 * (myhealtheu-wire.md section 13.3). Where the code stands differs by concept and age of the document (in the code of a
 * medication, the value of an allergy observation, the device of a supply), so it is looked for in every code and value.
 * @param concept - the concept of the section; an absence of something else does not make the entry an absence
 * @returns undefined where no code says so
 */
export function readAbsence(
  statement: XmlElement,
  concept: AbsenceConcept,
  path: string,
  reading: CdaReading,
): Absence | undefined {
  const found = findAbsence(statement, concept);
  if (found === undefined) return undefined;
  const code = readCoded(found.element, reading);
  const text = findText(statement, reading);
  return {
    kind: 'absence',
    path,
    identifiers: readIdentifiers(statement),
    ...(text !== undefined && { text }),
    meaning: found.meaning,
    ...(code !== undefined && { code }),
  };
}

interface Found {
  readonly element: XmlElement;
  readonly meaning: Absence['meaning'];
}

function findAbsence(source: XmlElement, concept: AbsenceConcept): Found | undefined {
  if (source.local === 'code' || source.local === 'value') {
    const meaning = meaningOf(source, concept);
    if (meaning !== undefined) return { element: source, meaning };
  }
  const { children: nodes } = source;
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at]!;
    if (typeof node === 'string' || node.children.length === 0) {
      // An element without content is looked into only where it can hold a code.
      if (typeof node === 'string' || (node.local !== 'code' && node.local !== 'value')) continue;
    }
    const found = findAbsence(node, concept);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A pivot may have the absence code as the translation of a null flavour, which reads as the coding itself. */
function meaningOf(source: XmlElement, concept: AbsenceConcept): Absence['meaning'] | undefined {
  if (!maySayAbsence(attribute(source, 'code') ?? '') && child(source, 'translation') === undefined) return undefined;
  const coding = readCoding(source);
  if (coding === undefined) return undefined;
  for (const each of [coding, ...(coding.translations ?? [])]) {
    const statement = absenceOf(each, concept);
    // "No known food allergy" leaves medicines open: it is a statement like others, not the absence of the concept.
    if (statement?.concept === concept && statement.scope === undefined) return statement.meaning;
  }
  return undefined;
}

/** The text of the statement, or of the observation inside its concern. */
function findText(source: XmlElement, reading: CdaReading): string | undefined {
  const text = resolveText(source, reading);
  if (text !== undefined) return text;
  for (const node of source.children) {
    if (typeof node === 'string' || node.local !== 'entryRelationship') continue;
    for (const inner of node.children) {
      const found = typeof inner === 'string' ? undefined : findText(inner, reading);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
