import { fixedClock, sha256 } from '@passerelle/kernel';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { signCompact, type Claims } from '../jws/sign-compact.js';
import { epoch, identity } from '../testing/identities.js';
import { issueReceipt } from './issue.js';
import { receiptType, type Receipt, type ReceivedDocument } from './receipt.js';
import { verifyReceipt, type ReceiptExpectation } from './verify.js';

const document = (text: string): ReceivedDocument => ({
  sha256: sha256(text),
  size: text.length,
  mediaType: 'application/fhir+json',
});
const [first, second] = [document('{"a":1}'), document('{"b":22}')] as const;
const receipt: Receipt = { issuer: 'PT', audience: 'LU', messageId: 'urn:uuid:1', documents: [first, second] };
const log = { index: 6, size: 7, root: sha256('root') };
const seal = identity('PT', 'seal');

let clock = fixedClock(epoch);
let expected: ReceiptExpectation;
beforeEach(() => {
  clock = fixedClock(epoch);
  expected = { ...receipt, sealCertificates: [seal.key.certificate], clock };
});

const claimsOf = (jws: string) => JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()) as Claims;
/** A receipt signed with the pinned key over claims the test decides. */
const signed = async (changes: Record<string, unknown>) =>
  signCompact(receiptType, { ...claimsOf(await issueReceipt(receipt, seal.key, clock)), ...changes }, seal.key);
const refused = (reason: string) => ({ ok: false, error: { code: 'PSR-3007', facts: { reason } } });

describe('receipts', () => {
  it('prove delivery to the sender', async () => {
    const jws = await issueReceipt({ ...receipt, log }, seal.key, clock);
    expect(await verifyReceipt(jws, expected)).toEqual({
      ok: true,
      value: {
        ...receipt,
        log,
        receiptId: claimsOf(jws)['jti'],
        issuedAt: epoch,
        signedBy: seal.key.certificate.fingerprint,
      },
    });
  });

  it.each(['RS256', 'PS256'] as const)('are signed %s by an RSA seal key', async (algorithm) => {
    const rsa = identity('PT', 'seal', 'rsa-3072', algorithm).key;
    const result = await verifyReceipt(await issueReceipt(receipt, rsa, clock), {
      ...expected,
      sealCertificates: [rsa.certificate],
    });
    expect(result).toMatchObject({ ok: true });
  });

  it('may quote the documents in another order and need no place in the log', async () => {
    const result = await verifyReceipt(await signed({ documents: [second, first] }), expected);
    expect(result).toMatchObject({ ok: true });
    expect(result.ok && 'log' in result.value).toBe(false);
  });

  it('still verify when the certificate has run out since', async () => {
    const jws = await issueReceipt(receipt, seal.key, clock);
    clock.advance(5 * 365 * 24 * 60 * 60 * 1000);
    expect(await verifyReceipt(jws, expected)).toMatchObject({ ok: true });
  });
});

describe('verifyReceipt', () => {
  it.each([
    ['a document left out', [first]],
    ['a document added', [first, second, document('{}')]],
    ['one document quoted twice for two', [first, first]],
    ['another digest', [first, { ...second, sha256: sha256('other') }]],
    ['another digest for the first', [{ ...first, sha256: sha256('other') }, second]],
    ['a digest in upper case', [first, { ...second, sha256: second.sha256.toUpperCase() }]],
    ['another size', [first, { ...second, size: second.size + 1 }]],
    ['a size that is text', [first, { ...second, size: String(second.size) }]],
    ['another media type', [first, { ...second, mediaType: 'application/pdf' }]],
    ['no documents', []],
    ['documents that are no list', { 0: first, 1: second, length: 2 }],
    ['documents that are no objects', ['', null]],
    ['nothing', undefined],
  ])('refuses a receipt that quotes %s', async (_name, documents) => {
    expect(await verifyReceipt(await signed({ documents }), expected)).toMatchObject(
      refused('it does not quote the documents sent'),
    );
  });

  it('refuses to prove that nothing was delivered', async () => {
    const empty = { ...expected, documents: [] };
    expect(await verifyReceipt(await signed({ documents: [] }), empty)).toMatchObject({ ok: false });
  });

  it.each([
    ['another issuer', { iss: 'ES' }, 'it was issued by another country'],
    ['another audience', { aud: 'FR' }, 'it is addressed to another country'],
    ['several audiences', { aud: ['LU'] }, 'it is addressed to another country'],
    ['another message', { messageId: 'urn:uuid:2' }, 'it is for another message'],
    ['no message', { messageId: undefined }, 'it is for another message'],
    ['another outcome', { outcome: 'rejected' }, 'its outcome is not accepted'],
    ['no date', { iat: undefined }, 'it has no date'],
    ['a date that is text', { iat: '1' }, 'it has no date'],
    ['a date before its certificate', { iat: 0 }, 'its certificate was out of date'],
    ['a date in the future', { iat: epoch.getTime() / 1000 + 61 }, 'it is dated in the future'],
    ['no id', { jti: '' }, 'it has no id'],
    ['a leaf outside of its tree', { log: { ...log, size: 6 } }, 'its place in the log is malformed'],
    ['a root that is no digest', { log: { ...log, root: 'x' } }, 'its place in the log is malformed'],
    ['an index that is no count', { log: { ...log, index: 1.5 } }, 'its place in the log is malformed'],
  ])('refuses a receipt with %s', async (_name, changes, reason) => {
    expect(await verifyReceipt(await signed(changes), expected)).toMatchObject(refused(reason));
  });

  it('refuses a receipt that was altered after it was signed', async () => {
    const jws = await issueReceipt({ ...receipt, documents: [first] }, seal.key, clock);
    const altered = Buffer.from(JSON.stringify({ ...claimsOf(jws), documents: receipt.documents })).toString(
      'base64url',
    );
    const result = await verifyReceipt(jws.replace(/\.[^.]+\./, `.${altered}.`), expected);
    expect(result).toMatchObject(refused('its signature does not verify'));
  });

  it('refuses a key that is not pinned for the receiver', async () => {
    const stranger = identity('PT', 'seal').key;
    const result = await verifyReceipt(await issueReceipt(receipt, stranger, clock), expected);
    expect(result).toMatchObject(refused('its certificate is not pinned for the sender'));
  });

  it('refuses a requester token in place of a receipt, and what is no JWS', async () => {
    const claims = claimsOf(await issueReceipt(receipt, seal.key, clock));
    for (const jws of [await signCompact('passerelle-requester+jwt', claims, seal.key), '', 'x'.repeat(70_000), '{}']) {
      expect(await verifyReceipt(jws, expected)).toMatchObject({ ok: false, error: { code: 'PSR-3007' } });
    }
  });
});
