import { describe, expect, it } from '@jest/globals';
import { dateTime, offsetOf, readMoment } from './date-time.js';
import { period, pointOrPeriod, readPeriod, readPointOrPeriod } from './period.js';

describe('dateTime', () => {
  it.each([
    ['1968', '1968'],
    ['1968-10', '1968-10'],
    ['1968-10-15', '1968-10-15'],
    ['2024-06-03T11:18:54+02:00', '2024-06-03T11:18:54+02:00'],
    ['2024-06-03T11:18:54.125Z', '2024-06-03T11:18:54.125Z'],
    ['2024-06-03T11:18', '2024-06-03T11:18:00+01:00'],
    ['2024-06-03T11', '2024-06-03T11:00:00+01:00'],
  ])('writes %s as %s in a document of offset +01:00', (moment, written) => {
    expect(dateTime(moment, '+01:00')).toBe(written);
  });

  it('falls to the day where nothing says the offset of a time of day', () => {
    expect(dateTime('2024-06-03T11:18')).toBe('2024-06-03');
  });
});

describe('readMoment', () => {
  it.each(['1968', '2000-02-29', '2024-06-03T11:18:54+02:00', '2016-12-31T23:59:60Z'])('reads %s', (text) => {
    expect(readMoment(text)).toBe(text);
  });

  it.each([
    '2023-02-29',
    '0000-01-01',
    '2024-06-03T11:18:54+99:00',
    '2024-06-03T11:18:54-02:99',
    '1900-02-29',
    '2024-13-01',
    '2024-06-03T25:00:00Z',
    '03/06/2024',
    '',
    20240603,
    {},
    null,
  ])('reads no date in %j', (odd) => {
    expect(readMoment(odd)).toBeUndefined();
  });

  it('finds the offset of a time', () => {
    expect(offsetOf('2024-06-03T11:18:54+02:00')).toBe('+02:00');
    expect(offsetOf('2024-06-03')).toBeUndefined();
  });
});

describe('period', () => {
  it.each([
    { low: '2020' },
    { low: '2020-01', high: '2021-02-03' },
    { lowAbsence: 'UNK' as const, high: '2021' },
    { low: '2020', highAbsence: 'NASK' as const },
  ])('gives back %j', (interval) => {
    expect(readPeriod(JSON.parse(JSON.stringify(period(interval))))).toEqual(interval);
  });

  it('is not written where nothing is known', () => {
    expect(period({})).toBeUndefined();
  });

  it('writes a point in time as dateTime, a span as Period and nothing as the reason for it', () => {
    expect(pointOrPeriod({ low: '2020', high: '2020' })).toEqual({ dateTime: '2020' });
    expect(pointOrPeriod({ low: '2020' }).period).toMatchObject({ start: '2020' });
    expect(pointOrPeriod({ lowAbsence: 'NASK' }).absent?.extension?.[0]?.valueCode).toBe('not-asked');
  });

  it('reads a dateTime as the whole or as the beginning', () => {
    const resource = { effectiveDateTime: '2020' };
    expect(readPointOrPeriod(resource, 'effective', 'whole')).toEqual({ low: '2020', high: '2020' });
    expect(readPointOrPeriod(resource, 'effective', 'beginning')).toEqual({ low: '2020' });
  });
});
