import { describe, expect, it } from '@jest/globals';
import { fixedClock, sha256 } from '@passerelle/kernel';
import {
  exclusive,
  foreignSignature,
  foreignTemplate,
  inclusive,
  methods,
  signTemplate,
  type ForeignParts,
} from '../testing/foreign-xades.js';
import { epoch, identity } from '../testing/identities.js';
import { sealDetached } from './seal-detached.js';
import { verifyDetachedSeal, type DetachedSealExpectation } from './verify-detached-seal.js';

const signer = identity('PT', 'seal');
const stranger = identity('XX', 'seal');
const rsa = identity('FR', 'seal', 'rsa-3072');
const pss = identity('FR', 'seal', 'rsa-3072', 'PS256');
const clock = fixedClock(epoch);
const expected: DetachedSealExpectation = { pinned: [rsa, pss, signer].map((each) => each.key.certificate), clock };

const content = Buffer.from(
  '<?xml version="1.0"?>\r\n<ClinicalDocument xmlns="urn:hl7-org:v3"><title>Zoë</title></ClinicalDocument>\n',
);
const name = { uri: 'summary.xml', mediaType: 'text/xml' };
const seal = await sealDetached(content, name, signer.key, { clock });

async function answer(signature: Uint8Array, of: Uint8Array = content, against = expected): Promise<string> {
  const result = await verifyDetachedSeal(signature, of, against);
  return result.ok ? 'verified' : result.error.code;
}

const edited = (text: string | RegExp, by: string, source: Buffer = seal): Buffer => {
  const after = source.toString().replace(text, by);
  if (after === source.toString()) throw new Error(`${String(text)} is not in the signature`);
  return Buffer.from(after);
};

describe('verifyDetachedSeal: what verifies', () => {
  it.each([
    ['ES256', signer],
    ['RS256', rsa],
    ['PS256', pss],
  ])('accepts a seal of ours with %s and says who signed what and when', async (_algorithm, { key }) => {
    const result = await verifyDetachedSeal(await sealDetached(content, name, key, { clock }), content, expected);
    expect(result).toEqual({
      ok: true,
      value: {
        format: 'XAdES-B-B',
        scope: 'full',
        signer: key.certificate.subject,
        fingerprint: key.certificate.fingerprint,
        signedAt: epoch,
        payloadDigest: sha256(content),
        content,
        ...name,
      },
    });
  });

  it('accepts a document that is no XML, and an empty one: only octets count', async () => {
    for (const octets of [Buffer.from('%PDF-1.7'), Buffer.alloc(0)]) {
      expect(await answer(await sealDetached(octets, name, signer.key, { clock }), octets)).toBe('verified');
    }
  });

  it.each<[string, ForeignParts]>([
    ['other prefixes, inherited namespaces, indentation and wrapped base64', {}],
    ['the older SigningCertificate', { signingCertificate: foreignCertificate('SigningCertificate') }],
    [
      'a chain after the signing certificate',
      { signingCertificate: foreignCertificate('SigningCertificateV2', chained()) },
    ],
    ['a document digest with SHA-512', { contentDigestMethod: 'http://www.w3.org/2001/04/xmlenc#sha512' }],
    [
      'a signing time with another zone and fractions',
      { signingTime: '<etsi:SigningTime>2026-11-23T13:00:00.000+01:00</etsi:SigningTime>' },
    ],
    [
      'further certificates and a key value in KeyInfo',
      { keyInfo: `<KeyInfo><KeyValue/>${x509(rsa)}${x509(signer)}</KeyInfo>` },
    ],
  ])('accepts foreign signatures with %s', async (_what, parts) => {
    expect(await answer(await foreignSignature(content, signer.key, parts))).toBe('verified');
  });

  it('accepts a prefix list of exclusive canonicalisation', async () => {
    const list = `<InclusiveNamespaces xmlns="${exclusive}" PrefixList="unused #default"/>`;
    const canonicalization = `<CanonicalizationMethod Algorithm="${exclusive}">${list}</CanonicalizationMethod>`;
    const propertiesTransforms = `<Transforms><Transform Algorithm="${exclusive}">${list}</Transform></Transforms>`;
    const form = { exclusive: true, inclusivePrefixes: ['unused', '#default'] };
    const signature = await foreignSignature(content, signer.key, { canonicalization, propertiesTransforms }, form);
    expect(await answer(signature)).toBe('verified');
  });

  it('accepts Canonical XML 1.0, which is also what a reference without transforms means', async () => {
    const canonicalization = `<CanonicalizationMethod Algorithm="${inclusive}"/>`;
    const parts = { canonicalization, propertiesTransforms: '' };
    expect(await answer(await foreignSignature(content, signer.key, parts, { exclusive: false }))).toBe('verified');
  });

  it('accepts the seal of a certificate that has expired since', async () => {
    const later = fixedClock(signer.key.certificate.validTo);
    later.advance(86_400_000);
    expect(await answer(seal, content, { ...expected, clock: later })).toBe('verified');
  });
});

describe('verifyDetachedSeal: what is refused', () => {
  it.each<[string, string, Buffer, Buffer?]>([
    ['no signature', 'PSR-3001', Buffer.alloc(0)],
    ['a document that is no signature', 'PSR-3004', content],
    ['a signature that is not XML', 'PSR-3004', Buffer.from('signature')],
    ['a DOCTYPE', 'PSR-3004', Buffer.from(`<!DOCTYPE a>${seal.toString()}`)],
    ['an altered document', 'PSR-3002', seal, Buffer.from(content.toString().replace('Zoë', 'Zoe'))],
    ['a document with other line ends', 'PSR-3002', seal, Buffer.from(content.toString().replace('\r\n', '\n'))],
    ['an altered signing time', 'PSR-3002', edited('T12:00:00Z', 'T11:00:00Z')],
    ['an altered media type', 'PSR-3002', edited('>text/xml<', '>text/rtf<')],
    ['an altered name', 'PSR-3002', edited('URI="summary.xml"', 'URI="another.xml"')],
    [
      'the value of another signature',
      'PSR-3002',
      edited(/SignatureValue>[^<]+/, `SignatureValue>${'A'.repeat(86)}==`),
    ],
    ['a value that is not base64', 'PSR-3004', edited(/SignatureValue>./, 'SignatureValue>?')],
    ['a comment in a digest', 'PSR-3004', edited('</ds:DigestValue>', '<!-- --></ds:DigestValue>')],
    ['an instruction', 'PSR-3004', edited('<ds:KeyInfo>', '<?p?><ds:KeyInfo>')],
    ['a CDATA section', 'PSR-3004', edited('text/xml<', '<![CDATA[text/xml]]><')],
    ['a comment after the root', 'PSR-3004', Buffer.from(`${seal.toString()}<!-- -->`)],
    ['text between elements', 'PSR-3004', edited('<ds:KeyInfo>', 'x<ds:KeyInfo>')],
    ['a wrapped signature', 'PSR-3004', Buffer.from(`<wrap>${seal.toString()}</wrap>`)],
    ['two signatures', 'PSR-3004', edited(/<\/ds:Signature>$/, `${seal.toString()}</ds:Signature>`)],
    ['a second SignedInfo', 'PSR-3004', edited(/(<ds:SignedInfo>.*<\/ds:SignedInfo>)/, '$1$1')],
    ['a second Object', 'PSR-3004', edited('</ds:Signature>', '<ds:Object></ds:Object></ds:Signature>')],
    [
      'fake SignedProperties before the true ones',
      'PSR-3004',
      edited(
        '<xades:SignedProperties',
        '<xades:SignedProperties Id="x"></xades:SignedProperties><xades:SignedProperties',
      ),
    ],
    [
      'fake SignedProperties among the unsigned',
      'PSR-3004',
      edited(
        '</xades:QualifyingProperties>',
        '<xades:UnsignedProperties><xades:SignedProperties Id="x"></xades:SignedProperties></xades:UnsignedProperties></xades:QualifyingProperties>',
      ),
    ],
    [
      'a counter-signature',
      'PSR-3004',
      edited(
        '</xades:QualifyingProperties>',
        '<xades:UnsignedProperties><ds:Signature></ds:Signature></xades:UnsignedProperties></xades:QualifyingProperties>',
      ),
    ],
    [
      'an Id given twice',
      'PSR-3004',
      edited(/<ds:KeyInfo>/, `<ds:KeyInfo xml:id="${/Id="([^"]+)"/.exec(seal.toString())![1]}">`),
    ],
    ['properties of another signature', 'PSR-3004', edited('Target="#', 'Target="#x')],
    ['no KeyInfo', 'PSR-3004', edited(/<ds:KeyInfo>.*<\/ds:KeyInfo>/, '')],
    [
      'another certificate in KeyInfo',
      'PSR-3004',
      edited(/X509Certificate>[^<]+/, `X509Certificate>${rsa.key.certificate.der.toString('base64')}`),
    ],
    ['a signature without Id', 'PSR-3004', edited(/<ds:Signature ([^>]*?) Id="[^"]+"/, '<ds:Signature $1')],
  ])('refuses %s', async (_what, code, signature, of = content) => {
    expect(await answer(signature, of)).toBe(code);
  });

  it.each<[string, string, ForeignParts]>([
    ['SHA-1 digests', 'PSR-3005', { contentDigestMethod: 'http://www.w3.org/2000/09/xmldsig#sha1' }],
    [
      'an HMAC',
      'PSR-3005',
      { signatureMethod: '<SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#hmac-sha256"/>' },
    ],
    [
      'a truncated HMAC',
      'PSR-3005',
      {
        signatureMethod:
          '<SignatureMethod Algorithm="http://www.w3.org/2000/09/xmldsig#hmac-sha1"><HMACOutputLength>0</HMACOutputLength></SignatureMethod>',
      },
    ],
    [
      'an algorithm of another kind of key',
      'PSR-3005',
      { signatureMethod: `<SignatureMethod Algorithm="${methods.RS256}"/>` },
    ],
    [
      'parameters of the signature method',
      'PSR-3005',
      { signatureMethod: `<SignatureMethod Algorithm="${methods.ES256}"><x xmlns="urn:x"/></SignatureMethod>` },
    ],
    [
      'canonicalisation with comments',
      'PSR-3005',
      { canonicalization: `<CanonicalizationMethod Algorithm="${exclusive}WithComments"/>` },
    ],
    [
      'an XSLT transform of the properties',
      'PSR-3005',
      {
        propertiesTransforms:
          '<Transforms><Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"/></Transforms>',
      },
    ],
    [
      'two transforms of the properties',
      'PSR-3004',
      { propertiesTransforms: `<Transforms>${`<Transform Algorithm="${exclusive}"/>`.repeat(2)}</Transforms>` },
    ],
    [
      'a transform of the document, which would sign less than all of it',
      'PSR-3004',
      { contentTransforms: `<Transforms><Transform Algorithm="${exclusive}"/></Transforms>` },
    ],
    ['a document inside the signature', 'PSR-3004', { uri: '#xades-1' }],
    ['an empty URI', 'PSR-3004', { uri: '' }],
    ['no reference to the properties', 'PSR-3004', { propertiesType: 'urn:other' }],
    ['no signing time', 'PSR-3004', { signingTime: '' }],
    [
      'two signing times',
      'PSR-3004',
      { signingTime: `<etsi:SigningTime>${epoch.toISOString()}</etsi:SigningTime>`.repeat(2) },
    ],
    [
      'a signing time without zone',
      'PSR-3004',
      { signingTime: '<etsi:SigningTime>2026-11-23T12:00:00</etsi:SigningTime>' },
    ],
    [
      'a signing time in the future',
      'PSR-3004',
      { signingTime: '<etsi:SigningTime>2026-11-23T12:01:01Z</etsi:SigningTime>' },
    ],
    [
      'a signing time before the certificate',
      'PSR-3006',
      { signingTime: '<etsi:SigningTime>2017-01-01T00:00:00Z</etsi:SigningTime>' },
    ],
    ['no signing certificate', 'PSR-3004', { signingCertificate: '' }],
    [
      'both forms of signing certificate',
      'PSR-3004',
      { signingCertificate: foreignCertificate('SigningCertificate') + foreignCertificate('SigningCertificateV2') },
    ],
    [
      'a signing certificate by URI',
      'PSR-3004',
      {
        signingCertificate: foreignCertificate('SigningCertificateV2').replace(
          '<etsi:Cert>',
          '<etsi:Cert URI="http://127.0.0.1:9/">',
        ),
      },
    ],
    [
      'a digest of another certificate',
      'PSR-3004',
      {
        signingCertificate: foreignCertificate('SigningCertificateV2', chained()).replace(
          /<etsi:Cert>.*?<\/etsi:Cert>/s,
          '',
        ),
      },
    ],
    ['no DataObjectFormat', 'PSR-3004', { dataObjectFormat: '' }],
    [
      'a DataObjectFormat of something else',
      'PSR-3004',
      {
        dataObjectFormat:
          '<etsi:DataObjectFormat ObjectReference="#r-2"><etsi:MimeType>text/xml</etsi:MimeType></etsi:DataObjectFormat>',
      },
    ],
    [
      'a DataObjectFormat without media type',
      'PSR-3004',
      { dataObjectFormat: '<etsi:DataObjectFormat ObjectReference="#r-1"/>' },
    ],
    [
      'a key to be fetched',
      'PSR-3004',
      { keyInfo: `<KeyInfo><RetrievalMethod URI="http://127.0.0.1:9/"/>${x509(signer)}</KeyInfo>` },
    ],
    ['an object after the properties', 'PSR-3004', { afterObject: '<Object/>' }],
  ])('refuses, although validly signed, %s', async (_what, code, parts) => {
    expect(await answer(await foreignSignature(content, signer.key, parts))).toBe(code);
  });

  it('refuses a third reference, and one only', async () => {
    const template = foreignTemplate(content, signer.key);
    const reference = /<Reference Id="r-1".*?<\/Reference>/s.exec(template)![0];
    const three = template.replace(reference, reference + reference.replace('r-1', 'r-2'));
    expect(await answer(await signTemplate(three, signer.key))).toBe('PSR-3004');
    expect(await answer(await signTemplate(template.replace(reference, ''), signer.key))).toBe('PSR-3004');
  });

  it('refuses properties in another namespace or place, although digested and signed', async () => {
    const template = foreignTemplate(content, signer.key).replace('01903/v1.3.2#', '01903/v1.1.1#');
    // The template signer finds no properties there either; sign it with the digest of the true ones.
    const digest = /<DigestValue>([^<]+)<\/DigestValue>\s*<\/Reference>\s*<\/SignedInfo>/.exec(
      (await foreignSignature(content, signer.key)).toString(),
    )![1]!;
    const filled = template.replace('<DigestValue></DigestValue>', `<DigestValue>${digest}</DigestValue>`);
    expect(await answer(await signTemplate(filled, signer.key))).toBe('PSR-3004');
  });

  it('refuses a certificate that is not pinned', async () => {
    expect(await answer(await sealDetached(content, name, stranger.key, { clock }))).toBe('PSR-3003');
    expect(await answer(seal, content, { ...expected, pinned: [] })).toBe('PSR-3003');
  });

  it('refuses the document under another name where a name is expected', async () => {
    expect(await answer(seal, content, { ...expected, uri: 'summary.xml' })).toBe('verified');
    expect(await answer(seal, content, { ...expected, uri: 'another.xml' })).toBe('PSR-3004');
  });

  it('refuses a flood inside the signature within bounded time', async () => {
    const flood = edited(
      '</xades:QualifyingProperties>',
      `<xades:UnsignedProperties>${'<x></x>'.repeat(100_000)}</xades:UnsignedProperties></xades:QualifyingProperties>`,
    );
    const start = performance.now();
    expect(await answer(flood)).toBe('PSR-3004');
    expect(performance.now() - start).toBeLessThan(1_000);
  });

  it('refuses each of 200 flipped octets of document, signed properties, signed info and value', async () => {
    for (let count = 0; count < 200; count++) {
      const place = Math.floor((count * content.length) / 200);
      const altered = Buffer.from(content);
      altered[place] = altered[place]! ^ (1 << (count % 8));
      expect([place, await answer(seal, altered)]).toEqual([place, 'PSR-3002']);
    }
    for (const part of ['ds:SignedInfo', 'ds:SignatureValue', 'xades:SignedProperties']) {
      const text = seal.toString('latin1');
      const start = text.indexOf(`<${part}`);
      const end = text.indexOf(`</${part}>`);
      for (let count = 0; count < 200; count++) {
        const place = start + Math.floor((count * (end - start)) / 200);
        const altered = Buffer.from(seal);
        altered[place] = altered[place]! ^ (1 << (count % 7));
        expect([part, place, await answer(altered)]).toEqual([part, place, expect.stringMatching(/^PSR-30/)]);
      }
    }
  });
});

function x509(of: { key: { certificateDer: Uint8Array } }): string {
  return `<X509Data><X509Certificate>${Buffer.from(of.key.certificateDer).toString('base64')}</X509Certificate></X509Data>`;
}

function cert(of: typeof signer): string {
  const digest = Buffer.from(of.key.certificate.fingerprint, 'hex').toString('base64');
  return `<etsi:Cert><etsi:CertDigest><DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><DigestValue>${digest}</DigestValue></etsi:CertDigest></etsi:Cert>`;
}

function foreignCertificate(element: string, certs: string = cert(signer)): string {
  return `<etsi:${element}>${certs}</etsi:${element}>`;
}

function chained(): string {
  return cert(signer) + cert(rsa);
}
