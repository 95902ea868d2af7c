import { describe, expect, it } from '@jest/globals';
import { intervalText, momentText } from './moments.js';
import { quantityText, rangeText, ratioText, valueText } from './quantities.js';
import { timingText } from './timings.js';
import { openScope } from './view-scope.js';
import { viewLanguages } from './words/index.js';

const scopes = Object.fromEntries(viewLanguages.map((language) => [language, openScope({ language }, undefined)]));
const { fr, de, en, pt } = scopes as { fr: never; de: never; en: never; pt: never };
const plain = (text: string | undefined) => text?.replace(/\u00a0/g, ' ');

describe('a moment in words', () => {
  it('keeps its precision', () => {
    const moments = ['1968', '1968-10', '1968-10-05', '2024-06-03T11:18', '2024-06-03T11:18:54+02:00'];
    expect(moments.map((each) => momentText(each, en))).toEqual([
      '1968',
      'Oct 1968',
      '5 Oct 1968',
      '3 Jun 2024, 11:18',
      '3 Jun 2024, 11:18:54 (UTC+02:00)',
    ]);
    expect(moments.map((each) => momentText(each, fr)).slice(1, 3)).toEqual(['oct. 1968', '05/10/1968']);
    expect(momentText('1968-10-05', de)).toBe('05.10.1968');
    expect(momentText('1968-10', pt)).toBe('out. 1968');
  });

  it('is shown as it came where it is no date', () => {
    for (const odd of ['1968-13', 'soon', '']) expect(momentText(odd, en)).toBe(odd);
  });

  it('says why an end of a span is missing', () => {
    expect(intervalText({ low: '2023-03', highAbsence: 'UNK' }, fr)).toBe('depuis mars 2023; fin\u00a0: inconnu');
    expect(intervalText({ low: '2023', high: '2023' }, en)).toBe('2023');
    expect(intervalText({ low: '2023', high: '2024' }, en)).toBe('2023 to 2024');
    expect(intervalText({ high: '2024' }, de)).toBe('bis 2024');
    expect(intervalText({}, en)).toBeUndefined();
  });
});

describe('an amount in words', () => {
  it('has the decimal sign of the language, every digit and the unit as written', () => {
    expect(plain(quantityText({ value: '10.0', unit: 'mg' }, fr))).toBe('10,0 mg');
    expect(plain(quantityText({ value: '10.0', unit: 'mm[Hg]' }, en))).toBe('10.0 mm[Hg]');
    expect(plain(quantityText({ value: '3', unit: '1' }, de))).toBe('3');
  });

  it('says the ends of a range', () => {
    const low = { value: '1.5', unit: 'mg' };
    const high = { value: '2', unit: 'mg' };
    expect(plain(rangeText({ low, high }, pt))).toBe('1,5 a 2 mg');
    expect(plain(rangeText({ low, high: { value: '2', unit: 'g' } }, pt))).toBe('1,5 mg a 2 g');
    expect(plain(rangeText({ low, high: low }, en))).toBe('1.5 mg');
    expect(plain(rangeText({ low }, en))).toBe('at least 1.5 mg');
    expect(plain(rangeText({ high }, fr))).toBe('au plus 2 mg');
  });

  it('says a ratio, of a whole only what is in it', () => {
    const numerator = { value: '10', unit: 'mg' };
    expect(plain(ratioText({ numerator, denominator: { value: '1.0', unit: '1' } }, en))).toBe('10 mg');
    expect(plain(ratioText({ numerator, denominator: { value: '1.0', unit: 'mL' } }, fr))).toBe('10 mg / 1,0 mL');
  });

  it('keeps the comparator', () => {
    const quantity = { value: '0.5', unit: 'ng/mL' };
    expect(plain(valueText({ kind: 'quantity', quantity, comparator: '<=' }, en))).toBe('≤ 0.5 ng/mL');
  });
});

describe('when a dose is taken', () => {
  const period = { value: '8', unit: 'h' };

  it('tells every 8 hours from three times a day', () => {
    expect(timingText({ kind: 'periodic', period }, en)).toBe('every 8 hours');
    expect(timingText({ kind: 'periodic', period, institutionSpecified: true }, en)).toBe('3 times a day');
    expect(timingText({ kind: 'periodic', period: { value: '1', unit: 'd' } }, fr)).toBe('tous les jours');
    const odd = { value: '36', unit: 'h' };
    expect(timingText({ kind: 'periodic', period: odd, institutionSpecified: true }, de)).toBe(
      'alle 36 Stunden (Uhrzeiten wählt, wer es verabreicht)',
    );
  });

  it('names the event of the day, and how far from it', () => {
    expect(timingText({ kind: 'event', event: 'ACM' }, de)).toBe('vor dem Frühstück');
    const offset = { value: '30', unit: 'min' };
    expect(plain(timingText({ kind: 'event', event: 'ACM', offset }, pt))).toBe('antes do pequeno-almoço (30 min)');
    expect(timingText({ kind: 'event', event: 'constructor' }, pt)).toBe('constructor');
  });
});
