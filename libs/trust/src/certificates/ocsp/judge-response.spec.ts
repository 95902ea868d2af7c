import { describe, expect, it } from '@jest/globals';
import { nothing, octetString } from '../../development-ca/der.js';
import {
  bits,
  day,
  extendedKeyUsageOf,
  extensionOf,
  keyUsageOf,
  make,
  newKey,
  type CertificateOrder,
} from '../../testing/certificate-maker.js';
import { makeCrl } from '../../testing/crl-maker.js';
import { epoch } from '../../testing/identities.js';
import { makeOcspResponse, type OcspOrder } from '../../testing/ocsp-maker.js';
import { outcomeOf } from '../../testing/path-outcome.js';

const root = make({ subject: 'Root', authority: true });
const other = make({ subject: 'Other', authority: true });
const leaf = make({ issuer: root });
const minutes = (count: number): Date => new Date(epoch.getTime() + count * 60_000);

const ocspSigning = extendedKeyUsageOf(['1.3.6.1.5.5.7.3.9']);
const noCheck = extensionOf('1.3.6.1.5.5.7.48.1.5', nothing());
const responderOf = (order: CertificateOrder = {}) =>
  make({
    subject: 'Responder',
    issuer: root,
    extensions: [keyUsageOf(bits.digitalSignature), ocspSigning, noCheck],
    ...order,
  });
const responder = responderOf();

const judge = (order: Partial<OcspOrder>, request: Parameters<typeof outcomeOf>[3] = {}) =>
  outcomeOf(leaf, [], [root], {
    revocation: 'required',
    ocspResponses: [makeOcspResponse({ certificate: leaf, issuer: root, ...order })],
    ...request,
  });

describe('threat 19: OCSP responses', () => {
  it.each([
    ['of the authority itself', {}, 'valid'],
    ['of the authority, known by its key', { responderBy: 'key' }, 'valid'],
    ['of a responder the authority has named', { responder }, 'valid'],
    ['of such a responder, known by its key', { responder, responderBy: 'key' }, 'valid'],
    ['with digests of SHA-256', { digest: 'sha256' }, 'valid'],
    ['with a nonce', { nonce: Buffer.alloc(16, 1) }, 'valid'],
    ['that says revoked', { status: { revokedAt: minutes(-60), reason: 1 } }, 'PSR-3036'],
    ['that says revoked without a reason', { status: { revokedAt: minutes(-60) } }, 'PSR-3036'],
    ['that says revoked from tomorrow', { status: { revokedAt: minutes(1440) } }, 'PSR-3036'],
    ['that does not know the certificate', { status: 'unknown' }, 'PSR-3039'],
    ['about another serial number', { certificate: make({ issuer: root }) }, 'PSR-3037'],
    ['about the serial number of another authority', { issuer: other }, 'PSR-3037'],
    ['an hour old', { thisUpdate: minutes(-60), nextUpdate: minutes(1440) }, 'valid'],
    [
      'older than an hour, whatever it says itself',
      { thisUpdate: minutes(-62), nextUpdate: minutes(1440) },
      'PSR-3039',
    ],
    ['past its nextUpdate', { thisUpdate: minutes(-30), nextUpdate: minutes(-10) }, 'PSR-3039'],
    ['without nextUpdate', { nextUpdate: null }, 'valid'],
    ['a minute ahead of our clock', { thisUpdate: minutes(1), producedAt: minutes(1) }, 'valid'],
    ['of the future', { thisUpdate: minutes(5), producedAt: minutes(5) }, 'PSR-3039'],
    ['produced in the future', { producedAt: minutes(5) }, 'PSR-3039'],
    ['that ends before it begins', { nextUpdate: minutes(-2) }, 'PSR-3039'],
    ['that says try later', { responseStatus: 3 }, 'PSR-3039'],
    ['that says unauthorised', { responseStatus: 6 }, 'PSR-3039'],
    [
      'with an unknown extension',
      { extensions: [extensionOf('1.3.6.1.4.1.55738.666.9', octetString(Buffer.of(1)))] },
      'valid',
    ],
    [
      'with an unknown critical extension',
      { extensions: [extensionOf('1.3.6.1.4.1.55738.666.9', octetString(Buffer.of(1)), 'critical')] },
      'PSR-3039',
    ],
    ['whose responder does not travel with it', { responder, carriesResponder: false }, 'PSR-3039'],
  ] as const)('judges a response %s', (_, order, outcome) => {
    expect(judge(order)).toBe(outcome);
  });

  it.each([
    ['without OCSPSigning', { extensions: [keyUsageOf(bits.digitalSignature), noCheck] }],
    [
      'for another purpose',
      { extensions: [keyUsageOf(bits.digitalSignature), extendedKeyUsageOf(['1.3.6.1.5.5.7.3.1']), noCheck] },
    ],
    ['that may not sign', { extensions: [keyUsageOf(bits.keyEncipherment), ocspSigning, noCheck] }],
    ['of another authority', { issuer: other }],
    ['of an authority that only has the name', { issuer: make({ subject: 'Root', authority: true }) }],
    ['that is expired', { validTo: minutes(-5) }],
    ['that signed itself', { issuer: undefined as never }],
    ['whose status nobody knows', { extensions: [keyUsageOf(bits.digitalSignature), ocspSigning] }],
    ['of version 1', { version: 'first' }],
  ] as const)('refuses a responder %s', (_, order) => {
    expect(judge({ responder: responderOf(order) })).toBe('PSR-3039');
  });

  it('refuses a response by the certificate it is about', () => {
    expect(judge({ responder: leaf })).toBe('PSR-3039');
  });

  it('refuses a response of a responder one step further down', () => {
    const between = make({ subject: 'Between', authority: true, issuer: root });
    expect(judge({ responder: responderOf({ issuer: between }) })).toBe('PSR-3039');
  });

  it('refuses a signature of another key under the name of the responder', () => {
    expect(judge({ responder: { ...responder, key: newKey() }, responderBy: 'name' })).toBe('PSR-3039');
  });

  it('takes a responder without ocsp-nocheck when a list knows it to be good', () => {
    const checked = responderOf({ extensions: [keyUsageOf(bits.digitalSignature), ocspSigning] });
    const ask = (revoked: boolean) =>
      judge(
        { responder: checked },
        { crls: [makeCrl({ issuer: root, revoked: revoked ? [{ certificate: checked }] : [] })] },
      );
    expect(ask(false)).toBe('valid');
    // The list still says that the leaf is good.
    expect(ask(true)).toBe('valid');
    const onlyResponders = [makeCrl({ issuer: root, nextUpdate: null })];
    expect(judge({ responder: checked }, { crls: onlyResponders })).toBe('PSR-3039');
  });

  it('refuses a response of which a single octet was changed', () => {
    const response = makeOcspResponse({ certificate: leaf, issuer: root, responder });
    for (let index = 0; index < response.length; index += 1) {
      const changed = Buffer.from(response);
      changed[index]! ^= 1;
      const outcome = outcomeOf(leaf, [], [root], { revocation: 'required', ocspResponses: [changed] });
      expect({ index, outcome }).not.toEqual({ index, outcome: 'valid' });
    }
  });

  it('lets a response that revokes count more than a list that does not', () => {
    const crls = [makeCrl({ issuer: root })];
    expect(judge({ status: { revokedAt: minutes(-60) } }, { crls })).toBe('PSR-3036');
    expect(judge({ status: 'unknown' }, { crls })).toBe('valid');
  });

  it('takes how old a response may be from who asks', () => {
    const old = { thisUpdate: minutes(-600), nextUpdate: minutes(1440) };
    expect(judge(old, { ocspFreshness: day })).toBe('valid');
    expect(judge({ thisUpdate: minutes(-10) }, { ocspFreshness: 60_000 })).toBe('PSR-3039');
  });

  it('asks a response made later when the certificate was revoked', () => {
    const later = (revokedAt: Date, at: Date) =>
      judge(
        { status: { revokedAt }, thisUpdate: minutes(600), producedAt: minutes(600), nextUpdate: minutes(660) },
        { at, now: minutes(610) },
      );
    expect(later(minutes(300), minutes(299))).toBe('valid');
    expect(later(minutes(300), minutes(300))).toBe('PSR-3036');
  });
});
