import { describe, expect, it } from '@jest/globals';
import { bits, extendedKeyUsageOf, keyUsageOf, make } from '../../testing/certificate-maker.js';
import { outcomeOf } from '../../testing/path-outcome.js';
import type { CertificatePurpose } from './purpose.js';

const root = make({ subject: 'Root', authority: true });
const { digitalSignature, nonRepudiation, keyEncipherment, keyCertSign } = bits;
const ids = {
  server: '1.3.6.1.5.5.7.3.1',
  client: '1.3.6.1.5.5.7.3.2',
  code: '1.3.6.1.5.5.7.3.3',
  email: '1.3.6.1.5.5.7.3.4',
  tunnel: '1.3.6.1.5.5.7.3.6',
  stamp: '1.3.6.1.5.5.7.3.8',
  ocsp: '1.3.6.1.5.5.7.3.9',
  documents: '1.3.6.1.5.5.7.3.36',
  list: '0.4.0.2231.3.0',
  any: '2.5.29.37.0',
} as const;
type Id = keyof typeof ids;

const all: readonly CertificatePurpose[] = [
  'tls-client',
  'tls-server',
  'seal',
  'token',
  'saml',
  'audit',
  'time-stamp',
  'ocsp',
  'trust-list',
];
const signing = ['saml', 'audit', 'trust-list'] as const;
const sealing = ['seal', ...signing] as const;
const tls = ['tls-client', 'tls-server'] as const;

describe('threat 18: a certificate serves the purposes it was issued for, and no other', () => {
  it.each<[string, readonly number[] | null, readonly Id[] | null, readonly CertificatePurpose[]]>([
    // As the member states and EU DSS have them.
    ['a seal', [digitalSignature, nonRepudiation], null, sealing],
    ['a qualified signature', [nonRepudiation], null, sealing],
    ['a signature of one bit', [digitalSignature], null, [...signing, ...tls, 'token']],
    ['a signer of service metadata', [digitalSignature, keyEncipherment], null, [...signing, ...tls, 'token']],
    ['a signature for documents', [nonRepudiation], ['documents'], sealing],
    ['a signature and secure e-mail', [digitalSignature], ['email'], signing],
    [
      'a signature, e-mail and a login',
      [digitalSignature, nonRepudiation],
      ['client', 'email'],
      [...sealing, 'tls-client'],
    ],
    [
      'the same with a tunnel',
      [digitalSignature, nonRepudiation],
      ['client', 'email', 'tunnel'],
      [...sealing, 'tls-client'],
    ],
    ['a node', [digitalSignature], ['server', 'client'], tls],
    ['a server', [digitalSignature, keyEncipherment], ['server'], ['tls-server']],
    ['a client', [digitalSignature], ['client'], ['tls-client']],
    ['a server without keyUsage', null, ['server'], ['tls-server']],
    ['a time-stamping authority', [nonRepudiation], ['stamp'], []],
    ['a responder', [digitalSignature], ['ocsp'], ['ocsp']],
    ['a signer of trust lists', [nonRepudiation], ['list'], ['trust-list']],
    // Mixtures that would let one key act for another.
    ['an e-mail login without commitment to content', [digitalSignature], ['client', 'email'], ['tls-client']],
    [
      'a document signer that is a server too',
      [nonRepudiation, digitalSignature],
      ['documents', 'server'],
      ['tls-server'],
    ],
    ['a document signer that stamps time too', [nonRepudiation], ['documents', 'stamp'], []],
    ['code', [digitalSignature], ['code'], []],
    ['everything, by anyExtendedKeyUsage', [digitalSignature, nonRepudiation], ['any'], []],
    ['encipherment only', [keyEncipherment], null, tls],
    ['nothing said', null, null, [...sealing, ...tls, 'token']],
  ])('%s', (_, usage, purposes, served) => {
    const extensions = [
      ...(usage ? [keyUsageOf(...usage)] : []),
      ...(purposes ? [extendedKeyUsageOf(purposes.map((name) => ids[name]))] : []),
    ];
    const leaf = make({ issuer: root, extensions });
    const found = all.filter((purpose) => outcomeOf(leaf, [], [root], { purpose }) === 'valid');
    expect(new Set(found)).toEqual(new Set(served));
    // A pin is held to its purpose too, but may seal without saying that it commits to content.
    const pinned = all.filter((purpose) => outcomeOf(leaf, [], [leaf], { purpose }) === 'valid');
    expect(new Set(pinned)).toEqual(new Set([...served, ...(served.includes('saml') ? ['seal'] : [])]));
  });

  it.each([
    ['alone and critical', ['stamp'], 'critical', 'valid'],
    ['uncritical', ['stamp'], undefined, 'PSR-3032'],
    ['not alone', ['stamp', 'documents'], 'critical', 'PSR-3032'],
    ['missing', [], 'critical', 'PSR-3032'],
  ] as const)('a time-stamping authority has timeStamping %s', (_, purposes, criticality, outcome) => {
    const usage = keyUsageOf(digitalSignature);
    const purpose =
      purposes.length === 0
        ? []
        : [
            extendedKeyUsageOf(
              purposes.map((name) => ids[name]),
              criticality,
            ),
          ];
    const leaf = make({ issuer: root, extensions: [usage, ...purpose] });
    expect(outcomeOf(leaf, [], [root], { purpose: 'time-stamp' })).toBe(outcome);
  });

  it.each([
    [['any'], all.filter((purpose) => purpose !== 'seal')],
    [['server'], ['tls-server']],
    [['email'], ['saml', 'audit', 'token', 'trust-list']],
    [
      ['stamp', 'ocsp'],
      ['time-stamp', 'ocsp'],
    ],
  ] as const)('an authority for %j issues for that only', (purposes, served) => {
    const extensions = [keyUsageOf(keyCertSign), extendedKeyUsageOf(purposes.map((name) => ids[name]))];
    const authority = make({ subject: 'Between', authority: true, issuer: root, extensions });
    const leafFor = (purpose: CertificatePurpose) => {
      const own: Partial<Record<CertificatePurpose, Id>> = { 'time-stamp': 'stamp', ocsp: 'ocsp' };
      const id = own[purpose];
      const named = id === undefined ? [] : [extendedKeyUsageOf([ids[id]], 'critical')];
      return make({ issuer: authority, extensions: [keyUsageOf(digitalSignature), ...named] });
    };
    const found = all.filter((purpose) => outcomeOf(leafFor(purpose), [authority], [root], { purpose }) === 'valid');
    expect(new Set(found)).toEqual(new Set(served));
  });
});
