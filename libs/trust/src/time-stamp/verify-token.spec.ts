import { describe, expect, it } from '@jest/globals';
import { derAt, membersOf } from '../certificates/der/strict-der.js';
import { createDevelopmentCa } from '../development-ca/index.js';
import { fromDer, octetString, sequence, set, tagged, toDer } from '../development-ca/der.js';
import { basicConstraints, extendedKeyUsage, keyUsage } from '../development-ca/extensions.js';
import { readCertificate } from '../certificates/certificate.js';
import { epoch } from '../testing/identities.js';
import { authorityWith, stampContext, tokenOf } from '../testing/time-stamping.js';
import { verifyTimeStampToken } from './verify-token.js';

const octets = Buffer.from('<ds:SignatureValue>AAAA</ds:SignatureValue>');
const tsa = authorityWith();
const token = await tokenOf(tsa, octets);
const context = stampContext();
const leaf = [basicConstraints(false), keyUsage(['digitalSignature'])];

const answer = (given: Uint8Array, over: Uint8Array = octets, parts: Parameters<typeof stampContext>[0] = {}) => {
  const result = verifyTimeStampToken(given, over, stampContext(parts));
  return result.ok ? 'valid' : result.error.code;
};

const derMembers = (octets: Buffer) => membersOf(derAt(octets, 0));

/** Time, accuracy and authority of an answer, without the key object, which remembers that it was looked at. */
const facts = (result: ReturnType<typeof verifyTimeStampToken>) =>
  result.ok && [result.value.time, result.value.accuracy, result.value.authority.fingerprint];

/** The same token with the members of its SignedData replaced. */
function withSignedData(change: (members: Buffer[]) => Buffer[]): Buffer {
  const [type, wrapped] = derMembers(token);
  const members = derMembers(derMembers(wrapped!.octets)[0]!.octets).map((each) => each.octets);
  const data = sequence(...change(members).map((each) => fromDer(each)));
  return toDer(sequence(fromDer(type!.octets), tagged(0, [data])));
}

/** A value of BER without a length of its own. */
const open = (tag: number, ...members: readonly Buffer[]) =>
  Buffer.concat([Buffer.of(tag, 0x80), ...members, Buffer.of(0, 0)]);

/** The same token in BER: nothing outside the SignerInfo has a length, and the content comes in two pieces. */
function inBer(): Buffer {
  const [type, wrapped] = derMembers(token);
  const members = derMembers(derMembers(wrapped!.octets)[0]!.octets);
  const [contentType, content] = derMembers(members[2]!.octets);
  const info = derMembers(content!.octets)[0]!.content;
  const pieces = [info.subarray(0, 40), info.subarray(40)].map((piece) => toDer(octetString(piece)));
  const encapsulated = open(0x30, contentType!.octets, open(0xa0, open(0x24, ...pieces)));
  const others = members.map(({ octets: each }, at) => (at === 2 ? encapsulated : each));
  return open(0x30, type!.octets, open(0xa0, open(0x30, ...others)));
}

describe('verifyTimeStampToken', () => {
  it('gives time, accuracy and certificate of the authority', () => {
    const { fingerprint } = tsa.certificate;
    expect(verifyTimeStampToken(token, octets, context)).toMatchObject({
      ok: true,
      value: { time: new Date(epoch.getTime() + 60_000), authority: { fingerprint }, accuracy: 1000 },
    });
  });

  it('takes an authority with an RSA key', async () => {
    expect(answer(await tokenOf(authorityWith({ kind: 'rsa-3072' }), octets))).toBe('valid');
  });

  it('takes a token in BER, as some authorities send it', () => {
    expect(answer(inBer())).toBe('valid');
    expect(answer(inBer().subarray(0, -2))).toBe('PSR-3020');
  });

  it('takes the certificate of the authority itself as anchor', () => {
    expect(answer(token, octets, { anchors: [tsa.certificate] })).toBe('valid');
  });

  it('finds the certificate among the anchors when the token comes without', () => {
    const bare = withSignedData(([version, digests, content, , signers]) => [version!, digests!, content!, signers!]);
    expect(answer(bare, octets, { anchors: [tsa.certificate] })).toBe('valid');
    expect(answer(bare)).toBe('PSR-3023');
  });

  it('refuses other octets than were stamped', () => {
    expect(answer(token, Buffer.from('other'))).toBe('PSR-3021');
  });

  it('no altered octet changes what is verified', () => {
    const before = verifyTimeStampToken(token, octets, context);
    let refused = 0;
    for (let at = 0; at < token.length; at++) {
      const altered = Buffer.from(token);
      altered[at] = altered[at]! ^ 0x01;
      const after = verifyTimeStampToken(altered, octets, context);
      if (after.ok) expect(facts(after)).toEqual(facts(before));
      else refused++;
    }
    // Only versions and the algorithms SignedData announces may differ; nothing is decided by them.
    expect(refused).toBeGreaterThan(token.length - 40);
  });

  it('refuses a second signer, and none', () => {
    const twice = withSignedData((members) => {
      const [signer] = derMembers(members.at(-1)!);
      return [...members.slice(0, -1), toDer(set(fromDer(signer!.octets), fromDer(signer!.octets)))];
    });
    expect(answer(twice)).toBe('PSR-3020');
    expect(answer(withSignedData((members) => [...members.slice(0, -1), toDer(set())]))).toBe('PSR-3020');
  });

  it('refuses content of another type, and octets that are no token', () => {
    const otherContent = withSignedData(([version, digests, content, ...rest]) => [
      version!,
      digests!,
      toDer(sequence(fromDer(Buffer.from('06092a864886f70d010701', 'hex')), tagged(0, [octetString(content!)]))),
      ...rest,
    ]);
    for (const each of [otherContent, Buffer.alloc(0), octets, token.subarray(1), token.subarray(0, -1)]) {
      expect(answer(each)).toBe('PSR-3020');
    }
    expect(answer(Buffer.concat([token, Buffer.of(0)]))).toBe('PSR-3020');
    expect(answer(Buffer.alloc(200_000, 0x30))).toBe('PSR-3020');
    expect(answer(Buffer.from('3080'.repeat(50_000), 'hex'))).toBe('PSR-3020');
  });

  it.each([
    ['without extended key usage', leaf],
    ['whose extended key usage is not critical', [...leaf, extendedKeyUsage(['timeStamping'])]],
    ['that is for connections too', [...leaf, extendedKeyUsage(['timeStamping', 'serverAuth'], 'critical')]],
    ['that is for connections', [...leaf, extendedKeyUsage(['serverAuth'], 'critical')]],
  ])('refuses an authority %s', async (_what, extensions) => {
    expect(answer(await tokenOf(authorityWith({ extensions }), octets))).not.toBe('valid');
  });

  it('refuses a time outside the validity of the certificate, and an authority that has expired since', async () => {
    const expired = authorityWith({ validTo: new Date(epoch.getTime() + 30_000) });
    expect(answer(await tokenOf(expired, octets))).toBe('PSR-3006');
    const at = new Date(epoch.getTime() + 2 * 86_400_000);
    expect(answer(token, octets, { at })).not.toBe('valid');
  });

  it('refuses a time that lies in the future', () => {
    expect(answer(token, octets, { at: new Date(epoch.getTime() - 120_000) })).toBe('PSR-3020');
  });

  it('refuses an authority that no anchor vouches for', () => {
    const anchors = [readCertificate(createDevelopmentCa(epoch).certificatePem)];
    expect(answer(token, octets, { anchors })).not.toBe('valid');
    expect(answer(token, octets, { anchors: [] })).not.toBe('valid');
  });
});
