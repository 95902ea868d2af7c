import { describe, expect, it } from '@jest/globals';
import type { Peer } from '@passerelle/peers';
import { listedAddress } from './listed-address.js';

const now = new Date('2026-11-28T12:00:00Z');
const peer = (more: Partial<Peer>): Peer => ({ country: 'PT', ...more }) as Peer;
const asked = (path: string, more: Partial<Peer> = { endpoint: 'https://pt.example:8443/fhir' }): string => {
  const address = listedAddress(peer(more), path, now);
  return address.ok ? address.value.href : address.error.code;
};

describe('threat 36: listedAddress', () => {
  it.each([
    ['', 'https://pt.example:8443/fhir'],
    ['/Patient?identifier=a%7Cb', 'https://pt.example:8443/fhir/Patient?identifier=a%7Cb'],
    ['/$receipt', 'https://pt.example:8443/fhir/$receipt'],
  ])('goes on from the endpoint with %j', (path, expected) => {
    expect(asked(path)).toBe(expected);
    expect(asked(path, { endpoint: 'https://pt.example:8443/fhir/' })).toBe(expected);
  });

  it.each([
    '@169.254.169.254/latest',
    '.evil.example/',
    ':8444/',
    '0/',
    'https://169.254.169.254/',
    '/../admin',
    '/%2e%2e/admin',
    '/Bundle/../../admin',
    '/\\..\\..\\admin',
    '/../fhirx',
  ])('refuses %j', (path) => {
    expect(asked(path)).toBe('PSR-3059');
    const bare = asked(path, { endpoint: 'https://pt.example' });
    expect(bare === 'PSR-3059' || bare.startsWith('https://pt.example/')).toBe(true);
  });

  it('refuses a peer without a FHIR door, and one that is not in service', () => {
    expect(asked('/Patient', {})).toBe('PSR-3059');
    const endpoint = 'https://pt.example/fhir';
    const [before, after] = [new Date(now.getTime() - 1000), new Date(now.getTime() + 1000)];
    expect(asked('/Patient', { endpoint, endpointPeriod: { from: after } })).toBe('PSR-3059');
    expect(asked('/Patient', { endpoint, endpointPeriod: { until: before } })).toBe('PSR-3059');
    expect(asked('/Patient', { endpoint, endpointPeriod: { from: before, until: after } })).toBe(`${endpoint}/Patient`);
  });
});
