import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fixedClock } from '@passerelle/kernel';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bits, extendedKeyUsageOf, keyUsageOf, make } from '../../../trust/src/testing/certificate-maker.js';
import { makeCrl } from '../../../trust/src/testing/crl-maker.js';
import { epoch } from '../../../trust/src/testing/identities.js';
import { startResponder, type DevelopmentResponder } from '../../../trust/src/testing/ocsp-responder.js';
import { revocationSchema, type RevocationConfiguration } from '../configuration/revocation-schema.js';
import { silentLogger } from '../logging/logger.js';
import { RevocationKeeper } from './revocation-keeper.js';

const root = make({ subject: 'Root', authority: true });
const leaf = make({ issuer: root });
const minute = 60_000;
const revokedAt = new Date(epoch.getTime() - minute);

let folder: string;
let responder: DevelopmentResponder;
let clock = fixedClock(epoch);

const file = (name: string, octets: Uint8Array): string => {
  writeFileSync(join(folder, name), octets);
  return name;
};
const pem = (name: string, der: Uint8Array): string =>
  file(
    name,
    Buffer.from(`-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`),
  );
const issuer = () => pem('issuer.pem', root.certificate.der);
/** A keeper that asks the responder, unless the configuration says something else. */
const keeper = (more: Partial<Record<keyof RevocationConfiguration, unknown>> = {}): RevocationKeeper =>
  new RevocationKeeper({
    configuration: revocationSchema.parse({ responders: [{ issuer: issuer(), url: responder.url }], ...more }),
    resolve: (path) => join(folder, path),
    clock,
    logger: silentLogger,
    timeout: 500,
  });
/** What a responder says whose clock is ours. */
const now = (status: 'good' | 'unknown' | { revokedAt: Date } = 'good', ago = 0) => {
  const at = new Date(clock.now().getTime() - ago);
  return { status, thisUpdate: at, producedAt: at, nextUpdate: new Date(at.getTime() + 120 * minute) };
};
const outcome = async (of: RevocationKeeper, certificate = leaf.certificate): Promise<string> => {
  const checked = await of.check(certificate);
  return checked.ok ? checked.value.revocation : checked.error.code;
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'passerelle-revocation-'));
  clock = fixedClock(epoch);
  responder = await startResponder(root, [leaf]);
  responder.say(now());
});
afterEach(async () => {
  await responder.close();
  rmSync(folder, { recursive: true });
});

describe('threat 19: the keeper of revocation asks a responder', () => {
  it('gives good with the octets that say so', async () => {
    const checked = await keeper().check(leaf.certificate);
    expect(checked).toMatchObject({ ok: true, value: { revocation: 'good', statement: { kind: 'ocsp' } } });
  });

  it.each(['required', 'if-known'])('refuses what is revoked under %s, and says since when', async (policy) => {
    responder.say(now({ revokedAt }));
    const checked = await keeper({ policy }).check(leaf.certificate);
    const facts = { revokedAt: revokedAt.toISOString(), fingerprint: leaf.certificate.fingerprint };
    expect(checked).toMatchObject({ ok: false, error: { code: 'PSR-3036', facts } });
  });

  it.each([
    ['is down', () => responder.answer(503, Buffer.alloc(0))],
    ['says what is two hours old', () => responder.say(now('good', 120 * minute))],
    ['does not know the certificate', () => responder.say(now('unknown'))],
    ['is of another authority', () => responder.say({ ...now(), issuer: make({ subject: 'Root', authority: true }) })],
  ])('of a responder that %s nothing is known', async (_, arrange) => {
    arrange();
    expect(await outcome(keeper({ policy: 'required' }))).toBe('PSR-3037');
    expect(await outcome(keeper({ policy: 'if-known' }))).toBe('not-checked');
  });

  it('tells that the lack of an answer may pass', async () => {
    responder.answer(503, Buffer.alloc(0));
    const checked = await keeper({ policy: 'required' }).check(leaf.certificate);
    expect(checked.ok || checked.error.retriable).toBe(true);
  });

  it('does not take a stale answer for a fresh one while the responder is down', async () => {
    const asked = keeper({ policy: 'required' });
    expect(await outcome(asked)).toBe('good');
    responder.answer(503, Buffer.alloc(0));
    clock.advance(59 * minute);
    expect(await outcome(asked)).toBe('good');
    clock.advance(2 * minute);
    expect(await outcome(asked)).toBe('PSR-3037');
  });

  it('holds a certificate for revoked when its responder falls silent or repeats what it said before', async () => {
    const asked = keeper();
    responder.say(now({ revokedAt }));
    expect(await outcome(asked)).toBe('PSR-3036');
    responder.say(now('good', 30 * minute));
    clock.advance(61 * minute);
    expect(await outcome(asked)).toBe('PSR-3036');
    clock.advance(61 * minute);
    responder.say(now());
    expect(await outcome(asked)).toBe('good');
  });

  it('asks once for many', async () => {
    const asked = keeper();
    expect(new Set(await Promise.all(Array.from({ length: 20 }, () => outcome(asked))))).toEqual(new Set(['good']));
    expect(responder.requests()).toBe(1);
  });

  it('asks nobody about a certificate of an authority that is not configured, whatever address stands in it', async () => {
    const namesakes = make({ subject: 'Root', authority: true });
    for (const other of [make({ issuer: namesakes }), make({ issuer: make({ subject: 'Other', authority: true }) })]) {
      expect(await outcome(keeper(), other.certificate)).toBe('not-checked');
      expect(await outcome(keeper({ policy: 'required' }), other.certificate)).toBe('PSR-3037');
    }
    expect(responder.requests()).toBe(0);
  });

  it('follows no redirect to an address that is not configured', async () => {
    const other = await startResponder(root, [leaf], now());
    responder.answer(302, Buffer.alloc(0), { location: other.url });
    expect(await outcome(keeper())).toBe('not-checked');
    expect(other.requests()).toBe(0);
    await other.close();
  });

  it('believes the responder that is named, and then no other', async () => {
    const usage = [keyUsageOf(bits.digitalSignature), extendedKeyUsageOf(['1.3.6.1.5.5.7.3.9'])];
    const named = make({ subject: 'Named', extensions: usage });
    const responders = [{ issuer: issuer(), url: responder.url, responder: pem('named.pem', named.certificate.der) }];
    expect(await outcome(keeper({ responders }))).toBe('not-checked');
    responder.say({ ...now(), responder: named, carriesResponder: false });
    expect(await outcome(keeper({ responders }))).toBe('good');
    expect(await outcome(keeper())).toBe('not-checked');
    responder.say({ ...now(), responder: { ...named, key: root.key, certificate: root.certificate } });
    expect(await outcome(keeper({ responders }))).toBe('not-checked');
  });

  it('refuses a configuration with two responders of one authority', () => {
    const responders = [1, 2].map(() => ({ issuer: issuer(), url: responder.url }));
    expect(() => keeper({ responders })).toThrow(expect.objectContaining({ code: 'PSR-7001' }));
  });
});

describe('threat 19: the keeper of revocation reads lists', () => {
  const listed = (list: Uint8Array, more: object = {}) =>
    keeper({ responders: [], lists: [{ issuer: issuer(), file: file('list.crl', list) }], ...more });

  it('of a file: good, revoked, out of date, forged', async () => {
    expect(await outcome(listed(makeCrl({ issuer: root })))).toBe('good');
    expect(await outcome(listed(makeCrl({ issuer: root, revoked: [{ certificate: leaf }] })))).toBe('PSR-3036');
    const old = makeCrl({ issuer: root, thisUpdate: new Date(epoch.getTime() - 120 * minute), nextUpdate: revokedAt });
    clock.advance(5 * minute);
    expect(await outcome(listed(old))).toBe('not-checked');
    expect(await outcome(listed(old, { policy: 'required' }))).toBe('PSR-3037');
    const forged = makeCrl({ issuer: root, key: leaf.key });
    expect(await outcome(listed(forged, { policy: 'required' }))).toBe('PSR-3037');
  });

  it('of an address, once for many, and anew after half of the freshness', async () => {
    responder.answer(200, makeCrl({ issuer: root }));
    const asked = keeper({ responders: [], lists: [{ issuer: issuer(), url: responder.url }] });
    await Promise.all([outcome(asked), outcome(asked), outcome(asked)]);
    expect(responder.requests()).toBe(1);
    responder.answer(200, makeCrl({ issuer: root, thisUpdate: epoch, revoked: [{ certificate: leaf }] }));
    clock.advance(31 * minute);
    await outcome(asked);
    while ((await outcome(asked)) === 'good') await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await outcome(asked)).toBe('PSR-3036');
    expect(responder.requests()).toBe(2);
  });

  it('lets a list that revokes count more than a responder that does not', async () => {
    const list = makeCrl({ issuer: root, revoked: [{ certificate: leaf }] });
    const lists = [{ issuer: issuer(), file: file('list.crl', list) }];
    expect(await outcome(keeper({ lists }))).toBe('PSR-3036');
    expect(await outcome(keeper({ lists: [{ issuer: issuer(), file: 'absent.crl' }] }))).toBe('good');
  });
});
