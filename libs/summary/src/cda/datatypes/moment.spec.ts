import { describe, expect, it } from '@jest/globals';
import { readMoment, writeMoment } from './moment.js';

describe('the moments of a CDA', () => {
  it.each([
    ['1968', '1968'],
    ['196810', '1968-10'],
    ['19681015', '1968-10-15'],
    ['2024060311', '2024-06-03T11'],
    ['202406031118', '2024-06-03T11:18'],
    ['20240603111854', '2024-06-03T11:18:54'],
    ['20240603111854+0200', '2024-06-03T11:18:54+02:00'],
    ['20130503150530.283+0100', '2013-05-03T15:05:30.283+01:00'],
    ['20240229', '2024-02-29'],
  ])('reads %s as %s and writes it back', (value, moment) => {
    expect(readMoment(value)).toBe(moment);
    expect(writeMoment(moment)).toBe(value);
  });

  it('reads what writers of ISO 8601 put into a TS', () => {
    expect(readMoment('2024-06-03T11:18:54Z')).toBe('2024-06-03T11:18:54Z');
    expect(readMoment('20240603+0200')).toBe('2024-06-03');
  });

  it('writes Z as an offset', () => {
    expect(writeMoment('2024-06-03T11:18:54Z')).toBe('20240603111854+0000');
  });

  it.each([
    '20240603111854+9900',
    '20240603111854+0299',
    '00000101',
    '20230229',
    '19000229',
    '20241301',
    '19680000',
    '20240603256000',
    '202',
    'yesterday',
    '',
  ])('does not take %s for a date', (value) => {
    expect(readMoment(value)).toBeUndefined();
  });
});
