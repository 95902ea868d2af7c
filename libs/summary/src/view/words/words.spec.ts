import { describe, expect, it } from '@jest/globals';
import { fill, isViewLanguage, viewLanguageOf, viewLanguages, wordsOf } from './index.js';

/** Every phrase of a table by its place. */
function phrases(table: unknown, place = ''): Map<string, string> {
  if (typeof table === 'string') return new Map([[place, table]]);
  return new Map(Object.entries(table as object).flatMap(([key, part]) => [...phrases(part, `${place}/${key}`)]));
}

function places(phrase: string): string[] {
  return [...phrase.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).sort();
}

const english = phrases(wordsOf('en'));

describe('the words of the view', () => {
  it.each(viewLanguages)('are complete in %s: the same keys, none empty, the same places to fill', (language) => {
    const own = phrases(wordsOf(language));
    expect([...own.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [place, phrase] of own) {
      expect({ place, empty: phrase.trim() === '' }).toEqual({ place, empty: false });
      // How a day is written is each language's own.
      if (place !== '/date/day')
        expect({ place, at: places(phrase) }).toEqual({ place, at: places(english.get(place)!) });
    }
  });

  it.each(['fr', 'de', 'pt'] as const)('are not English in %s', (language) => {
    const own = phrases(wordsOf(language));
    const same = [...own].filter(([place, phrase]) => english.get(place) === phrase && / /.test(phrase));
    expect(same.map(([place]) => place).filter((place) => !/^\/(date|timing\/offset|page\/page)/.test(place))).toEqual(
      [],
    );
  });

  it('are spelled with the letters of their language', () => {
    const letters = { fr: /[éèàçê]/, de: /[äöüß]/, pt: /[ãçáéõ]/ };
    for (const [language, seen] of Object.entries(letters)) {
      const all = [...phrases(wordsOf(language as 'fr')).values()];
      expect(all.filter((phrase) => seen.test(phrase)).length).toBeGreaterThan(40);
      // A straight apostrophe is what somebody types who does not see the page.
      expect(all.filter((phrase) => phrase.includes("'"))).toEqual([]);
    }
  });

  it('knows the language to show a document in by its own', () => {
    expect(['fr-LU', 'PT', 'el-GR', undefined].map(viewLanguageOf)).toEqual(['fr', 'pt', 'en', 'en']);
    expect(isViewLanguage('constructor')).toBe(false);
  });

  it('fills the places of a phrase and leaves the others', () => {
    expect(fill('{a} of {b} and {constructor}', { a: '1' })).toBe('1 of {b} and {constructor}');
  });
});
