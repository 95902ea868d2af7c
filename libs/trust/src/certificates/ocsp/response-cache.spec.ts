import { createServer, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fixedClock } from '@passerelle/kernel';
import { make } from '../../testing/certificate-maker.js';
import { epoch } from '../../testing/identities.js';
import { startResponder, type DevelopmentResponder } from '../../testing/ocsp-responder.js';
import { openssl, opensslPresent } from '../../testing/openssl.js';
import { outcomeOf } from '../../testing/path-outcome.js';
import { fetchRevocationList } from '../crl/fetch-crl.js';
import { fieldsOf } from '../fields/fields-of.js';
import { makeCrl } from '../../testing/crl-maker.js';
import { askResponder, type OcspAsking } from './ask-responder.js';
import { makeOcspRequest } from './make-request.js';
import { OcspCache } from './response-cache.js';

const root = make({ subject: 'Root', authority: true });
const leaf = make({ issuer: root });
const stranger = make({ issuer: root });
const minute = 60_000;

let responder: DevelopmentResponder;
let clock = fixedClock(epoch);
const question = () => ({ certificate: leaf.certificate, issuer: root.certificate, responder: responder.url });
const asking = (more: Partial<OcspAsking> = {}): OcspAsking => ({
  clock,
  isAllowed: (url) => url.href === responder.url,
  ...more,
});
/** What a responder says that keeps its clock by ours. */
const now = (status: 'good' | { revokedAt: Date } = 'good') => {
  const at = clock.now();
  return { status, thisUpdate: at, producedAt: at, nextUpdate: new Date(at.getTime() + 120 * minute) };
};

beforeEach(async () => {
  clock = fixedClock(epoch);
  responder = await startResponder(root, [leaf]);
  responder.say(now());
});
afterEach(() => responder.close());

describe('threat 19: asking a responder', () => {
  it('gives an answer that a path can be judged with', async () => {
    const answer = await askResponder(question(), asking({ nonce: true }));
    expect(answer).toMatchObject({ ok: true, value: { status: 'good' } });
    if (!answer.ok) return;
    const ocspResponses = [answer.value.octets];
    expect(outcomeOf(leaf, [], [root], { revocation: 'required', ocspResponses })).toBe('valid');
    expect(outcomeOf(stranger, [], [root], { revocation: 'required', ocspResponses })).toBe('PSR-3037');
  });

  it('gives the answer that a certificate is revoked', async () => {
    responder.say(now({ revokedAt: new Date(epoch.getTime() - minute) }));
    expect(await askResponder(question(), asking())).toMatchObject({ ok: true, value: { status: 'revoked' } });
  });

  it.each([
    ['another certificate', { certificate: stranger }],
    ['another authority', { issuer: make({ subject: 'Root', authority: true }) }],
    ['another request', { nonce: Buffer.alloc(32, 1) }],
    ['yesterday', { thisUpdate: new Date(epoch.getTime() - 1440 * minute) }],
    ['nothing it knows', { status: 'unknown' }],
  ] as const)('refuses an answer of %s', async (_, order) => {
    responder.say({ ...now(), ...order });
    expect(await askResponder(question(), asking({ nonce: true }))).toMatchObject({
      ok: false,
      error: { code: 'PSR-3039' },
    });
  });

  it('asks no address that is not allowed, wherever it comes from', async () => {
    const closed = asking({ isAllowed: () => false });
    expect(await askResponder(question(), closed)).toMatchObject({ ok: false, error: { code: 'PSR-3040' } });
    for (const address of ['file:///etc/hostname', 'not an address', 'ftp://127.0.0.1/'])
      expect(
        await askResponder({ ...question(), responder: address }, asking({ isAllowed: () => true })),
      ).toMatchObject({
        ok: false,
        error: { code: 'PSR-3040' },
      });
    expect(responder.requests()).toBe(0);
  });

  it.each([
    ['follows no redirect', 302, Buffer.alloc(0), { location: '/' }],
    ['takes no error for an answer', 500, Buffer.from('no'), {}],
    ['reads no more than it must', 200, Buffer.alloc(200_000, 0x30), {}],
  ] as const)('%s', async (_, status, body, headers) => {
    responder.answer(status, body, headers);
    expect(await askResponder(question(), asking())).toMatchObject({ ok: false, error: { code: 'PSR-3041' } });
    expect(responder.requests()).toBe(1);
  });

  it('waits no longer than it must', async () => {
    const { url } = responder;
    await responder.close();
    const sockets: Socket[] = [];
    const silent = createServer((socket) => sockets.push(socket)).listen(Number(new URL(url).port), '127.0.0.1');
    const asked = await askResponder(question(), asking({ timeout: 100 }));
    expect(asked).toMatchObject({ ok: false, error: { code: 'PSR-3041', facts: { reason: 'not in time' } } });
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => silent.close(resolve));
    expect(await askResponder(question(), asking())).toMatchObject({ ok: false, error: { code: 'PSR-3041' } });
    responder = await startResponder(root, [leaf]);
  });

  const withOpenssl = opensslPresent ? it : it.skip;
  withOpenssl('makes requests that openssl reads', () => {
    const [subject, issuer] = [leaf, root].map(({ certificate }) => {
      const fields = fieldsOf(certificate);
      if (!fields.ok) throw fields.error;
      return { certificate, fields: fields.value };
    });
    const request = makeOcspRequest(subject!, issuer!, Buffer.alloc(32, 7));
    const { status, output } = openssl({ request }, 'ocsp', '-reqin', 'request', '-req_text');
    expect(status).toBe(0);
    expect(output).toContain(subject!.fields.serialNumber.toString('hex').toUpperCase());
    expect(output).toContain('OCSP Nonce');
  });
});

describe('OcspCache', () => {
  it('asks once for many, and not again while the answer is fresh', async () => {
    const cache = new OcspCache(asking());
    const answers = await Promise.all(Array.from({ length: 20 }, () => cache.answer(question())));
    expect(answers.every(({ ok }) => ok)).toBe(true);
    clock.advance(29 * minute);
    await cache.answer(question());
    expect(responder.requests()).toBe(1);
  });

  it('renews an answer before it is too old, while the old one serves', async () => {
    const cache = new OcspCache(asking());
    const first = await cache.answer(question());
    clock.advance(31 * minute);
    responder.say(now());
    expect(await cache.answer(question())).toEqual(first);
    while (responder.requests() < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await cache.answer(question())).not.toEqual(first);
  });

  it('lasts through an outage until the answer is an hour old, and asks a failing responder once a minute', async () => {
    const cache = new OcspCache(asking());
    await cache.answer(question());
    responder.answer(503, Buffer.alloc(0));
    clock.advance(59 * minute);
    expect((await cache.answer(question())).ok).toBe(true);
    clock.advance(2 * minute);
    const asked = responder.requests();
    for (let count = 0; count < 5; count++)
      expect(await cache.answer(question())).toMatchObject({ ok: false, error: { code: 'PSR-3041' } });
    expect(responder.requests()).toBeLessThanOrEqual(asked + 1);
    clock.advance(minute);
    await cache.answer(question());
    expect(responder.requests()).toBeGreaterThan(asked);
  });

  it('keeps no answer beyond what it says itself', async () => {
    responder.say({ ...now(), nextUpdate: new Date(epoch.getTime() + 5 * minute) });
    const cache = new OcspCache(asking());
    await cache.answer(question());
    clock.advance(6 * minute);
    responder.say(now());
    await cache.answer(question());
    expect(responder.requests()).toBe(2);
  });
});

describe('fetching a revocation list', () => {
  const fetchIt = () => fetchRevocationList(responder.url, asking());

  it('gives one list, DER', async () => {
    const list = makeCrl({ issuer: root });
    responder.answer(200, list);
    expect(await fetchIt()).toEqual({ ok: true, value: list });
  });

  it.each([
    ['what is no list', Buffer.from('<html>'), 'PSR-3038'],
    ['nothing', Buffer.alloc(0), 'PSR-3038'],
  ])('refuses %s', async (_, body, code) => {
    responder.answer(200, body);
    expect(await fetchIt()).toMatchObject({ ok: false, error: { code } });
  });
});
