import { describe, expect, it } from '@jest/globals';
import { catalogueOf, compileTables, type Catalogue } from '@passerelle/terminology';
import type { Coded } from '../model/coded.js';
import { codedText } from './coded-text.js';
import { openScope } from './view-scope.js';
import type { ViewLanguage } from './words/index.js';

// A route as a pivot holds it: the European code outside with its English name, the national one inside.
const route: Coded = {
  coding: {
    system: 'http://standardterms.edqm.eu',
    code: '20053000',
    display: 'Oral use',
    translations: [{ system: 'urn:oid:1.3.182.5.31', code: '38', display: 'orale' }],
  },
};
const edqm = 'http://standardterms.edqm.eu';
const catalogue = catalogueOf(
  compileTables([
    {
      name: 'routes.csv',
      text: [
        '# version: 2026-01',
        'system,code,language,display',
        `${edqm},20053000,de-DE,zum Einnehmen`,
        `${edqm},20053000,en,Oral use`,
        `${edqm},20045000,en,Intravenous use`,
        'urn:oid:1.3.182.5.31,40,de,in die Vene',
        '',
      ].join('\n'),
    },
  ]),
);

interface Asked {
  readonly catalogue?: Catalogue;
  readonly documentLanguage?: string;
}

function show(coded: Coded, language: ViewLanguage, { catalogue: asked, documentLanguage }: Asked = {}) {
  return codedText(coded, openScope({ language, ...(asked && { catalogue: asked }) }, documentLanguage));
}

describe('a coded value for people', () => {
  it('is shown in the words of the source where those are the reader’s', () => {
    const shown = show(route, 'fr', { documentLanguage: 'fr-LU' });
    expect(shown).toMatchObject({ shown: { text: 'orale', language: 'fr-LU' }, translation: 'own' });
    expect(shown.mark).toBeUndefined();
    expect(shown.beside).toEqual([{ text: 'Oral use', language: 'en', role: 'other' }]);
    expect(shown.codes).toEqual([
      { system: 'EDQM', code: '20053000' },
      { system: 'VIDAL ROUTES', code: '38' },
    ]);
  });

  it('is named by the catalogue, the words of the source beside, and the view says by which', () => {
    const scope = openScope({ language: 'de', catalogue }, 'fr-LU');
    const shown = codedText(route, scope);
    expect(shown).toMatchObject({ shown: { text: 'zum Einnehmen', language: 'de-DE' }, translation: 'translated' });
    expect(shown.mark).toBeUndefined();
    expect(shown.beside.map(({ text, role }) => [text, role])).toEqual([
      ['orale', 'original'],
      ['Oral use', 'other'],
    ]);
    expect(scope.catalogues.catalogues()).toEqual([
      { names: ['routes'], version: '2026-01', digest: catalogue.digest, gives: 'names' },
    ]);
  });

  it('is named by what the catalogue says of a code inside it, where it knows none for the one outside', () => {
    const coding = { system: edqm, code: '20045000', translations: [{ system: 'urn:oid:1.3.182.5.31', code: '40' }] };
    expect(show({ coding }, 'de', { catalogue })).toMatchObject({
      shown: { text: 'in die Vene', language: 'de' },
      translation: 'translated',
    });
  });

  it('is the source’s own where the catalogue has the very words that were received', () => {
    const scope = openScope({ language: 'de', catalogue }, 'fr-LU');
    const coding = { system: edqm, code: '20053000', display: 'Zum Einnehmen' };
    expect(codedText({ coding }, scope)).toMatchObject({
      shown: { text: 'Zum Einnehmen', language: 'de' },
      translation: 'own',
    });
    expect(scope.catalogues.catalogues()).toEqual([]);
  });

  it('has the language of what was received from the catalogue, where it is not stated', () => {
    const coding = { system: edqm, code: '20053000', display: 'Oral use' };
    expect(show({ coding }, 'de', { catalogue, documentLanguage: 'fr' }).beside).toEqual([
      { text: 'Oral use', language: 'en', role: 'original' },
    ]);
  });

  it('has the catalogue’s name in another language where it came without any, marked as not translated', () => {
    const coding = { system: edqm, code: '20045000' };
    expect(show({ coding }, 'de', { catalogue })).toMatchObject({
      shown: { text: 'Intravenous use', language: 'en' },
      translation: 'untranslated',
      mark: 'nicht übersetzt: Englisch',
    });
    const received = { ...coding, display: 'voie intraveineuse' };
    expect(show({ coding: received }, 'de', { catalogue, documentLanguage: 'fr' })).toMatchObject({
      shown: { text: 'voie intraveineuse' },
      translation: 'untranslated',
    });
  });

  it('is marked where nobody translates it, with the language it is in', () => {
    expect(show(route, 'de', { documentLanguage: 'fr-LU' })).toMatchObject({
      shown: { text: 'Oral use', language: 'en' },
      translation: 'untranslated',
      mark: 'nicht übersetzt: Englisch',
    });
  });

  it('goes by what a display says of its language before what its place implies', () => {
    const coding = { system: edqm, code: '20053000', display: 'oral', language: 'de' };
    expect(show({ coding }, 'de', { catalogue, documentLanguage: 'fr' })).toMatchObject({
      shown: { text: 'oral' },
      translation: 'own',
    });
  });

  it('has words of ours for how sure and how bad a thing is, without any terminology', () => {
    const coding = {
      system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status',
      code: 'refuted',
      display: 'Refuted',
    };
    expect(show({ coding }, 'fr')).toMatchObject({
      shown: { text: 'écarté' },
      translation: 'translated',
      beside: [{ text: 'Refuted', role: 'original' }],
    });
  });

  it('says so where a code has no words, and shows the code', () => {
    expect(show({ coding: { system: 'urn:x', code: '4711' } }, 'en')).toMatchObject({
      shown: { text: '4711' },
      translation: 'no-display',
      mark: 'code without name',
    });
  });

  it('says in words why there is no code', () => {
    expect(show({ absence: 'ASKU' }, 'pt')).toMatchObject({ shown: { text: 'perguntado, mas desconhecido' } });
    expect(show({ text: 'Blutdruck', absence: 'OTH' }, 'de', { documentLanguage: 'de' })).toMatchObject({
      shown: { text: 'Blutdruck' },
      mark: 'nicht codiert: sonstiges',
    });
  });

  it('keeps the original text beside, before all other names', () => {
    const shown = show({ ...route, text: 'à avaler' }, 'fr', { documentLanguage: 'fr' });
    expect(shown.beside.map(({ text, role }) => [text, role])).toEqual([
      ['à avaler', 'original'],
      ['Oral use', 'other'],
    ]);
  });
});
