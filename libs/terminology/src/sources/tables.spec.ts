import { describe, expect, it } from '@jest/globals';
import { indexOf, newReading } from '../testing/gathered.js';
import { gatherTable } from './gather-table.js';
import { describeProblem } from './reading.js';
import { gatherTsam, isTsamExtract } from './tsam.js';

function read(text: string, name = 'table.csv') {
  const reading = newReading();
  gatherTable({ name, text }, reading, new Map());
  return { index: indexOf(reading), problems: reading.problems.map(describeProblem) };
}

const edqm = 'http://standardterms.edqm.eu';

describe('a file of displays', () => {
  it('gives one display a row, or one a language', () => {
    const long = read('system\tcode\tlanguage\tdisplay\n0.4.0.127.0.16.1.1.2.1\t10219000\tfr_LU\tComprimé\n', 't.tsv');
    expect(long.problems).toEqual([]);
    expect(long.index.display(edqm, '10219000', 'fr-LU')).toMatchObject({
      display: 'Comprimé',
      language: 'fr-LU',
      source: { catalogue: 't', version: '1.0' },
    });
    const wide = read(`# version: 2\nsystem,code,fr,pt-PT\n${edqm},10219000,"Comprimé, sec",\n`);
    expect(wide.problems).toEqual([]);
    expect(wide.index.concept(edqm, '10219000')?.displays.map(({ language, display }) => [language, display])).toEqual([
      ['fr', 'Comprimé, sec'],
    ]);
    expect(wide.index.display(edqm, '10219000', 'fr')?.source.version).toBe('2');
  });

  it.each([
    ['no language column', 'system,code,display\n', ['table.csv:1 the column language is missing']],
    [
      'a column that is neither',
      'system,code,fr,comments please\n',
      ['table.csv:1 the column comments please is unknown'],
    ],
    ['a system that is none', 'system,code,fr\nEDQM,1,x\n', ['table.csv:2 system is neither an OID nor a URI']],
    ['no code', 'system,code,fr\n2.999,,x\n', ['table.csv:2 code is empty']],
    ['no display', 'system,code,language,display\n2.999,1,fr,\n', ['table.csv:2 display is empty']],
    [
      'a language that is none',
      'system,code,language,display\n2.999,1,??,x\n',
      ['table.csv:2 language is no language tag'],
    ],
    [
      'a display twice',
      'system,code,fr\n2.999,1,x\n2.999,1,y\n',
      ['table.csv:3 the code 1 has a display in fr already'],
    ],
    ['a short row', 'system,code,fr\n2.999,1\n', ['table.csv:2 there are 2 fields where the header has 3']],
  ])('with %s is not valid', (_, text, problems) => {
    expect(read(text).problems).toEqual(problems);
  });
});

describe('a table that is neither map nor displays', () => {
  it('is told what a map would need', () => {
    expect(read('# version: 1\na,b\n1,2\n').problems).toContain('table.csv:2 the column source_system is missing');
  });
});

describe('an extract of TSAM', () => {
  const files = {
    'codeSystem.csv': 'ID;OID;NAME;DESCRIPTION\n1;2.999.1;National;\n2;0.4.0.127.0.16.1.1.2.1;EDQM;\n',
    'codeSystemVersion.csv':
      'ID;LOCAL_NAME;CODE_SYSTEM_ID;STATUS\n11;2020;1;current\n12;2025;2;current\n13;2010;2;retired\n',
    'codeSystemConcept.csv': 'ID;DEFINITION;CODE_SYSTEM_VERSION_ID;CODE\n21;;11;59\n22;;12;10219000\n23;;13;old\n',
    'designation.csv':
      'ID;DESIGNATION;CODE_SYSTEM_CONCEPT_ID;LANGUAGE_CODE;TYPE;IS_PREFERRED;STATUS\n31;tab;22;en;;No;current\n32;Tablet;22;en;;Yes;current\n33;Tableta;22;sk-SK;;Yes;retired\n',
    'transcodingAssociation.csv':
      'ID;SOURCE_CONCEPT_ID;TARGET_CONCEPT_ID;QUALITY;STATUS\n41;21;22;;valid\n42;22;21;;invalid\n',
    'valueSet.csv': 'ID;OID\n',
  };
  const readTsam = (changed: Readonly<Record<string, string>> = {}) => {
    const reading = newReading();
    gatherTsam(
      Object.entries({ ...files, ...changed }).map(([name, text]) => ({ name, text })),
      reading,
    );
    return { index: indexOf(reading), problems: reading.problems.map(describeProblem) };
  };

  it('gives codes, preferred designations that are current, and associations that are valid', () => {
    const { index, problems } = readTsam();
    expect(problems).toEqual([]);
    expect(index.map('urn:oid:2.999.1', '59')).toMatchObject([
      { system: edqm, code: '10219000', relationship: 'equivalent', row: 2 },
    ]);
    expect(index.map(edqm, '10219000')).toEqual([]);
    expect(index.display(edqm, '10219000', 'en')?.display).toBe('Tablet');
    expect(index.display(edqm, '10219000', 'sk')).toBeUndefined();
    expect(index.concept(edqm, 'old')?.inactive).toBe(true);
    expect(index.systems.find(({ uri }) => uri === edqm)?.versions).toEqual(['2025']);
  });

  it.each([
    [
      'codeSystemConcept.csv',
      'ID;CODE_SYSTEM_VERSION_ID;CODE\n21;99;59\n',
      'codeSystemConcept.csv:2 the concept has no code or no version of a code system',
    ],
    [
      'designation.csv',
      'ID;DESIGNATION;CODE_SYSTEM_CONCEPT_ID;LANGUAGE_CODE;IS_PREFERRED;STATUS\n1;;22;en;Yes;current\n',
      'designation.csv:2 the designation has no text, no language or no concept',
    ],
    [
      'transcodingAssociation.csv',
      'ID;SOURCE_CONCEPT_ID;TARGET_CONCEPT_ID;STATUS\n1;21;99;valid\n',
      'transcodingAssociation.csv:2 the association leads to no concept',
    ],
    ['codeSystem.csv', 'ID;NAME\n', 'codeSystem.csv:1 the column OID is missing'],
    ['codeSystem.csv', 'ID;OID;NAME\n1;"2.999\n', 'codeSystem.csv:2 a quoted field is not closed'],
  ])('with a %s that is wrong is not valid', (name, text, problem) => {
    expect(readTsam({ [name]: text }).problems).toContain(problem);
  });

  it('is known by its files', () => {
    expect(isTsamExtract(Object.keys(files))).toBe(true);
    expect(isTsamExtract(['codeSystem.csv'])).toBe(false);
  });
});
