import { describe, expect, it } from '@jest/globals';
import type { Coded } from '../model/coded.js';
import { codedText } from './coded-text.js';
import { openScope } from './view-scope.js';
import type { DisplayTranslator } from './view-model.js';
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
const german: DisplayTranslator = {
  display: (_system, code, language) =>
    code === '20053000' && language === 'de' ? { text: 'zum Einnehmen', language: 'de-DE' } : undefined,
};
const english: DisplayTranslator = { display: () => ({ text: 'Oral use', language: 'en' }) };

function show(coded: Coded, language: ViewLanguage, translator?: DisplayTranslator, documentLanguage?: string) {
  return codedText(coded, openScope({ language, ...(translator && { translator }) }, documentLanguage));
}

describe('a coded value for people', () => {
  it('is shown in the words of the source where those are the reader’s', () => {
    const shown = show(route, 'fr', undefined, 'fr-LU');
    expect(shown).toMatchObject({ shown: { text: 'orale', language: 'fr-LU' }, translation: 'own' });
    expect(shown.mark).toBeUndefined();
    expect(shown.beside).toEqual([{ text: 'Oral use', language: 'en' }]);
    expect(shown.codes).toEqual([
      { system: 'EDQM', code: '20053000' },
      { system: '1.3.182.5.31', code: '38' },
    ]);
  });

  it('is translated by the translator, the words of the source beside', () => {
    const shown = show(route, 'de', german, 'fr-LU');
    expect(shown).toMatchObject({ shown: { text: 'zum Einnehmen', language: 'de-DE' }, translation: 'translated' });
    expect(shown.beside.map(({ text }) => text)).toEqual(['Oral use', 'orale']);
  });

  it('is marked where nobody translates it, with the language it is in', () => {
    expect(show(route, 'de', undefined, 'fr-LU')).toMatchObject({
      shown: { text: 'Oral use', language: 'en' },
      translation: 'untranslated',
      mark: 'nicht übersetzt: Englisch',
    });
  });

  it('does not take a translator’s answer in another language for a translation', () => {
    expect(show(route, 'de', english, 'fr-LU')).toMatchObject({ translation: 'untranslated' });
  });

  it('goes by what a display says of its language before what its place implies', () => {
    const coding = { system: 'urn:x', code: '1', display: 'Masern', language: 'de' };
    expect(show({ coding }, 'de', german, 'fr')).toMatchObject({ shown: { text: 'Masern' }, translation: 'own' });
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
      beside: [{ text: 'Refuted' }],
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
    expect(show({ text: 'Blutdruck', absence: 'OTH' }, 'de', undefined, 'de')).toMatchObject({
      shown: { text: 'Blutdruck' },
      mark: 'nicht codiert: sonstiges',
    });
  });

  it('keeps the original text beside, before all other names', () => {
    const shown = show({ ...route, text: 'à avaler' }, 'fr', undefined, 'fr');
    expect(shown.beside.map(({ text }) => text)).toEqual(['à avaler', 'Oral use']);
  });
});
