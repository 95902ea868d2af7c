import { constants, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  boolean,
  integer,
  nothing,
  objectIdentifier,
  octetString,
  sequence,
  tagged,
} from '../../development-ca/der.js';
import {
  basicConstraintsOf,
  bits,
  day,
  extendedKeyUsageOf,
  extensionOf,
  keyUsageOf,
  make,
  nameOf,
  newKey,
  type CertificateOrder,
} from '../../testing/certificate-maker.js';
import { epoch } from '../../testing/identities.js';
import { outcomeOf } from '../../testing/path-outcome.js';

const root = make({ subject: 'Root', authority: true });
const middle = make({ subject: 'Middle', authority: true, issuer: root });
const seal = keyUsageOf(bits.digitalSignature, bits.nonRepudiation);
const dns = extensionOf('2.5.29.17', sequence(tagged(2, Buffer.from('node.example.org'))));
const unknown = (criticality?: 'critical') =>
  extensionOf('1.3.6.1.4.1.55738.666.9', octetString(Buffer.of(1)), criticality);

const good = ['a leaf under an authority', {}, 'valid'] as const;
type Row = readonly [string, CertificateOrder, string];
const tlsUsage = keyUsageOf(bits.digitalSignature);

describe('threat 18: certificates that depart from the profile of RFC 5280', () => {
  const leaves: readonly Row[] = [
    good,
    ['an unknown extension that is not critical', { extensions: [seal, unknown()] }, 'valid'],
    ['an unknown critical extension', { extensions: [seal, unknown('critical')] }, 'PSR-3031'],
    ['the same extension twice', { extensions: [seal, dns, dns] }, 'PSR-3031'],
    ['no issuer', { issuerName: nameOf() }, 'PSR-3031'],
    ['no subject', { subject: nameOf(), extensions: [seal, dns] }, 'PSR-3031'],
    [
      'no subject and a critical subjectAltName',
      {
        subject: nameOf(),
        extensions: [seal, extensionOf('2.5.29.17', sequence(tagged(2, Buffer.from('a.example'))), 'critical')],
      },
      'valid',
    ],
    [
      'a malformed subjectAltName',
      { extensions: [seal, extensionOf('2.5.29.17', Buffer.from('example.org'))] },
      'PSR-3031',
    ],
    ['an empty subjectAltName', { extensions: [seal, extensionOf('2.5.29.17', sequence())] }, 'PSR-3031'],
    ['serial number zero', { serialNumber: Buffer.of(0) }, 'PSR-3031'],
    ['a negative serial number', { serialNumber: Buffer.of(0x80, 1) }, 'PSR-3031'],
    ['a serial number of 21 octets', { serialNumber: Buffer.alloc(21, 0x41) }, 'PSR-3031'],
    ['a serial number of 20 octets', { serialNumber: Buffer.alloc(20, 0x41) }, 'valid'],
    ['version 1', { version: 'first' }, 'PSR-3031'],
    ['version 2 with extensions', { version: 1 }, 'PSR-3031'],
    ['version 5', { version: 4 }, 'PSR-3031'],
    [
      'keyCertSign without being an authority',
      { extensions: [keyUsageOf(bits.digitalSignature, bits.keyCertSign)] },
      'PSR-3031',
    ],
    ['a path length without being an authority', { basicConstraints: basicConstraintsOf(false, 0) }, 'PSR-3031'],
    [
      'cA FALSE written out, as many authorities do',
      { basicConstraints: extensionOf('2.5.29.19', sequence(boolean(false)), 'critical') },
      'valid',
    ],
    ['no basicConstraints', { basicConstraints: null }, 'valid'],
    ['no keyUsage', { extensions: [] }, 'valid'],
    ['keyUsage without a bit', { extensions: [keyUsageOf()] }, 'PSR-3032'],
    ['empty extKeyUsage', { extensions: [seal, extensionOf('2.5.29.37', sequence())] }, 'PSR-3031'],
    [
      'name constraints in a leaf',
      {
        extensions: [
          seal,
          extensionOf('2.5.29.30', sequence(tagged(0, [sequence(tagged(2, Buffer.from('a.example')))])), 'critical'),
        ],
      },
      'PSR-3031',
    ],
    [
      'a critical authorityInformationAccess',
      { extensions: [seal, extensionOf('1.3.6.1.5.5.7.1.1', sequence(), 'critical')] },
      'PSR-3031',
    ],
    [
      'an end before its begin',
      { validFrom: new Date(epoch.getTime() + day), validTo: new Date(epoch.getTime() - day) },
      'PSR-3031',
    ],
    [
      'two different signature algorithms',
      { outerAlgorithm: sequence(objectIdentifier('1.2.840.10045.4.3.3')) },
      'PSR-3031',
    ],
    [
      'the authority itself as signer',
      { authority: true, extensions: [keyUsageOf(bits.digitalSignature, bits.keyCertSign)] },
      'PSR-3032',
    ],
    ['a wrong authorityKeyIdentifier', { authorityKeyIdentifier: Buffer.alloc(20, 1) }, 'PSR-3030'],
    ['no authorityKeyIdentifier, as in certificates in use', { authorityKeyIdentifier: false }, 'valid'],
  ];
  it.each(leaves)('judges %s', (_, order, outcome) => {
    expect(outcomeOf(make({ issuer: middle, ...order }), [middle], [root])).toBe(outcome);
  });

  const tlsLeaves: readonly Row[] = [
    ['everything', {}, 'valid'],
    ['no authorityKeyIdentifier', { authorityKeyIdentifier: false }, 'PSR-3031'],
    [
      'a critical authorityKeyIdentifier',
      { authorityKeyIdentifier: extensionOf('2.5.29.35', sequence(tagged(0, Buffer.alloc(20, 1))), 'critical') },
      'PSR-3031',
    ],
    [
      'a critical subjectKeyIdentifier',
      { subjectKeyIdentifier: extensionOf('2.5.29.14', octetString(Buffer.alloc(20, 1)), 'critical') },
      'PSR-3031',
    ],
  ];
  it.each(tlsLeaves)('judges a certificate for connections with %s', (_, order, outcome) => {
    const extensions = [tlsUsage, dns, extendedKeyUsageOf(['1.3.6.1.5.5.7.3.1'])];
    expect(outcomeOf(make({ issuer: middle, extensions, ...order }), [middle], [root], { purpose: 'tls-server' })).toBe(
      outcome,
    );
  });

  const authorities: readonly Row[] = [
    ['as it should be', {}, 'valid'],
    ['without basicConstraints (CVE-2026-33896)', { basicConstraints: null }, 'PSR-3034'],
    ['with cA FALSE', { basicConstraints: basicConstraintsOf(false), extensions: [tlsUsage] }, 'PSR-3034'],
    ['without keyCertSign', { extensions: [keyUsageOf(bits.cRLSign)] }, 'PSR-3034'],
    ['with keyUsage without a bit', { extensions: [keyUsageOf()] }, 'PSR-3034'],
    ['without keyUsage', { extensions: [] }, 'valid'],
    ['of version 1', { version: 'first' }, 'PSR-3034'],
    [
      'with an unknown critical extension',
      { extensions: [keyUsageOf(bits.keyCertSign), unknown('critical')] },
      'PSR-3031',
    ],
    ['that is expired', { validTo: new Date(epoch.getTime() - 1000) }, 'PSR-3033'],
    ['that is not yet valid', { validFrom: new Date(epoch.getTime() + 1000) }, 'PSR-3033'],
    ['without a name', { subject: nameOf() }, 'PSR-3031'],
    [
      'with extKeyUsage for connections only',
      { extensions: [keyUsageOf(bits.keyCertSign), extendedKeyUsageOf(['1.3.6.1.5.5.7.3.1'])] },
      'PSR-3032',
    ],
    [
      'with uncritical name constraints',
      {
        extensions: [
          keyUsageOf(bits.keyCertSign),
          extensionOf('2.5.29.30', sequence(tagged(0, [sequence(tagged(2, Buffer.from('a.example')))]))),
        ],
      },
      'PSR-3031',
    ],
    [
      'with uncritical policyConstraints',
      { extensions: [keyUsageOf(bits.keyCertSign), extensionOf('2.5.29.36', sequence(tagged(0, Buffer.of(3))))] },
      'PSR-3031',
    ],
  ];
  it.each(authorities)('judges an authority in the middle %s', (_, order, outcome) => {
    const authority = make({ subject: 'Between', authority: true, issuer: root, ...order });
    expect(outcomeOf(make({ issuer: authority }), [authority], [root])).toBe(outcome);
  });

  it.each(authorities)('judges an anchor %s', (name, order, outcome) => {
    const authority = make({ subject: 'Anchor', authority: true, ...order });
    // An anchor is chosen by people, for every purpose it is asked for.
    const expected = name.includes('extKeyUsage') ? 'valid' : outcome;
    expect(outcomeOf(make({ issuer: authority }), [], [authority])).toBe(expected);
  });

  it('asks the whole profile of authorities for connections', () => {
    const extensions = [tlsUsage, dns, extendedKeyUsageOf(['1.3.6.1.5.5.7.3.2'])];
    for (const order of [
      { subjectKeyIdentifier: false, authorityKeyIdentifier: false },
      { basicConstraints: extensionOf('2.5.29.19', sequence(boolean(true))) },
    ]) {
      const authority = make({ subject: 'Anchor', authority: true, ...order });
      const leaf = make({ issuer: authority, extensions, authorityKeyIdentifier: true });
      expect(outcomeOf(leaf, [], [authority], { purpose: 'tls-client' })).not.toBe('valid');
      expect(outcomeOf(make({ issuer: authority }), [], [authority])).toBe('valid');
    }
  });
});

describe('threat 15: weak keys and signatures', () => {
  const rsa = (modulusLength: number, publicExponent = 65537): KeyObject =>
    generateKeyPairSync('rsa', { modulusLength, publicExponent }).privateKey;
  const ecParameters = (namedCurve: string): KeyObject => generateKeyPairSync('ec', { namedCurve }).privateKey;

  it.each([
    ['RSA of 2048 bits', () => rsa(2048), 'valid'],
    ['RSA of 1024 bits', () => rsa(1024), 'PSR-3035'],
    ['RSA with exponent 3', () => rsa(2048, 3), 'PSR-3035'],
    ['RSA with exponent 17', () => rsa(2048, 17), 'PSR-3035'],
    ['P-384', () => ecParameters('P-384'), 'valid'],
    ['P-521', () => ecParameters('P-521'), 'valid'],
    ['secp256k1', () => ecParameters('secp256k1'), 'PSR-3035'],
    ['P-224', () => ecParameters('secp224r1'), 'PSR-3035'],
    ['Ed25519', () => generateKeyPairSync('ed25519').privateKey, 'valid'],
    ['Ed448', () => generateKeyPairSync('ed448').privateKey, 'PSR-3035'],
    ['DSA', () => generateKeyPairSync('dsa', { modulusLength: 2048, divisorLength: 256 }).privateKey, 'PSR-3035'],
    [
      'a curve by its parameters (CVE-2020-0601)',
      () => generateKeyPairSync('ec', { namedCurve: 'P-256', paramEncoding: 'explicit' }).privateKey,
      'PSR-3035',
    ],
  ] as const)('judges a leaf, a pin and an anchor with %s', (_, keyOf, outcome) => {
    const key = keyOf();
    const leaf = make({ issuer: root, key });
    expect(outcomeOf(leaf, [], [root])).toBe(outcome);
    expect(outcomeOf(leaf, [], [leaf])).toBe(outcome);
    if (outcome === 'valid' && key.asymmetricKeyType !== 'ed25519') {
      const anchor = make({ subject: 'Anchor', authority: true, key });
      expect(outcomeOf(make({ issuer: anchor }), [], [anchor])).toBe('valid');
    }
  });

  const sha = (bitsOf: 1 | 256 | 384) =>
    objectIdentifier(bitsOf === 1 ? '1.3.14.3.2.26' : `2.16.840.1.101.3.4.2.${bitsOf === 256 ? 1 : 2}`);
  const pss = (digest: 1 | 256 | 384, mask: 1 | 256 | 384, salt: number) =>
    sequence(
      objectIdentifier('1.2.840.113549.1.1.10'),
      sequence(
        tagged(0, [sequence(sha(digest), nothing())]),
        tagged(1, [sequence(objectIdentifier('1.2.840.113549.1.1.8'), sequence(sha(mask), nothing()))]),
        tagged(2, [integer(salt)]),
      ),
    );
  const pssSign =
    (saltLength: number, digest = 'sha256') =>
    (octets: Buffer, key: KeyObject) =>
      sign(digest, octets, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength });
  const rsaRoot = make({ subject: 'RSA root', authority: true, key: rsa(2048) });
  const ecOid = (last: number) => sequence(objectIdentifier(`1.2.840.10045.4.${last}`));

  it.each([
    ['RSASSA-PSS with SHA-256', { issuer: rsaRoot, algorithm: pss(256, 256, 32), signWith: pssSign(32) }, 'valid'],
    [
      'RSASSA-PSS whose mask has another digest',
      { issuer: rsaRoot, algorithm: pss(256, 1, 32), signWith: pssSign(32) },
      'PSR-3035',
    ],
    ['RSASSA-PSS with SHA-1', { issuer: rsaRoot, algorithm: pss(1, 1, 20), signWith: pssSign(20, 'sha1') }, 'PSR-3035'],
    [
      'RSASSA-PSS of another salt length',
      { issuer: rsaRoot, algorithm: pss(256, 256, 20), signWith: pssSign(32) },
      'PSR-3035',
    ],
    [
      'RSASSA-PSS without parameters',
      {
        issuer: rsaRoot,
        algorithm: sequence(objectIdentifier('1.2.840.113549.1.1.10')),
        signWith: pssSign(20, 'sha1'),
      },
      'PSR-3035',
    ],
    [
      'RSA with SHA-1',
      {
        issuer: rsaRoot,
        algorithm: sequence(objectIdentifier('1.2.840.113549.1.1.5'), nothing()),
        signWith: (octets: Buffer, key: KeyObject) => sign('sha1', octets, key),
      },
      'PSR-3035',
    ],
    [
      'RSA with MD5',
      {
        issuer: rsaRoot,
        algorithm: sequence(objectIdentifier('1.2.840.113549.1.1.4'), nothing()),
        signWith: (octets: Buffer, key: KeyObject) => sign('md5', octets, key),
      },
      'PSR-3035',
    ],
    [
      'RSA without NULL',
      { issuer: rsaRoot, algorithm: sequence(objectIdentifier('1.2.840.113549.1.1.11')) },
      'PSR-3035',
    ],
    [
      'ECDSA with SHA-384',
      {
        issuer: root,
        algorithm: ecOid(3.3),
        signWith: (octets: Buffer, key: KeyObject) => sign('sha384', octets, key),
      },
      'valid',
    ],
    [
      'ECDSA with SHA-1',
      { issuer: root, algorithm: ecOid(1), signWith: (octets: Buffer, key: KeyObject) => sign('sha1', octets, key) },
      'PSR-3035',
    ],
    [
      'ECDSA with parameters',
      { issuer: root, algorithm: sequence(objectIdentifier('1.2.840.10045.4.3.2'), nothing()) },
      'PSR-3035',
    ],
    [
      'an algorithm of another kind of key',
      { issuer: root, algorithm: sequence(objectIdentifier('1.2.840.113549.1.1.11'), nothing()) },
      'PSR-3035',
    ],
    [
      'a signature of another key',
      { issuer: root, signWith: (octets: Buffer) => sign('sha256', octets, newKey()) },
      'PSR-3035',
    ],
    ['an empty signature', { issuer: root, signWith: () => Buffer.alloc(0) }, 'PSR-3035'],
  ] as const)('judges %s', (_, order, outcome) => {
    expect(outcomeOf(make(order), [], [root, rsaRoot])).toBe(outcome);
  });

  it('does not count the signature of an anchor over itself', () => {
    const old = make({
      subject: 'Old root',
      authority: true,
      key: rsaRoot.key,
      algorithm: sequence(objectIdentifier('1.2.840.113549.1.1.5'), nothing()),
      signWith: (octets, key) => sign('sha1', octets, key),
    });
    expect(outcomeOf(make({ issuer: old }), [], [old])).toBe('valid');
  });
});
