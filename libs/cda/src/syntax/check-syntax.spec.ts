import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parseXml, type XmlElement } from '@passerelle/xml';
import { readingGrammar, writingGrammar } from '../grammar/grammar.js';
import { edited, insertAfter, remove, rename, repeat, set, write, type Edit } from '../testing/edit.js';
import { checkCdaSyntax } from './check-syntax.js';
import { compileGrammar } from './compile.js';
import { readAttributes } from './read-attributes.js';
import { syntaxRules, type SyntaxRule } from './syntax-report.js';

const full = parseXml(readFileSync(new URL('../../../../test/fixtures/pivot/full.xml', import.meta.url)));
const xsi = '{http://www.w3.org/2001/XMLSchema-instance}';
const medicine = 'section(10160-0)/entry/substanceAdministration';
const material = `${medicine}/consumable/manufacturedProduct/manufacturedMaterial`;
const narrative = 'section(8716-3)/text/list';

/** A change that breaks one rule of the grammar. */
const mustFail: readonly [rule: SyntaxRule, what: string, ...edits: Edit[]][] = [
  ['cda-root', 'another document element', (document) => void (document.local = 'Bundle')],
  ['cda-element', 'an element that CDA does not have', insertAfter('title', '<subtitle/>')],
  ['cda-element', 'an element in the wrong place', insertAfter('title', '<versionNumber value="1"/>'), remove('versionNumber[2]')],
  ['cda-element', 'an element too many', repeat('custodian')],
  ['cda-element', 'an element in an element without content', insertAfter('id', '<setId root="1"><id/></setId>'), remove('setId[2]')],
  ['cda-element', 'the element of another namespace', rename(`${material}/formCode`, 'formCode', 'urn:other')],
  ['cda-element', 'a table in a cell of the narrative', write(`${narrative}/item`, ''), (document) => void document, insertAfter(`${narrative}`, '<table><tbody><tr><td><table/></td></tr></tbody></table>')],
  ['cda-element-missing', 'no body', remove('component')],
  ['cda-element-missing', 'an empty choice', remove('section(8716-3)/entry/organizer')],
  ['cda-text', 'text among the elements', (document) => void document.children.push('Jane Doe')],
  ['cda-text', 'white space where not even that may be', write('id', '\n')],
  ['cda-attribute', 'an attribute that the type does not have', set('title', 'displayName', 'Jane Doe')],
  ['cda-attribute', 'an attribute that a restriction takes away', set('languageCode', 'codeSystem', '2.16')],
  ['cda-attribute', 'an attribute of another namespace', set('title', '{http://www.w3.org/XML/1998/namespace}lang', 'fr')],
  ['cda-attribute-missing', 'no class', set(medicine, 'classCode')],
  ['cda-value', 'an OID that is none', set('id', 'root', '2.16.')],
  ['cda-value', 'a mood that the class does not have', set(medicine, 'moodCode', 'DEF')],
  ['cda-value', 'a fixed value', set('recordTarget/patientRole', 'classCode', 'ASSIGNED')],
  ['cda-value', 'a use that is none, in a list', set('recordTarget/patientRole/addr', 'use', 'HP XX')],
  ['cda-xsi-type', 'no data type', set('section(29762-2)/entry/observation/value', `${xsi}type`)],
  ['cda-xsi-type', 'an abstract data type', set('section(29762-2)/entry/observation/value', `${xsi}type`, 'QTY')],
  ['cda-xsi-type', 'a data type of another family', set(`${medicine}/effectiveTime`, `${xsi}type`, 'IVL_PQ')],
  ['cda-xsi-type', 'no name', set(`${medicine}/effectiveTime`, `${xsi}type`, 'a:b:IVL_TS')],
  ['cda-xsi-type', 'a type on a class that nothing is derived from', set('custodian', `${xsi}type`, 'POCD_MT000040.Author')],
  ['cda-nil', 'nil where the schema does not allow it', set('title', `${xsi}nil`, 'false')],
  ['cda-nil', 'nil that is neither true nor false', set(`${material}/ingredient`, `${xsi}nil`, 'yes')],
  ['cda-nil', 'nil with content', set(`${material}/ingredient`, `${xsi}nil`, 'true')],
  ['cda-id', 'an ID twice', set(`${narrative}/item`, 'ID', 'medication2')],
  ['cda-idref', 'a reference to no ID', insertAfter(narrative, '<footnoteRef IDREF="nowhere"/>')],
]; // prettier-ignore

function rules(document: XmlElement): string[] {
  return [...new Set(checkCdaSyntax(document).map(({ rule }) => rule))];
}

describe('every rule of the grammar', () => {
  it.each(mustFail)('%s is all that is broken by %s', (rule, _what, ...edits) => {
    expect(rules(edited(full, ...edits))).toEqual([rule]);
  });

  it('has a document that it fails', () => {
    // That there are more faults than are listed has a test of its own.
    expect(new Set([...mustFail.map(([rule]) => rule), 'cda-more'])).toEqual(new Set(Object.keys(syntaxRules)));
  });
});

describe('what a finding says', () => {
  const textOf = (...edits: Edit[]): string[] =>
    checkCdaSyntax(edited(full, ...edits)).map(({ expression, text }) => `${expression}: ${text}`);

  it('is the place, what is wrong and what may stand there', () => {
    expect(textOf(repeat('languageCode'))).toEqual([
      '/ClinicalDocument/languageCode[2]: languageCode may not stand here; what may is setId, versionNumber, copyTime or recordTarget.',
    ]);
    expect(textOf(remove('component'))).toEqual([
      '/ClinicalDocument: ClinicalDocument is not complete; what must follow is relatedDocument, authorization, componentOf or component.',
    ]);
    expect(textOf(set('documentationOf/serviceEvent', 'moodCode', 'INT'))).toEqual([
      '/ClinicalDocument/documentationOf/serviceEvent/@moodCode: The value of moodCode must be EVN.',
    ]);
  });

  it('never quotes the document', () => {
    for (const [, , ...edits] of mustFail) expect(JSON.stringify(textOf(...edits))).not.toMatch(/Jane|EXEMPLE|nowhere/);
  });

  it('quotes no namespace that is not of CDA, and no long name in full', () => {
    const name = 'x'.repeat(100_000);
    const [finding] = checkCdaSyntax(edited(full, rename('title', name, 'urn:jane-doe')));
    expect(finding?.text).toContain('of another namespace');
    expect(`${finding?.text} ${finding?.expression}`.length).toBeLessThan(400);
  });

  it('ends after a hundred findings with a word that there are more', () => {
    const findings = checkCdaSyntax(edited(full, ...Array.from({ length: 150 }, () => insertAfter('title', '<x/>'))));
    expect(findings).toHaveLength(101);
    expect(findings.at(-1)?.rule).toBe('cda-more');
  });
});

describe('the extension of epSOS', () => {
  const epsos = 'urn:epsos-org:ep:medication';
  const older = edited(
    full,
    remove(`${material}/asContent`),
    remove(`${material}/ingredient`),
    rename(`${material}/formCode`, 'formCode', epsos),
    rename(`${material}/formCode/translation`, 'translation', epsos),
  );

  it('is read, with its data types in its own namespace, and not written', () => {
    expect(checkCdaSyntax(older, 'reading')).toEqual([]);
    expect(rules(older)).toEqual(['cda-element']);
  });

  it('is checked where it is read', () => {
    const twice = edited(older, repeat(`${material}/formCode`));
    expect(checkCdaSyntax(twice, 'reading').map(({ rule, severity }) => [rule, severity])).toEqual([
      ['cda-element', 'warning'],
    ]);
  });

  it('does not stand beside the other in one product', () => {
    const mixed = edited(
      full,
      rename(`${material}/formCode`, 'formCode', epsos),
      rename(`${material}/formCode/translation`, 'translation', epsos),
    );
    expect(checkCdaSyntax(mixed, 'reading').length).toBeGreaterThan(0);
  });

  it('leaves a document of the pharmacy extension as it is', () => {
    expect(checkCdaSyntax(full, 'reading')).toEqual([]);
  });
});

describe('the tables', () => {
  it.each([
    ['writing', writingGrammar],
    ['reading', readingGrammar],
  ] as const)('of the grammar for %s compile', (_use, grammar) => {
    expect(compileGrammar(grammar).root.type.name).toBe('POCD_MT000040.ClinicalDocument');
  });

  it('have no enumeration that nothing refers to', () => {
    const attributes = readingGrammar.tables
      .flatMap(({ types }) => Object.values(types))
      .flatMap(({ attributes = '' }) => (attributes === '' ? [] : readAttributes(attributes)));
    const used = new Set(attributes.map(({ type }) => type?.replace(/^set_/, '')));
    for (const codes of Object.values(readingGrammar.vocabulary)) {
      for (const [, name] of codes.matchAll(/\+(\w+)/g)) used.add(name);
    }
    expect(Object.keys(readingGrammar.vocabulary).filter((name) => !used.has(name))).toEqual([]);
  });

  it.each([
    ['an unknown type', 'there is no type Nothing', { attributes: 'a cs', parts: 'b Nothing' }],
    ['an unknown simple type', 'there is no simple type nothing', { attributes: 'a nothing' }],
    ['an attribute taken away that is not there', 'a is not inherited', { restricts: 'II', attributes: '-a' }],
    ['an unknown namespace', 'there is no namespace x', { parts: 'x:b II' }],
  ])('are refused with %s', (_what, message, statement) => {
    const [datatypes, ...others] = writingGrammar.tables;
    const tables = [{ ...datatypes!, types: { ...datatypes!.types, Broken: statement } }, ...others];
    expect(() => compileGrammar({ ...writingGrammar, tables })).toThrow(message);
  });
});
