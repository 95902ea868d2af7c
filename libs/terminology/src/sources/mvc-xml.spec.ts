import { describe, expect, it } from '@jest/globals';
import { parseXml } from '@passerelle/xml';
import { indexOf, newReading } from '../testing/gathered.js';
import { finishMvc, gatherMvcFile, type SpreadValueSets } from './mvc-xml.js';

function read(...files: readonly string[]) {
  const reading = newReading('mvc', '9.0');
  const spread: SpreadValueSets = new Map();
  const known = files.map((xml, at) => gatherMvcFile(parseXml(Buffer.from(xml)), `${at}.xml`, reading, spread));
  finishMvc(spread, reading);
  return { known, reading, index: indexOf(reading) };
}

const routes = `<ValueSet oid="2.999.42.12" name="eHDSIRoute">
  <concept codeSystem="0.4.0.127.0.16.1.1.2.1" codeSystemName="EDQM" code="20053000">
    <designation lang="en-GB">Oral use</designation>
    <designation lang="fr_FR">Voie
      orale</designation>
    <designation lang="??">x</designation>
    <designation lang="de-DE"> </designation>
  </concept>
</ValueSet>`;

describe('MVC in the form of OpenNCP', () => {
  it('gives codes by the OID of their system, displays by language, and the value set by its OID', () => {
    const { index, reading } = read(routes);
    const edqm = 'http://standardterms.edqm.eu';
    expect(index.concept(edqm, '20053000')).toMatchObject({
      defined: false,
      displays: [
        { language: 'en-GB', display: 'Oral use', source: { catalogue: 'ValueSet/eHDSIRoute', version: '9.0' } },
        { language: 'fr-FR', display: 'Voie orale' },
      ],
    });
    expect(index.contains('2.999.42.12', edqm, '20053000')).toBe(true);
    expect(index.contains('urn:oid:2.999.42.12', edqm, '20054000')).toBe(false);
    expect(index.valueSets[0]).toMatchObject({ url: 'urn:oid:2.999.42.12', name: 'eHDSIRoute' });
    expect(reading.notes).toEqual(['a designation in "??", which is no language tag']);
  });

  it('joins a value set whose codes stand in the files of several code systems, as epSOS had it', () => {
    const entry = (system: string, code: string) =>
      `<${system}Information><${system}Entry oid="2.999.42.28" epsosName="epSOSVaccine " code="${code}"><displayName lang="en">${code}</displayName></${system}Entry></${system}Information>`;
    const { index, known } = read(entry('SNOMEDCT', '333598008'), entry('AnatomicalTherapeuticChemical', 'J07AL'));
    expect(known).toEqual([true, true]);
    expect(index.contains('2.999.42.28', 'http://snomed.info/sct', '333598008')).toBe(true);
    expect(index.contains('2.999.42.28', 'http://www.whocc.no/atc', 'J07AL')).toBe(true);
    expect(index.valueSets).toHaveLength(1);
    expect(index.valueSets[0]?.name).toBe('epSOSVaccine');
  });

  it.each([
    ['a value set without OID', '<ValueSet name="x"/>', 'the value set has no OID'],
    [
      'a concept without code',
      '<ValueSet oid="2.999.1"><concept codeSystem="2.999.2"/></ValueSet>',
      'a concept has no code or no codeSystem',
    ],
    [
      'a code system that nobody knows',
      '<UnheardOfInformation/>',
      'the code system UnheardOf has no OID that is known here',
    ],
    [
      'an entry without value set',
      '<LOINCInformation><LOINCEntry code="1-8"/></LOINCInformation>',
      'an entry has no code or no value set',
    ],
  ])('with %s is not valid', (_, xml, problem) => {
    expect(read(xml).reading.problems).toEqual([{ file: '0.xml', line: 1, problem }]);
  });

  it('is known by its root', () => {
    expect(read('<ClinicalDocument/>').known).toEqual([false]);
  });
});
