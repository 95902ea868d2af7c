import { describe, expect, it } from '@jest/globals';
import { failed, fixedClock, ok, PasserelleError } from '@passerelle/kernel';
import { readCertificate } from '../certificates/certificate.js';
import { compactOf, content, contextWith, json, signedParts, signer } from '../testing/foreign-jades.js';
import { epoch, identity } from '../testing/identities.js';
import { authorityWith, tokenOf, tsaAuthority } from '../testing/time-stamping.js';
import type { SignatureFinding } from '../verification/finding.js';
import { signAtOnce } from '../seals/unsigned.js';
import { sealDetachedObjects, stampJsonSeal, unsignedObjectsSeal } from './seal-detached-objects.js';
import { verifyJsonSignatures } from './verify-json-signatures.js';

const tsa = authorityWith();
const stampedAt = new Date(epoch.getTime() + 60_000);
const context = contextWith({
  anchors: [signer.key.certificate, readCertificate(tsaAuthority.certificatePem)],
  at: new Date(epoch.getTime() + 120_000),
});

const encode = (property: object): string => Buffer.from(JSON.stringify(property)).toString('base64url');

async function finding(etsiU: unknown, parts = signedParts()): Promise<SignatureFinding> {
  const [first, ...more] = await verifyJsonSignatures(json({ ...parts, header: { etsiU } }), context);
  expect(more).toEqual([]);
  return first!;
}

async function stamp(...over: readonly string[]): Promise<{ sigTst: { tstTokens: { val: string }[] } }> {
  const tokens = await Promise.all(over.map((each) => tokenOf(tsa, Buffer.from(each))));
  return { sigTst: { tstTokens: tokens.map((each) => ({ val: each.toString('base64') })) } };
}

describe('etsiU (ETSI TS 119 182-1 section 5.3.1)', () => {
  it.each([
    ['is a text', encode({ a: 1 })],
    ['is empty', []],
    ['mixes clear and encoded entries', [{ a: 1 }, encode({ b: 1 })]],
    ['has an entry of two members', [{ a: 1, b: 1 }]],
    ['has an entry that is no object', [1]],
    ['has an entry that is not base64url', ['+']],
    ['has an entry with a member twice', [Buffer.from('{"a":1,"a":2}').toString('base64url')]],
    ['has more entries than anybody needs', Array.from({ length: 65 }, () => ({ a: 1 }))],
  ])('is refused when it %s', async (_what, etsiU) => {
    const { verdict, reasons } = await finding(etsiU);
    expect([verdict, reasons.map(({ code }) => code)]).toEqual(['invalid', ['PSR-3004']]);
  });

  it('brings certificates as hints: the signed digest chooses among them', async () => {
    const val = signer.key.certificate.der.toString('base64');
    const parts = signedParts({ header: { x5c: undefined } });
    const etsiU = [encode({ xVals: [{ x509Cert: { val } }, { x509Cert: { val: 'AAAA' } }, 1] })];
    expect(await finding(etsiU, parts)).toMatchObject({ verdict: 'valid', scope: 'full' });
  });
});

describe('time-stamps over the value (section 5.3.4)', () => {
  it('reach level T, clear or encoded', async () => {
    const parts = signedParts();
    const property = await stamp(parts.signature);
    for (const etsiU of [[property], [encode(property)]]) {
      const { verdict, format, timeStamps } = await finding(etsiU, parts);
      expect({ verdict, format }).toEqual({ verdict: 'valid', format: 'JAdES-B-T' });
      expect(timeStamps.map(({ time }) => time)).toEqual([stampedAt]);
    }
  });

  it.each([
    ['is over another signature', async () => stamp('x')],
    ['shares its container with another', async (value: string) => stamp(value, value)],
    ['is no token', () => Promise.resolve({ sigTst: { tstTokens: [{ val: 'AAAA' }] } })],
    ['is not base64', () => Promise.resolve({ sigTst: { tstTokens: [{ val: '-' }] } })],
    ['is missing', () => Promise.resolve({ sigTst: {} })],
  ])('prove nothing when one %s, and take nothing away', async (_what, property) => {
    const parts = signedParts();
    const found = await finding([await property(parts.signature)], parts);
    expect(found).toMatchObject({ verdict: 'valid', format: 'JAdES-B-B', timeStamps: [] });
  });

  it('lose level T where one of them does not hold', async () => {
    const parts = signedParts();
    const found = await finding([await stamp(parts.signature), await stamp('x')], parts);
    expect(found).toMatchObject({ format: 'JAdES-B-B', timeStamps: [{ time: stampedAt }] });
  });
});

describe('counter-signatures (section 5.3.2)', () => {
  const other = identity('SI', 'seal');
  const parts = signedParts();
  const value = Buffer.from(parts.signature, 'base64url');
  /** A counter-signature over the value of a signature. */
  const counter = (over: Buffer = value) =>
    signedParts({ by: other.key, covered: Buffer.from(over.toString('base64url')) });
  const attached = (over: Buffer) => ({ ...counter(over), payload: over.toString('base64url') });

  it.each([
    ['compact and detached', compactOf(counter(), 'detached').toString()],
    ['compact and attached', compactOf(attached(value)).toString()],
    ['flattened', attached(value)],
    ['general', { payload: attached(value).payload, signatures: [{ ...counter(), payload: undefined }] }],
  ])('are verified and bound: %s', async (_what, cSig) => {
    const found = await finding([encode({ cSig })], parts);
    expect([found.verdict, found.signed.map((each) => Buffer.from(each.octets).toString())]).toEqual([
      'valid',
      [content],
    ]);
    const [counted, ...more] = found.counterSignatures ?? [];
    expect([more, counted?.signer?.fingerprint]).toEqual([[], other.key.certificate.fingerprint]);
    expect(counted).toMatchObject({ verdict: 'indeterminate', scope: 'full' });
  });

  it.each([
    ['the value of another signature, attached', compactOf(attached(Buffer.from('other'))).toString()],
    ['the value of another signature, detached', compactOf(counter(Buffer.from('other')), 'detached').toString()],
    ['the document in place of the value', compactOf(signedParts({ by: other.key })).toString()],
    ['nothing', 'x'],
    ['two signatures at once', { payload: attached(value).payload, signatures: [counter(), counter()] }],
  ])('threat 8: refuse the whole when one covers %s', async (_what, cSig) => {
    const { verdict, scope, signed } = await finding([encode({ cSig })], parts);
    expect({ verdict, scope, signed }).toEqual({ verdict: 'invalid', scope: 'none', signed: [] });
  });

  it('are followed two levels deep and no further', async () => {
    const nest = (depth: number, over: Buffer): object => {
      const one = counter(over);
      const inner = Buffer.from(one.signature, 'base64url');
      const header = depth > 1 ? { header: { etsiU: [{ cSig: nest(depth - 1, inner) }] } } : {};
      return { ...one, payload: undefined, ...header };
    };
    expect(await finding([{ cSig: nest(2, value) }], parts)).toMatchObject({ verdict: 'valid' });
    expect(await finding([{ cSig: nest(3, value) }], parts)).toMatchObject({ verdict: 'invalid' });
  });
});

describe('sealDetachedObjects and stampJsonSeal', () => {
  const objects = [
    { name: 'summary.xml', octets: Buffer.from('<a/>'), mediaType: 'text/xml' },
    { name: 'summary.pdf', octets: Buffer.from('%PDF'), mediaType: 'application/pdf' },
  ];
  const compact = signAtOnce(unsignedObjectsSeal(objects, signer.key, { clock: fixedClock(epoch) }), signer.key);
  const against = { ...context, detached: objects };

  it('make a detached seal of level B over any octets', async () => {
    const [found] = await verifyJsonSignatures(Buffer.from(compact), against);
    expect(found).toMatchObject({ verdict: 'valid', scope: 'full', format: 'JAdES-B-B', signedAt: epoch });
    expect(found?.signed.map(({ name }) => name)).toEqual(['summary.xml', 'summary.pdf']);
  });

  it('bring it to level T', async () => {
    const stamped = await stampJsonSeal(compact, async (octets) => ok(await tokenOf(tsa, octets)));
    if (!stamped.ok) throw stamped.error;
    const [found] = await verifyJsonSignatures(Buffer.from(stamped.value), against);
    expect(found).toMatchObject({ verdict: 'valid', scope: 'full', format: 'JAdES-B-T' });
  });

  it('hand on why there is no time-stamp, and refuse what is no seal', async () => {
    const refusal = new PasserelleError('PSR-3024', { reason: 'out of order' });
    expect(await stampJsonSeal(compact, () => Promise.resolve(failed(refusal)))).toEqual(failed(refusal));
    const stamped = await stampJsonSeal('x', () => Promise.reject(new Error('not asked')));
    expect(!stamped.ok && stamped.error.code).toBe('PSR-3004');
  });

  it('refuse to seal nothing, or two objects of one name', async () => {
    const seal = (...each: typeof objects): Promise<string> =>
      sealDetachedObjects(each, signer.key, { clock: fixedClock(epoch) });
    await expect(seal()).rejects.toThrow('names of their own');
    await expect(seal(objects[0]!, objects[0]!)).rejects.toThrow('names of their own');
  });

  it('wait for a key that signs later', async () => {
    const later = { ...signer.key, sign: (octets: Uint8Array) => Promise.resolve(signer.key.sign(octets)) };
    const sealed = await sealDetachedObjects(objects, later, { clock: fixedClock(epoch) });
    const [found] = await verifyJsonSignatures(Buffer.from(sealed), against);
    expect(found).toMatchObject({ verdict: 'valid', scope: 'full' });
  });
});
