import { describe, expect, it } from '@jest/globals';
import { absenceCoding, type AbsenceConcept } from '@passerelle/terminology';
import { children } from '@passerelle/xml';
import { parseEntry, textOfTree } from '../cda/testing/entry-xml.js';
import type { Absence } from '../model/entry.js';
import { readAbsence } from './read-absence.cda.js';
import { writeAbsence } from './write-absence.cda.js';

const reading = { narrativeText: () => undefined, warn: () => undefined };
const writing = { stableId: () => '00000000-0000-4000-8000-000000000000' };
const coded: readonly AbsenceConcept[] = [
  'problems',
  'allergies',
  'medications',
  'procedures',
  'devices',
  'immunizations',
];

function absence(meaning: Absence['meaning'], code?: Absence['code']): Absence {
  return {
    kind: 'absence',
    path: '/entry',
    identifiers: [{ system: 'urn:oid:2.999.8', value: '1' }],
    text: 'mots',
    meaning,
    ...(code !== undefined && { code }),
  };
}

function again(concept: AbsenceConcept, entry: Absence): { xml: string; read: Absence | undefined } {
  const xml = textOfTree(writeAbsence(concept, entry, writing));
  return { xml, read: readAbsence(children(parseEntry(xml))[0]!, concept, '/entry', reading) };
}

describe('the absence of a concept in CDA', () => {
  it.each(
    coded.flatMap((concept) =>
      (['none-known', 'no-information'] as const).map((meaning) => [concept, meaning] as const),
    ),
  )('of %s, %s, is written where it is looked for', (concept, meaning) => {
    const { read } = again(concept, absence(meaning));
    const { code, ...rest } = read!;
    expect(rest).toEqual(absence(meaning));
    expect(code?.coding?.code).toBe(absenceCoding(concept, meaning, 'ehdsi')?.code);
  });

  it('keeps the code of the source inside that of eHDSI', () => {
    const snomed = { system: 'http://snomed.info/sct', code: '716186003', display: 'No known allergy' };
    const { read } = again('allergies', absence('none-known', { coding: snomed }));
    expect(read?.code?.coding).toMatchObject({ code: 'no-known-allergies', translations: [snomed] });
  });

  it('says of results what the source said, because no code of eHDSI can', () => {
    const { xml } = again('results', absence('no-information'));
    expect(xml).toContain('<code nullFlavor="NI"></code>');
  });
});
