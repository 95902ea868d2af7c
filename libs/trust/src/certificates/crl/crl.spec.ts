import { describe, expect, it } from '@jest/globals';
import { fromDer, integer, octetString, sequence, tagged, toPem, type Asn1 } from '../../development-ca/der.js';
import {
  bits,
  day,
  extendedKeyUsageOf,
  extensionOf,
  keyUsageOf,
  make,
  newKey,
} from '../../testing/certificate-maker.js';
import { makeCrl, type CrlOrder } from '../../testing/crl-maker.js';
import { epoch } from '../../testing/identities.js';
import { outcomeOf } from '../../testing/path-outcome.js';
import { readRevocationLists } from './crl-files.js';

const root = make({ subject: 'Root', authority: true });
const other = make({ subject: 'Other', authority: true });
const leaf = make({ issuer: root });
const stranger = make({ issuer: root });
const at = (offset: number): Date => new Date(epoch.getTime() + offset);

const judge = (order: Partial<CrlOrder>, request: Parameters<typeof outcomeOf>[3] = {}, signer = leaf) =>
  outcomeOf(signer, [], [root], { revocation: 'required', crls: [makeCrl({ issuer: root, ...order })], ...request });

/** GeneralName of a URI inside fullName inside a point. */
const point = (uri: string): Asn1 => tagged(0, [tagged(0, [tagged(6, Buffer.from(uri))])]);
const scope = (...parts: readonly Asn1[]): Asn1 => extensionOf('2.5.29.28', sequence(...parts), 'critical');
const flag = (number: number): Asn1 => tagged(number, Buffer.of(0xff));
const generalizedTime = (text: string): Asn1 => fromDer(Buffer.concat([Buffer.of(0x18, 15), Buffer.from(text)]));

describe('threat 19: revocation lists', () => {
  it.each([
    ['that is empty', {}, 'valid'],
    ['of other certificates', { revoked: [{ certificate: stranger }] }, 'valid'],
    ['with the certificate', { revoked: [{ certificate: leaf }] }, 'PSR-3036'],
    ['with the certificate on hold', { revoked: [{ certificate: leaf, reason: 6 }] }, 'PSR-3036'],
    ['with the certificate, revoked tomorrow', { revoked: [{ certificate: leaf, revokedAt: at(day) }] }, 'PSR-3036'],
    [
      'with the certificate, revoked before it began',
      { revoked: [{ certificate: leaf, revokedAt: at(-60 * day) }] },
      'PSR-3036',
    ],
    ['that removes from a list that is complete', { revoked: [{ certificate: stranger, reason: 8 }] }, 'PSR-3038'],
    ['with an unknown reason', { revoked: [{ certificate: stranger, reason: 7 }] }, 'PSR-3038'],
    ['with a serial number twice', { revoked: [{ certificate: stranger }, { certificate: stranger }] }, 'PSR-3038'],
    ['signed with another key', { key: newKey() }, 'PSR-3038'],
    ['of version 1', { version: 'first', crlNumber: false, authorityKeyIdentifier: false }, 'PSR-3038'],
    ['that is out of date', { thisUpdate: at(-9 * day), nextUpdate: at(-2 * day) }, 'PSR-3038'],
    ['of the future', { thisUpdate: at(day), nextUpdate: at(2 * day) }, 'PSR-3038'],
    ['without an end', { nextUpdate: null }, 'PSR-3038'],
    ['that ends before it begins', { thisUpdate: at(0), nextUpdate: at(-1000) }, 'PSR-3038'],
    [
      'with an unknown extension',
      { extensions: [extensionOf('1.3.6.1.4.1.55738.666.9', octetString(Buffer.of(1)))] },
      'valid',
    ],
    [
      'with an unknown critical extension',
      { extensions: [extensionOf('1.3.6.1.4.1.55738.666.9', octetString(Buffer.of(1)), 'critical')] },
      'PSR-3038',
    ],
    [
      'with a critical cRLNumber',
      { crlNumber: false, extensions: [extensionOf('2.5.29.20', integer(1), 'critical')] },
      'PSR-3038',
    ],
    ['without cRLNumber and key identifier, as in use', { crlNumber: false, authorityKeyIdentifier: false }, 'valid'],
    ['of changes only', { extensions: [extensionOf('2.5.29.27', integer(1), 'critical')] }, 'PSR-3038'],
    ['of changes only, said uncritically', { extensions: [extensionOf('2.5.29.27', integer(1))] }, 'PSR-3038'],
    [
      'with an unknown critical entry extension',
      {
        revoked: [
          {
            certificate: stranger,
            extensions: [extensionOf('1.3.6.1.4.1.55738.666.9', octetString(Buffer.of(1)), 'critical')],
          },
        ],
      },
      'PSR-3038',
    ],
    ['of another authority', { issuer: other }, 'PSR-3037'],
    ['of users only', { extensions: [scope(flag(1))] }, 'valid'],
    ['of authorities only', { extensions: [scope(flag(2))] }, 'PSR-3037'],
    ['of attribute certificates only', { extensions: [scope(flag(5))] }, 'PSR-3037'],
    ['of some reasons only', { extensions: [scope(tagged(3, Buffer.of(5, 0x60)))] }, 'PSR-3038'],
    ['of other authorities too', { extensions: [scope(flag(4))] }, 'PSR-3038'],
    ['that is for users and for authorities only', { extensions: [scope(flag(1), flag(2))] }, 'PSR-3038'],
    [
      'of a point that the certificate does not name',
      { extensions: [scope(point('http://example.org/part.crl'))] },
      'PSR-3037',
    ],
  ] as const)('judges a list %s', (_, order, outcome) => {
    expect(judge(order)).toBe(outcome);
  });

  it('takes the list of the point that the certificate names, and no other', () => {
    const named = make({
      issuer: root,
      extensions: [
        keyUsageOf(bits.nonRepudiation),
        extensionOf('2.5.29.31', sequence(sequence(point('http://example.org/part.crl')))),
      ],
    });
    expect(judge({ extensions: [scope(point('http://example.org/part.crl'))] }, {}, named)).toBe('valid');
    expect(judge({ extensions: [scope(point('http://example.org/other.crl'))] }, {}, named)).toBe('PSR-3037');
    expect(judge({}, {}, named)).toBe('valid');
  });

  it('does not take the serial number of another authority for the same certificate', () => {
    const lists = [makeCrl({ issuer: root }), makeCrl({ issuer: other, revoked: [{ certificate: leaf }] })];
    expect(outcomeOf(leaf, [], [root, other], { revocation: 'required', crls: lists })).toBe('valid');
  });

  it('asks for cRLSign where the authority has keyUsage', () => {
    for (const [extensions, outcome] of [
      [[keyUsageOf(bits.keyCertSign)], 'PSR-3038'],
      [[], 'valid'],
    ] as const) {
      const authority = make({ subject: 'Root', authority: true, extensions });
      const signer = make({ issuer: authority });
      expect(
        outcomeOf(signer, [], [authority], { revocation: 'required', crls: [makeCrl({ issuer: authority })] }),
      ).toBe(outcome);
    }
  });

  it('asks for cRLNumber where the certificate is for connections', () => {
    const server = make({
      issuer: root,
      extensions: [keyUsageOf(bits.digitalSignature), extendedKeyUsageOf(['1.3.6.1.5.5.7.3.1'])],
    });
    expect(judge({}, { purpose: 'tls-server' }, server)).toBe('valid');
    expect(judge({ crlNumber: false }, { purpose: 'tls-server' }, server)).toBe('PSR-3038');
  });

  it('hears the authority of each certificate of the path', () => {
    const middle = make({ subject: 'Middle', authority: true, issuer: root });
    const signer = make({ issuer: middle });
    const ask = (crls: readonly Buffer[], revocation: 'required' | 'if-known' = 'required') =>
      outcomeOf(signer, [middle], [root], { revocation, crls });
    expect(ask([makeCrl({ issuer: middle })])).toBe('PSR-3037');
    expect(ask([makeCrl({ issuer: middle })], 'if-known')).toBe('valid');
    expect(ask([makeCrl({ issuer: middle }), makeCrl({ issuer: root })])).toBe('valid');
    expect(ask([makeCrl({ issuer: middle }), makeCrl({ issuer: root, revoked: [{ certificate: middle }] })])).toBe(
      'PSR-3036',
    );
  });

  it('asks nothing where nothing is at hand, and hears what is, unless it is required', () => {
    expect(outcomeOf(leaf, [], [root])).toBe('valid');
    expect(judge({ revoked: [{ certificate: leaf }] }, { revocation: 'if-known' })).toBe('PSR-3036');
    expect(judge({ key: newKey() }, { revocation: 'if-known' })).toBe('PSR-3038');
    expect(judge({ issuer: other }, { revocation: 'if-known' })).toBe('valid');
  });

  it('lets one list that revokes count more than one that does not', () => {
    const lists = [makeCrl({ issuer: root }), makeCrl({ issuer: root, revoked: [{ certificate: leaf }] })];
    expect(outcomeOf(leaf, [], [root], { crls: lists })).toBe('PSR-3036');
    expect(outcomeOf(leaf, [], [root], { crls: [makeCrl({ issuer: root, key: newKey() }), lists[0]!] })).toBe('valid');
  });

  describe('made after the instant that is asked for', () => {
    const later = (order: Partial<CrlOrder>, proved: number) => {
      const crls = [makeCrl({ issuer: root, thisUpdate: at(10 * day), nextUpdate: at(17 * day), ...order })];
      return outcomeOf(leaf, [], [root], { revocation: 'required', crls, at: at(proved), now: at(11 * day) });
    };

    it('says when the certificate was revoked', () => {
      expect(later({}, 0)).toBe('valid');
      expect(later({ revoked: [{ certificate: leaf, revokedAt: at(5 * day) }] }, 4 * day)).toBe('valid');
      expect(later({ revoked: [{ certificate: leaf, revokedAt: at(5 * day) }] }, 5 * day)).toBe('PSR-3036');
    });

    it('counts from the day the key was lost where the list says so', () => {
      const invalidity = extensionOf('2.5.29.24', generalizedTime('20261126000000Z'));
      const revoked = [{ certificate: leaf, revokedAt: at(5 * day), reason: 1, extensions: [invalidity] }];
      expect(later({ revoked }, 4 * day)).toBe('PSR-3036');
      expect(later({ revoked }, 1 * day)).toBe('valid');
    });

    it('says nothing once the certificate has expired, unless the list remembers', () => {
      const short = make({ issuer: root, validTo: at(3 * day) });
      const ask = (extensions: readonly Asn1[]) =>
        outcomeOf(short, [], [root], {
          revocation: 'required',
          crls: [makeCrl({ issuer: root, thisUpdate: at(10 * day), nextUpdate: at(17 * day), extensions })],
          at: epoch,
          now: at(11 * day),
        });
      expect(ask([])).toBe('PSR-3038');
      expect(ask([extensionOf('2.5.29.60', generalizedTime('20250101000000Z'))])).toBe('valid');
      expect(ask([extensionOf('2.5.29.60', generalizedTime('20270101000000Z'))])).toBe('PSR-3038');
    });
  });

  it('does not ask about certificates that say they are never revoked, and hears lists all the same', () => {
    for (const id of ['2.5.29.56', '0.4.0.194121.2.1']) {
      const fleeting = make({
        issuer: root,
        extensions: [keyUsageOf(bits.nonRepudiation), extensionOf(id, Buffer.of(5, 0))],
      });
      expect(outcomeOf(fleeting, [], [root], { revocation: 'required' })).toBe('valid');
      expect(judge({ revoked: [{ certificate: fleeting }] }, {}, fleeting)).toBe('PSR-3036');
    }
  });

  it('reads a list of ten thousand', () => {
    const revoked = Array.from({ length: 10_000 }, (_, index) => ({ certificate: numbered(index) }));
    expect(judge({ revoked })).toBe('valid');
    expect(judge({ revoked: [...revoked, { certificate: leaf }] })).toBe('PSR-3036');
  });
});

const serials = new Map<number, ReturnType<typeof make>>();
const key = newKey();

/** A certificate of which only the serial number matters; one is made and copied. */
function numbered(index: number): ReturnType<typeof make> {
  const template = serials.get(0) ?? make({ issuer: root, key });
  serials.set(0, template);
  const der = Buffer.from(template.certificate.der);
  // The sixteen octets of the serial number stand behind the version: 30 82 .. .. 30 82 .. .. a0 03 02 01 02 02 10.
  der.writeUInt32BE(index, 15 + 4);
  return { ...template, certificate: { ...template.certificate, der } };
}

describe('files of revocation lists', () => {
  const list = makeCrl({ issuer: root });

  it('reads DER, and any number as PEM', () => {
    expect(readRevocationLists(list)).toEqual({ ok: true, value: [list] });
    const pem = toPem('X509 CRL', list) + 'between\n' + toPem('X509 CRL', makeCrl({ issuer: other }));
    const read = readRevocationLists(Buffer.from(pem));
    expect(read.ok && read.value.map((each) => each.equals(list))).toEqual([true, false]);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('hello')],
    ['a damaged block beside a good one', Buffer.from(toPem('X509 CRL', list) + '-----BEGIN X509 CRL-----\n!')],
    ['a list cut off', list.subarray(0, 100)],
    ['a list of changes', makeCrl({ issuer: root, extensions: [extensionOf('2.5.29.27', integer(1), 'critical')] })],
    ['a certificate', leaf.certificate.der],
  ])('refuses %s', (_, octets) => {
    expect(readRevocationLists(octets)).toMatchObject({ ok: false, error: { code: 'PSR-3038' } });
  });

  it('reads a list cut off anywhere without a crash', () => {
    for (let length = 0; length < list.length; length += 3)
      expect(readRevocationLists(list.subarray(0, length)).ok).toBe(false);
  });
});
