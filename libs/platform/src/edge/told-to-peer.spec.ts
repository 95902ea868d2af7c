import { describe, expect, it } from '@jest/globals';
import { operationOutcome } from '@passerelle/fhir';
import { PasserelleError, registry, type ErrorCode } from '@passerelle/kernel';
import { toldToPeer } from './told-to-peer.js';

const codes = Object.keys(registry) as ErrorCode[];
/** A fact for every place of every sentence, each with a word that must not be seen. */
const everything = Object.fromEntries(
  codes.flatMap((code) =>
    [...registry[code].message.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name ?? '', 'Marguerite']),
  ),
);

describe('threat 46: what a peer is told of an error', () => {
  it('is of failures within the node only whether to try again', () => {
    const told = codes
      .filter((code) => registry[code].http >= 500)
      .map((code) => toldToPeer(new PasserelleError(code, everything)).code);
    expect(new Set(told)).toEqual(new Set(['PSR-2023', 'PSR-9001', 'PSR-9002', 'PSR-1122']));
    expect(toldToPeer(new PasserelleError('PSR-6005', { reason: 'disk full' })).code).toBe('PSR-2023');
    expect(toldToPeer(new PasserelleError('PSR-3009', { reason: 'x' })).code).toBe('PSR-9001');
    expect(toldToPeer(new PasserelleError('PSR-7001', { count: 1, problems: 'x' })).code).toBe('PSR-9001');
  });

  it('is of a record nothing but the code', () => {
    for (const code of codes.filter((each) => each.startsWith('PSR-11'))) {
      const text = JSON.stringify(operationOutcome(toldToPeer(new PasserelleError(code, everything))));
      expect([code, text]).toEqual([code, expect.not.stringContaining('Marguerite')]);
      expect(text).not.toMatch(/\{\w+\}/);
    }
  });

  it('is of its own request what helps it', () => {
    const told = (code: ErrorCode, facts: Record<string, string | number>) =>
      toldToPeer(new PasserelleError(code, facts)).message;
    expect(told('PSR-1012', { parameter: 'identifier' })).toContain('identifier');
    expect(told('PSR-2007', { field: 'hp_identifier' })).toContain('hp_identifier');
    expect(told('PSR-1001', { limit: 20 })).toContain('20');
    expect(toldToPeer(new PasserelleError('PSR-2020', { seconds: 7 })).facts).toEqual({ seconds: 7 });
  });

  it('has nothing of any other fact', () => {
    const facts = { country: 'FR', file: '/etc/passwd', element: 'allergy', state: 'x', peerCode: 'y' };
    for (const code of codes) {
      expect(JSON.stringify(operationOutcome(toldToPeer(new PasserelleError(code, facts))))).not.toMatch(
        /passwd|allergy/,
      );
    }
  });

  it('keeps the error as it was for our own log', () => {
    const error = new PasserelleError('PSR-6005', { reason: 'disk full' });
    expect(toldToPeer(error).cause).toBe(error);
  });
});
