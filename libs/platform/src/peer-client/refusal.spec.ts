import { describe, expect, it } from '@jest/globals';
import { readRefusal } from './refusal.js';

const outcome = (code: string): Buffer =>
  Buffer.from(JSON.stringify({ resourceType: 'OperationOutcome', issue: [{ details: { coding: [{ code }] } }] }));

describe('readRefusal', () => {
  it.each([429, 500, 502, 503])('asks again after %i', (status) => {
    expect(readRefusal('PT', status, Buffer.alloc(0))).toMatchObject({ code: 'PSR-4005', retriable: true });
  });

  it('keeps the code of a peer that decided', () => {
    const error = readRefusal('PT', 422, outcome('PSR-3002'));
    expect(error).toMatchObject({ code: 'PSR-4006', retriable: false, facts: { status: 422, peerCode: 'PSR-3002' } });
  });

  it('lets nothing but the form of a code through', () => {
    expect(readRefusal('PT', 403, outcome('Marguerite')).facts['peerCode']).toBe('none');
    expect(readRefusal('PT', 403, Buffer.from('<html>no</html>')).facts['peerCode']).toBe('none');
  });
});
