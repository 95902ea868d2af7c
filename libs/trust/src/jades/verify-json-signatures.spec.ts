import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { fixedClock } from '@passerelle/kernel';
import { epoch, identity } from '../testing/identities.js';
import {
  compactOf,
  content,
  contextWith,
  json,
  signedParts,
  signer,
  type ForeignJws,
} from '../testing/foreign-jades.js';
import type { VerificationContext } from '../verification/context.js';
import { sealBundleAtOnce } from '../testing/at-once.js';
import { verifyJsonSignatures } from './verify-json-signatures.js';

const stranger = identity('XX', 'seal');
const rsa = identity('FR', 'seal', 'rsa-3072');
const second = identity('SI', 'seal');
const anchors = [signer, rsa, second].map(({ key }) => key.certificate);
const context = contextWith({ anchors });
const octets = Buffer.from(content);
const named = { name: 'content.json', octets };
const sha256 = (text: string | Buffer): string => createHash('sha256').update(text).digest('base64url');

/** Verdict, scope, format and codes of each finding, in one line. */
async function answers(source: Uint8Array, against: VerificationContext = context): Promise<string[]> {
  const findings = await verifyJsonSignatures(source, against);
  return findings.map(({ verdict, scope, format, reasons }) =>
    [verdict, scope, format ?? '-', ...reasons.map(({ code }) => code)].join(' '),
  );
}

const good = 'valid full JAdES-B-B';
const answerTo = (parts: ForeignJws, against?: VerificationContext): Promise<string[]> =>
  answers(compactOf(signedParts(parts)), against);

describe('verifyJsonSignatures: serialisations of RFC 7515', () => {
  it('says of a compact JWS who signed what and when', async () => {
    const { certificate } = signer.key;
    const [finding, ...more] = await verifyJsonSignatures(compactOf(signedParts()), context);
    const { signer: found, chain, ...rest } = finding!;
    expect([more, found?.fingerprint, chain.length]).toEqual([[], certificate.fingerprint, 1]);
    expect(rest).toEqual({
      verdict: 'valid',
      scope: 'full',
      format: 'JAdES-B-B',
      signedAt: epoch,
      timeStamps: [],
      signed: [{ name: '', octets }],
      reasons: [],
    });
  });

  it('reads the flattened and the general form, and ignores members that RFC 7515 does not know', async () => {
    const { payload, ...one } = signedParts();
    const { payload: _same, ...other } = signedParts({ by: rsa.key });
    expect(await answers(json({ payload, ...one, extra: 1 }))).toEqual([good]);
    expect(await answers(json({ payload, signatures: [one, { ...other, extra: 1 }] }))).toEqual([good, good]);
  });

  it('gives nothing for JSON that carries no signature, and a refusal for what is neither', async () => {
    expect(await answers(json({ payload: 'e30', signatures: [] }))).toEqual([]);
    expect(await answers(json({ resourceType: 'Bundle' }))).toEqual([]);
    expect(await answers(json([1]))).toEqual([]);
    await expect(answers(Buffer.from('<a/>'))).rejects.toMatchObject({ code: 'PSR-1006' });
    await expect(answers(Buffer.from('a.b'))).rejects.toMatchObject({ code: 'PSR-1006' });
    await expect(answers(Buffer.alloc(0))).rejects.toMatchObject({ code: 'PSR-1010' });
  });

  it.each([
    ['a payload that is a list', { payload: ['e30'] }],
    ['both forms at once', { signatures: [] }],
    ['no value', { signature: undefined, signatures: [{ protected: 'e30' }] }],
    ['a header that is no text', { protected: {} }],
    ['an unprotected header that is a text', { header: 'x' }],
    ['only an unprotected header', { protected: undefined, header: { alg: 'ES256' } }],
    ['an entry that is no object', { protected: undefined, signature: undefined, signatures: ['x'] }],
  ])('refuses %s', async (_what, changes) => {
    expect(await answers(json({ ...signedParts(), ...changes }))).toEqual(['invalid none - PSR-3004']);
  });

  it('refuses a header that is both protected and unprotected', async () => {
    const source = json({ ...signedParts({ header: { kid: 'a' } }), header: { kid: 'b' } });
    expect(await answers(source)).toEqual(['invalid none JAdES PSR-3004']);
  });
});

describe('verifyJsonSignatures: payloads', () => {
  const detached = compactOf(signedParts(), 'detached');
  const unencoded = { header: { b64: false, crit: ['b64'] }, covered: octets };

  it('finds a detached payload among what is at hand (RFC 7515 appendix F)', async () => {
    const other = { name: 'other', octets: Buffer.from('other') };
    expect(await answers(detached, { ...context, detached: [other, named] })).toEqual([good]);
    expect(await answers(detached, { ...context, detached: [other] })).toEqual(['invalid none JAdES-B-B PSR-3002']);
    expect(await answers(detached)).toEqual(['indeterminate none JAdES-B-B PSR-3017']);
  });

  it('reads unencoded payloads (RFC 7797), attached and detached', async () => {
    const parts = signedParts(unencoded);
    expect(await answers(json({ ...parts, payload: content }))).toEqual([good]);
    expect(await answers(compactOf(parts, 'detached'), { ...context, detached: [named] })).toEqual([good]);
    expect(await answers(json({ ...parts, payload: `${content} ` }))).toEqual(['invalid none JAdES-B-B PSR-3002']);
  });

  it('refuses one payload that is encoded for one signature and not for another', async () => {
    const { payload, ...encoded } = signedParts();
    const { payload: _same, ...raw } = signedParts({ ...unencoded, covered: Buffer.from(payload) });
    const refused = 'invalid none - PSR-3004';
    expect(await answers(json({ payload, signatures: [encoded, raw] }))).toEqual([refused, refused]);
  });

  it.each([
    ['a changed payload', { payload: Buffer.from('{"hello":"World"}').toString('base64url') }, 'PSR-3002'],
    ['a payload that is not base64url', { payload: 'e30=' }, 'PSR-3004'],
    ['another value', { signature: signedParts({ payload: 'x' }).signature }, 'PSR-3002'],
    ['a value of another length', { signature: 'AAAA' }, 'PSR-3002'],
    ['a value that is not base64url', { signature: '+/==' }, 'PSR-3004'],
  ])('refuses %s', async (_what, changes, code) => {
    const source = { ...signedParts(), ...changes };
    expect((await answers(json(source)))[0]).toMatch(new RegExp(`^invalid none \\S+ ${code}$`));
  });
});

describe('verifyJsonSignatures: sigD (ETSI TS 119 182-1 section 5.2.8)', () => {
  const mId = (name: string): string => `http://uri.etsi.org/19182/${name}`;
  const text = { name: 'a b.txt', octets: Buffer.from('text') };
  const encode = (source: Buffer): string => source.toString('base64url');
  const digests = (...objects: Buffer[]): string[] => objects.map((each) => sha256(encode(each)));
  const sealed = (sigD: object, covered: Uint8Array = Buffer.alloc(0), more: object = {}): Buffer =>
    compactOf(signedParts({ header: { sigD, crit: ['sigD'], ...more }, covered }), 'detached');
  const byHash = (changes: object = {}): Buffer =>
    sealed({
      mId: mId('ObjectIdByURIHash'),
      pars: ['content.json', 'a%20b.txt'],
      hashM: 'S256',
      hashV: digests(octets, text.octets),
      ...changes,
    });
  const both = { ...context, detached: [text, named] };

  it('ObjectIdByURI: covers the objects one after the other', async () => {
    const pars = ['content.json', 'a%20b.txt'];
    const source = sealed({ mId: mId('ObjectIdByURI'), pars }, Buffer.from(encode(octets) + encode(text.octets)));
    expect(await answers(source, both)).toEqual([good]);
    expect(await answers(source, { ...both, detached: [named] })).toEqual(['indeterminate none JAdES-B-B PSR-3017']);
    const swapped = [
      { ...named, octets: text.octets },
      { ...text, octets },
    ];
    expect(await answers(source, { ...both, detached: swapped })).toEqual(['invalid none JAdES-B-B PSR-3002']);
  });

  it('ObjectIdByURIHash: covers each object by its digest, whatever the file is called here', async () => {
    expect(await answers(byHash(), both)).toEqual([good]);
    const renamed = {
      ...both,
      detached: [
        { name: 'x', octets },
        { name: 'y', octets: text.octets },
      ],
    };
    expect(await answers(byHash(), renamed)).toEqual([good]);
    const [finding] = await verifyJsonSignatures(byHash(), both);
    expect(finding?.signed).toEqual([named, { name: 'a%20b.txt', octets: text.octets }]);
  });

  it('ObjectIdByURIHash: is partial where an object is missing, broken where one was altered', async () => {
    expect(await answers(byHash(), { ...both, detached: [named] })).toEqual([
      'indeterminate partial JAdES-B-B PSR-3017',
    ]);
    expect(await answers(byHash(), context)).toEqual(['indeterminate none JAdES-B-B PSR-3017 PSR-3017']);
    const altered = { ...text, octets: Buffer.from('tex!') };
    expect(await answers(byHash(), { ...both, detached: [named, altered] })).toEqual([
      'invalid none JAdES-B-B PSR-3002',
    ]);
  });

  it.each([
    ['a digest of SHA-1', { hashM: 'S1' }, 'PSR-3005'],
    ['fewer digests than names', { hashV: digests(octets) }, 'PSR-3004'],
    ['a name twice', { pars: ['a', 'a'] }, 'PSR-3004'],
    ['no names', { pars: [], hashV: [] }, 'PSR-3004'],
  ])('refuses %s', async (_what, changes, code) => {
    expect(await answers(byHash(changes), both)).toEqual([`invalid none JAdES ${code}`]);
  });

  it('leaves open what is referred to in a way that it does not know', async () => {
    for (const name of ['HttpHeaders', 'Other']) {
      const source = sealed({ mId: mId(name), pars: ['digest'] });
      expect(await answers(source, both)).toEqual(['indeterminate none JAdES-B-B PSR-3090']);
    }
  });

  it('refuses sigD beside a payload, and one that is not critical', async () => {
    const sigD = { mId: mId('ObjectIdByURI'), pars: ['content.json'] };
    expect(await answerTo({ header: { sigD, crit: ['sigD'] } })).toEqual(['invalid none JAdES PSR-3004']);
    expect(await answerTo({ header: { sigD } })).toEqual(['invalid none JAdES PSR-3091']);
  });
});

describe('verifyJsonSignatures: baseline level B', () => {
  const der = signer.key.certificate.der;
  const reference = (digAlg: string, hash: string): object => ({
    digAlg,
    digVal: createHash(hash).update(der).digest('base64url'),
  });

  it.each([
    ['x5t#o', { 'x5t#S256': undefined, 'x5t#o': reference('S512', 'sha512') }],
    ['sigX5ts', { 'x5t#S256': undefined, sigX5ts: [reference('S384', 'sha384'), reference('S512', 'sha512')] }],
    ['typ, cty, kid and claims that nobody asked for', { typ: 'jose', cty: 'json', kid: 'a', nbf: 1 }],
  ])('reaches it with %s', async (_what, header) => {
    expect(await answerTo({ header })).toEqual([good]);
  });

  it('does not reach it with sigT after July 2025, nor with two references to the certificate', async () => {
    // The certificate is younger than either.
    const old = { iat: undefined, sigT: '2025-07-14T23:59:59Z', crit: ['sigT'] };
    expect(await answerTo({ header: old })).toEqual(['indeterminate full JAdES-B-B PSR-3033']);
    const late = { ...old, sigT: '2025-07-15T00:00:00Z' };
    expect(await answerTo({ header: late })).toEqual(['indeterminate full JAdES PSR-3033']);
    expect(await answerTo({ header: { 'x5t#o': reference('S512', 'sha512') } })).toEqual(['valid full JAdES']);
  });

  it('leaves open a signature of the future; a clock may run a minute ahead', async () => {
    expect(await answerTo({ header: { iat: epoch.getTime() / 1000 + 60 } })).toEqual([good]);
    expect(await answerTo({ header: { iat: epoch.getTime() / 1000 + 61 } })).toEqual([
      'indeterminate full JAdES-B-B PSR-3018',
    ]);
  });

  it('leaves open a signature that does not say when, or by which certificate', async () => {
    expect(await answerTo({ header: { iat: undefined } })).toEqual(['indeterminate full JWS PSR-3092']);
    expect(await answerTo({ header: { 'x5t#S256': undefined } })).toEqual(['indeterminate full JWS PSR-3092']);
  });

  it.each([
    ['iat and sigT', { sigT: '2025-01-01T00:00:00Z' }, 'PSR-3004'],
    ['a time in milliseconds', { iat: epoch.getTime() }, 'PSR-3004'],
    ['a time in text', { iat: '1' }, 'PSR-3004'],
    ['a day that does not exist', { iat: undefined, sigT: '2025-02-30T00:00:00Z' }, 'PSR-3004'],
    ['x5c with what is no certificate', { x5c: ['AAAA'] }, 'PSR-3004'],
    ['a certificate named by SHA-1', { 'x5t#S256': undefined, 'x5t#o': { digAlg: 'S1', digVal: 'AAAA' } }, 'PSR-3005'],
    ['etsiU that is signed', { etsiU: [] }, 'PSR-3004'],
  ])('refuses %s', async (_what, header, code) => {
    expect((await answerTo({ header }))[0]).toMatch(new RegExp(`^invalid none JAdES\\S* ${code}$`));
  });
});

describe('threat 25: algorithms, critical headers and keys that a header brings', () => {
  it.each([
    ['none', { alg: 'none' }],
    ['no alg', { alg: undefined }],
    ['RS256 for an EC key', { alg: 'RS256' }],
    ['ES384 for a P-256 key', { alg: 'ES384' }],
    ['a name of the prototype chain', { alg: 'toString' }],
  ])('refuses %s', async (_what, header) => {
    expect(await answerTo({ header })).toEqual(['invalid none JAdES-B-B PSR-3005']);
  });

  it('refuses an HMAC that is keyed with the public key', async () => {
    const parts = signedParts({ header: { alg: 'HS256' } });
    const key = signer.key.certificate.publicKey.export({ type: 'spki', format: 'pem' });
    const signature = createHmac('sha256', key).update(`${parts.protected}.${parts.payload}`).digest('base64url');
    expect(await answers(json({ ...parts, signature }))).toEqual(['invalid none JAdES-B-B PSR-3005']);
  });

  it.each([
    ['a text', 'exp'],
    ['an empty list', []],
    ['an extension nobody knows', ['exp']],
    ['an extension not in use', ['sigPl']],
    ['a header of RFC 7515', ['alg']],
    ['an entry twice', ['iat', 'iat']],
    ['an entry that is no text', [['iat']]],
    ['a name of the prototype chain', ['toString']],
  ])('refuses crit that is %s', async (_what, crit) => {
    expect(await answerTo({ header: { exp: 1, crit } })).toEqual(['invalid none JAdES PSR-3091']);
  });

  it('refuses crit that is not protected, and b64 that is not critical', async () => {
    const parts = signedParts();
    expect(await answers(json({ ...parts, header: { crit: ['iat'] } }))).toEqual(['invalid none JAdES PSR-3091']);
    expect(await answerTo({ header: { b64: false } })).toEqual(['invalid none JAdES PSR-3091']);
  });

  it('trusts no key that comes along, and asks no address for one', async () => {
    const jwk = stranger.key.certificate.publicKey.export({ format: 'jwk' });
    const header = { jwk, jku: 'https://localhost/k', x5u: 'https://localhost/c' };
    expect(await answerTo({ header, by: stranger.key })).toEqual(['indeterminate full JAdES-B-B PSR-3030']);
    const hidden = { ...header, 'x5t#S256': undefined, x5c: undefined };
    expect(await answerTo({ header: hidden, by: stranger.key })).toEqual(['indeterminate none JWS PSR-3092 PSR-3014']);
  });

  it('takes the certificate that the signed digest names, not the first that came along', async () => {
    const x5c = [stranger, signer].map(({ key }) => key.certificate.der.toString('base64'));
    expect(await answerTo({ header: { x5c } })).toEqual([good]);
    const wrong = { x5c: x5c.slice(0, 1), 'x5t#S256': stranger.key.certificate.thumbprint };
    expect(await answerTo({ header: wrong })).toEqual(['invalid none JAdES-B-B PSR-3002']);
    const [pinned] = await verifyJsonSignatures(compactOf(signedParts({ header: { x5c: undefined } })), context);
    expect(pinned?.signer).toBe(signer.key.certificate);
  });
});

describe('verifyJsonSignatures: Bundle.signature', () => {
  const bundle = { resourceType: 'Bundle', id: 'a', type: 'document', entry: [{ value: 1.5 }] };
  const sealed = sealBundleAtOnce(bundle, signer.key, { clock: fixedClock(epoch), who: { display: 'PT' } });

  it('covers the canonical document, whatever the JSON looks like', async () => {
    const [finding] = await verifyJsonSignatures(Buffer.from(JSON.stringify(sealed, null, 2)), context);
    expect(finding).toMatchObject({ verdict: 'valid', scope: 'full', format: 'JAdES-B-B', signedAt: epoch });
    expect(finding?.signed.map((each) => Buffer.from(each.octets).toString())).toEqual([
      '{"entry":[{"value":1.5}],"resourceType":"Bundle","type":"document"}',
    ]);
  });

  it.each([
    ['changed content', { type: 'collection' }, 'invalid none JAdES-B-B PSR-3002'],
    ['another member', { total: 1 }, 'invalid none JAdES-B-B PSR-3002'],
    ['no element', { signature: 'x' }, 'invalid none - PSR-3004'],
    [
      'another day in `when`',
      { signature: { ...(sealed['signature'] as object), when: '2020-01-01T00:00:00Z' } },
      'invalid none - PSR-3004',
    ],
    [
      'data that is no JWS',
      { signature: { ...(sealed['signature'] as object), data: 'PGEvPg==' } },
      'invalid none - PSR-3004',
    ],
  ])('refuses %s', async (_what, changes, expected) => {
    expect(await answers(json({ ...sealed, ...changes }))).toEqual([expected]);
  });
});

describe('threats 30 and 31: signed JSON that two readers could read differently, or that is too much to read', () => {
  const bundle = { resourceType: 'Bundle', type: 'document', total: 1 };
  const text = JSON.stringify(
    sealBundleAtOnce(bundle, signer.key, { clock: fixedClock(epoch), who: { display: 'PT' } }),
  );
  const total = (written: string): Buffer => Buffer.from(text.replace('"total":1', `"total":${written}`));

  it('reads one number however it is written, and what is handed on has one form', async () => {
    for (const written of ['1', '1.0', '1.00', '10e-1']) {
      const [finding] = await verifyJsonSignatures(total(written), context);
      expect([written, finding?.verdict]).toEqual([written, 'valid']);
      expect(Buffer.from(finding!.signed[0]!.octets).toString()).toContain('"total":1,');
    }
    expect(await answers(total('1.01'))).toEqual(['invalid none JAdES-B-B PSR-3002']);
  });

  it('ignores one byte order mark', async () => {
    expect(await answers(Buffer.from(`\ufeff${text}`))).toEqual([good]);
  });

  it.each([
    ['a member twice', total('2,"total":1'), 'PSR-1008'],
    ['a member twice, once escaped', total('1,"\\u0074otal":2'), 'PSR-1008'],
    ['a member of the prototype', total('1,"__proto__":{}'), 'PSR-1008'],
    ['a number that no double holds', total('1.00000000000000000001'), 'PSR-1007'],
    ['a number past the range', total('1e999'), 'PSR-1007'],
    ['a surrogate without its other half', total('1,"a":"\\ud800"'), 'PSR-1006'],
    ['100,000 levels', total('['.repeat(100_000)), 'PSR-1007'],
    ['100,000 levels in a header', Buffer.from(`{"payload":"","protected":${'['.repeat(100_000)}`), 'PSR-1007'],
  ])('refuses %s', async (_what, source, code) => {
    await expect(answers(source)).rejects.toMatchObject({ code });
  });

  it('refuses a protected header with a member twice, or too deep', async () => {
    const twice = compactOf(signedParts({ rawHeader: '{"alg":"ES256","alg":"none"}' }));
    expect(await answers(twice)).toEqual(['invalid none - PSR-3004']);
    const deep = compactOf(signedParts({ rawHeader: `{"a":${'['.repeat(50)}${']'.repeat(50)}}` }));
    expect(await answers(deep)).toEqual(['invalid none - PSR-3004']);
  });
});
