import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { reportCorpusRun } from '../../../../test/support/corpus.js';
import { compileGrammar } from '../syntax/compile.js';
import { differences, type Comparison } from '../testing/compare-grammars.js';
import { grammarOfSchema } from '../testing/schema-grammar.js';
import { readingGrammar, writingGrammar } from './grammar.js';
import type { Grammar } from './notation.js';
import { extendedByEpsos } from './pharmacy-epsos.js';

const schemas = fileURLToPath(new URL('../../../../../shared/corpus/myhealtheu/xsd/', import.meta.url));
const files = { pharm: 'cda-pharma-openncp-tm/CDA_Pharma.xsd', epsos: 'cda-epsos-extended/CDA_extended.xsd' };

/** Values that tell simple types apart; the codes of all enumerations are asked besides. */
const values = [
  '',
  ' ',
  'true',
  '1',
  '0',
  '-7',
  '1.5',
  '1e3',
  'a b',
  'a:b',
  'a_b',
  '1a',
  '2.16.840',
  '20240131',
  '%zz',
  'AA==',
  '#a',
];

function compare(ours: Grammar, file: string): Comparison {
  const schema = grammarOfSchema(schemas + file);
  const codes = Object.values({ ...schema.vocabulary, ...ours.vocabulary }).flatMap((each) => each.trim().split(/\s+/));
  const probes = [...values, ...codes];
  return differences(compileGrammar(ours).root.type, compileGrammar(schema).root.type, probes);
}

/** Our grammar with one type of CDA changed. */
function damaged(name: string, change: (text: string) => string, what: 'parts' | 'attributes'): Grammar {
  const tables = writingGrammar.tables.map((table) => {
    const type = table.types[name];
    if (type === undefined) return table;
    const text = change(type[what] ?? '');
    if (text === type[what]) throw new Error('the change changes nothing');
    return { ...table, types: { ...table.types, [name]: { ...type, [what]: text } } };
  });
  return { ...writingGrammar, tables };
}

const present = existsSync(schemas);
reportCorpusRun('schemas that the grammar is compared with', present ? Object.keys(files).length : 0);

describe('the grammar', () => {
  if (!present) {
    it('compiles', () => {
      expect(compileGrammar(readingGrammar).root.element).toBe('ClinicalDocument');
    });
    return;
  }

  it('says of every type what the schema with the pharmacy extension says', () => {
    const { compared, found } = compare(writingGrammar, files.pharm);
    expect(found).toEqual([]);
    expect(compared).toBeGreaterThan(200);
  });

  it('says of the extension of epSOS what its schema says, but for what European CDA has since', () => {
    // The variants apply where a product is in the namespace of epSOS; for the comparison they always do.
    const tables = readingGrammar.tables.map((table) =>
      table.scope === '' && table.prefix === 'POCD_MT000040.'
        ? { ...table, types: { ...table.types, ...extendedByEpsos }, uses: [...table.uses, 'epsos.COCT_MT230100UV.'] }
        : table,
    );
    const { compared, found } = compare({ ...readingGrammar, tables, variants: [] }, files.epsos);
    // EIVL.event stands in both namespaces.
    expect([...new Set(found)].sort()).toEqual([
      'EIVL.event: @code differs on "CM"',
      'POCD_MT000040.ClinicalDocument: @ID is only in ours',
      'POCD_MT000040.LegalAuthenticator: @ID is only in ours',
    ]);
    expect(compared).toBeGreaterThan(300);
  });

  it.each<[what: string, damaged: Grammar, found: string[]]>([
    ['a part is missing', damaged('Act', (parts) => parts.replace('priorityCode 0..1 CE,', ''), 'parts'), ['priorityCode is only in the schema']],
    ['a part is of another type', damaged('Act', (parts) => parts.replace('code CD', 'code CE'), 'parts'), ['is called CE']],
    ['a cardinality differs', damaged('Act', (parts) => parts.replace('code CD', 'code 0..1 CD'), 'parts'), ['Act: may end in one']],
    ['an order differs', damaged('Order', (parts) => parts.replace('code 0..1 CE, priorityCode 0..1 CE', 'priorityCode 0..1 CE, code 0..1 CE'), 'parts'), ['Order']],
    ['an attribute is not demanded', damaged('Act', (attributes) => attributes.replace('moodCode!', 'moodCode'), 'attributes'), ['@moodCode is required in one']],
    ['a fixed value differs', damaged('Author', (attributes) => attributes.replace('AUT', 'AUTH'), 'attributes'), ['@typeCode differs on "AUT']],
    ['an attribute is too much', damaged('II', (attributes) => `${attributes}, use cs`, 'attributes'), ['@use is only in ours']],
    ['a simple type differs', damaged('II', (attributes) => attributes.replace('extension st', 'extension string'), 'attributes'), ['@extension differs on ""']],
  ])('would be found to differ where %s', (_what, grammar, expected) => {
    const { found } = compare(grammar, files.pharm);
    for (const words of expected) expect(found).toContainEqual(expect.stringContaining(words));
  }); // prettier-ignore
});
