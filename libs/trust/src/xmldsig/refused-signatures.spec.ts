import { describe, expect, it } from '@jest/globals';
import { epoch, identity } from '../testing/identities.js';
import { context, later, only, told } from '../testing/xml-verification.js';
import {
  enveloped,
  exclusiveTransform,
  properties,
  reference,
  signatureTemplate,
  signXml,
} from '../testing/xml-signer.js';

const { key } = identity('LU', 'seal');
const trusted = context([key.certificate]);
const signedAt = new Date(epoch.getTime() + 60_000);
const dsig = 'http://www.w3.org/2000/09/xmldsig#';
const more = 'http://www.w3.org/2001/04/xmldsig-more#';

const xades = properties(key, { signedAt });
const whole = reference('', enveloped + exclusiveTransform, ' Id="r"');
const document = (signature: string): string => `<doc xmlns="urn:x"><a Id="a">text</a><b Id="b"/>${signature}</doc>`;
const template = (parts: Partial<Parameters<typeof signatureTemplate>[1]> = {}): string =>
  document(signatureTemplate(key, { references: whole + xades.reference, objects: xades.object, ...parts }));
const good = await signXml(template(), key);

describe('threat 14: algorithms', () => {
  it.each([
    `${dsig}rsa-sha1`,
    `${dsig}dsa-sha1`,
    `${dsig}hmac-sha1`,
    `${more}hmac-sha256`,
    `${more}rsa-md5`,
    `${more}ecdsa-sha1`,
    `${more}ecdsa-sha224`,
    'http://www.w3.org/2007/05/xmldsig-more#rsa-pss',
    'none',
  ])('%s is refused as a signature method, by its name', async (signatureMethod) => {
    const finding = await only(await signXml(template({ signatureMethod }), key), trusted);
    expect(told(finding)).toBe('invalid none PSR-3011');
    expect(finding.reasons[0]?.text).toContain(signatureMethod);
  });

  it('an output length makes HMAC of nothing, and is refused whatever stands around it', async () => {
    const method = `<ds:SignatureMethod Algorithm="${more}ecdsa-sha256"><ds:HMACOutputLength>0</ds:HMACOutputLength></ds:SignatureMethod>`;
    const text = template().replace(/<ds:SignatureMethod [^>]*\/>/, method);
    expect(told(await only(await signXml(text, key), trusted))).toBe('invalid none PSR-3011');
  });

  it.each([`${dsig}sha1`, `${more}md5`, `${more}sha224`])('%s is refused as a digest, by its name', async (digest) => {
    const text = good.replace('http://www.w3.org/2001/04/xmlenc#sha256', digest);
    const finding = await only(text, trusted);
    expect(told(finding)).toBe('invalid none PSR-3011');
    expect(finding.reasons[0]?.text).toContain(digest);
  });

  it('a key of another kind than the method says is refused', async () => {
    const text = await signXml(template({ signatureMethod: `${more}rsa-sha256` }), key);
    expect(told(await only(text, trusted))).toBe('invalid none PSR-3011');
  });
});

describe('threat 5: transforms', () => {
  it.each([
    'http://www.w3.org/TR/1999/REC-xslt-19991116',
    'http://www.w3.org/2001/XInclude',
    'http://www.w3.org/2002/07/decrypt#XML',
    'http://www.w3.org/2006/12/xmlc12nWithComments#Id',
    'urn:unknown',
    '',
  ])('%s is refused by its name', async (algorithm) => {
    const transforms = `${enveloped}<ds:Transform Algorithm="${algorithm}"/>${exclusiveTransform}`;
    const references = reference('', transforms, ' Id="r"') + xades.reference;
    const finding = await only(await signXml(template({ references }), key), trusted);
    expect(told(finding)).toBe('invalid none PSR-3012');
    expect(finding.reasons[0]?.text).toContain(algorithm);
  });

  it('many of them, or one after octets are made, are refused', async () => {
    const many = template({ references: reference('', enveloped.repeat(6), ' Id="r"') + xades.reference });
    expect(told(await only(await signXml(many, key), trusted))).toBe('invalid none PSR-3004');
    const after = template({ references: reference('', exclusiveTransform + enveloped, ' Id="r"') + xades.reference });
    expect(told(await only(await signXml(after, key), trusted))).toBe('invalid none PSR-3012');
  });

  it('a manifest is refused: its references are digests that nobody compares', async () => {
    const manifest = '<ds:Object><ds:Manifest Id="m"><ds:Reference URI="x"/></ds:Manifest></ds:Object>';
    const references = reference('#m', exclusiveTransform, ` Id="r" Type="${dsig}Manifest"`) + xades.reference;
    const untyped = reference('#m', exclusiveTransform, ' Id="r"') + xades.reference;
    for (const each of [references, untyped]) {
      const text = await signXml(template({ references: each, objects: xades.object + manifest }), key);
      expect(told(await only(text, trusted))).toBe('invalid none PSR-3012');
    }
  });
});

describe('threat 9: a signature that can be read in two ways', () => {
  it.each([
    ['a comment in DigestValue', (text: string) => text.replace('DigestValue>', 'DigestValue><!-- c -->')],
    ['a comment in SignatureValue', (text: string) => text.replace('SignatureValue>', 'SignatureValue><!-- c -->')],
    ['a comment in SigningTime', (text: string) => text.replace('SigningTime>', 'SigningTime><!-- c -->')],
    ['a comment in a certificate', (text: string) => text.replace('X509Certificate>', 'X509Certificate><!-- c -->')],
    [
      'an instruction between its parts',
      (text: string) => text.replace('<ds:SignatureValue', '<?p?><ds:SignatureValue'),
    ],
    ['text between its parts', (text: string) => text.replace('<ds:SignatureValue', 'x<ds:SignatureValue')],
    [
      'a second SignedInfo before the first',
      (text: string) => text.replace('<ds:SignedInfo>', '<ds:SignedInfo/><ds:SignedInfo>'),
    ],
    [
      'a second SignedInfo after the first',
      (text: string) => text.replace('</ds:SignedInfo>', '</ds:SignedInfo><ds:SignedInfo/>'),
    ],
    [
      'a second SignatureValue',
      (text: string) => text.replace('<ds:KeyInfo>', '<ds:SignatureValue>AAAA</ds:SignatureValue><ds:KeyInfo>'),
    ],
    [
      'something else than an object at its end',
      (text: string) => text.replace('</ds:Signature>', '<x/></ds:Signature>'),
    ],
    ['an element in DigestValue', (text: string) => text.replace('DigestValue>', 'DigestValue><x/>')],
    ['SignedInfo without a reference', (text: string) => text.replace(/<ds:Reference.*<\/ds:Reference>/s, '')],
    ['base64 with another spelling', (text: string) => text.replace('SignatureValue>', 'SignatureValue>=')],
  ])('with %s is malformed', async (_, change) => {
    const finding = await only(change(good), trusted);
    expect(told(finding)).toBe('invalid none PSR-3004');
  });

  it('comments in the document around it are no part of it, and no reason to refuse it', async () => {
    expect(told(await only(good.replace('<a ', '<!-- c --><a '), trusted))).toBe('valid full');
  });
});

describe('threat 10: properties that are not those of the signature', () => {
  const told10 = async (text: string): Promise<string> => told(await only(text, trusted));

  it('unsigned ones are refused', async () => {
    expect(await told10(await signXml(template({ references: whole }), key))).toBe('invalid none PSR-3004');
  });

  it('ones that qualify another signature are refused', async () => {
    const other = properties(key, { signedAt, id: 'other' });
    const text = template({ references: whole + other.reference, objects: other.object });
    expect(await told10(await signXml(text, key))).toBe('invalid none PSR-3004');
  });

  it('a reference to signed properties elsewhere leads to nothing that is read', async () => {
    const elsewhere = xades.object.replace('Id="s-p"', 'Id="fake"');
    const real = '<w><xades:SignedProperties xmlns:xades="http://uri.etsi.org/01903/v1.3.2#" Id="s-p"/></w>';
    const text = template({ objects: elsewhere }).replace('<a ', `${real}<a `);
    expect(await told10(await signXml(text, key))).toBe('indeterminate none PSR-3013');
  });

  it('a second set, in the same object or another, is refused', async () => {
    for (const more of [xades.object, xades.object.replaceAll('"s-p"', '"q-p"').replace('#s"', '#q"')]) {
      expect(await told10(good.replace('</ds:Signature>', `${more}</ds:Signature>`))).toBe('invalid none PSR-3004');
    }
  });

  it('two references to them, or one without its type, are refused', async () => {
    const twice = template({ references: whole + xades.reference + xades.reference });
    expect(await told10(await signXml(twice, key))).toBe('invalid none PSR-3004');
    const untyped = template({ references: whole + xades.reference.replace(/ Type="[^"]*"/, '') });
    expect(await told10(await signXml(untyped, key))).toBe('invalid none PSR-3004');
  });

  it('without a signing certificate, or with one too many, it is no baseline signature', async () => {
    const none = properties(key, { signedAt, certificate: '' });
    const without = await only(await signXml(template({ objects: none.object }), key), trusted);
    expect([told(without), without.format]).toEqual(['valid full', 'XAdES']);
    const [stated = ''] = /<xades:SigningCertificateV2>.*<\/xades:SigningCertificateV2>/.exec(xades.object) ?? [];
    const two = properties(key, { signedAt, certificate: stated + stated });
    expect(await told10(await signXml(template({ objects: two.object }), key))).toBe('invalid none PSR-3004');
  });

  it('another certificate of the same key does not stand in for the one that is stated', async () => {
    const other = identity('PT', 'seal').key;
    const text = good.replace(
      Buffer.from(key.certificateDer).toString('base64'),
      Buffer.from(other.certificateDer).toString('base64'),
    );
    expect(told(await only(text, context([other.certificate])))).toBe('indeterminate none PSR-3014');
  });

  it('issuer and serial number that are not those of the certificate are refused', async () => {
    const [stated = ''] = /<xades:SigningCertificateV2>.*<\/xades:SigningCertificateV2>/.exec(xades.object) ?? [];
    const serial =
      '<xades:IssuerSerial><ds:X509IssuerName>CN=x</ds:X509IssuerName><ds:X509SerialNumber>5</ds:X509SerialNumber></xades:IssuerSerial>';
    const v1 = stated
      .replaceAll('SigningCertificateV2', 'SigningCertificate')
      .replace('</xades:Cert>', `${serial}</xades:Cert>`);
    const v2 = stated.replace('</xades:Cert>', '<xades:IssuerSerialV2>MAA=</xades:IssuerSerialV2></xades:Cert>');
    for (const certificate of [v1, v2]) {
      const { object } = properties(key, { signedAt, certificate });
      expect(await told10(await signXml(template({ objects: object }), key))).toBe('invalid none PSR-3004');
    }
  });

  it('a media type is stated for every signed object, or it is no baseline signature', async () => {
    const { object } = properties(key, { signedAt, formats: ['other'] });
    const finding = await only(await signXml(template({ objects: object }), key), trusted);
    expect([told(finding), finding.format]).toEqual(['valid full', 'XAdES']);
  });

  it('SHA-1 in the digest of the certificate leaves open whose it is', async () => {
    const [stated = ''] = /<xades:SigningCertificateV2>.*<\/xades:SigningCertificateV2>/.exec(xades.object) ?? [];
    const { object } = properties(key, {
      signedAt,
      certificate: stated.replace('http://www.w3.org/2001/04/xmlenc#sha256', `${dsig}sha1`),
    });
    expect(await told10(await signXml(template({ objects: object }), key))).toBe('indeterminate full PSR-3011');
  });
});

describe('threat 8: identifiers', () => {
  it.each([
    ['Id twice', (text: string) => text.replace('Id="b"', 'Id="a"')],
    ['ID beside Id', (text: string) => text.replace('Id="b"', 'ID="a"')],
    ['xml:id beside Id', (text: string) => text.replace('Id="b"', 'xml:id="a"')],
    ['wsu:Id beside Id', (text: string) => text.replace('Id="b"', 'xmlns:w="urn:w" w:Id="a"')],
    ['AssertionID beside Id', (text: string) => text.replace('Id="b"', 'AssertionID="a"')],
    ['id beside Id', (text: string) => text.replace('Id="b"', 'id="a"')],
  ])('that occur twice are refused: %s', async (_, change) => {
    const references = reference('#a', exclusiveTransform, ' Id="r"') + xades.reference;
    const text = await signXml(template({ references }), key);
    expect(told(await only(text, trusted))).toBe('valid partial');
    expect(told(await only(change(text), trusted))).toMatch(/^invalid none PSR-3004/);
  });

  it('that nothing has, or an expression in their place, lead nowhere', async () => {
    const text = await signXml(
      template({ references: reference('#a', exclusiveTransform, ' Id="r"') + xades.reference }),
      key,
    );
    expect(told(await only(text.replace('<a Id="a"', '<a'), trusted))).toBe('indeterminate none PSR-3013');
    for (const uri of ["#x' or @Id='a", "#xpointer(id('a')/b)", '#xpointer(/doc)', '#']) {
      expect((await only(text.replace('URI="#a"', `URI="${uri}"`), trusted)).verdict).not.toBe('valid');
    }
  });

  it('of an object lead to an object of this signature', async () => {
    const object = '<ds:Object Id="o">text</ds:Object>';
    const references = reference('#o', exclusiveTransform, ` Id="r" Type="${dsig}Object"`) + xades.reference;
    const text = await signXml(template({ references, objects: xades.object + object }), key);
    expect(told(await only(text, trusted))).toBe('valid partial');
    const moved = text
      .replace(object, '')
      .replace('<a ', `${object.replace('<ds:Object', '<ds:Object xmlns:ds="' + dsig + '"')}<a `);
    expect(told(await only(moved, trusted))).toBe('indeterminate none PSR-3013');
  });
});

describe('what costs too much', () => {
  const filled = (text: string): string =>
    text
      .replaceAll('<ds:DigestValue></', '<ds:DigestValue>AAAA</')
      .replace('<ds:SignatureValue></', '<ds:SignatureValue>AAAA</');

  it('ends with a refusal: references, octets to digest', async () => {
    const many = filled(template({ references: reference('#a', exclusiveTransform).repeat(201) }));
    expect(told(await only(many, trusted))).toBe('invalid none PSR-3016');
    const references = reference('#a', exclusiveTransform).repeat(30);
    const large = filled(document(signatureTemplate(key, { references }))).replace('text', 'x'.repeat(6_000_000));
    expect((await only(large, trusted)).reasons.map(({ code }) => code)).toContain('PSR-3016');
  });
});

it('a time later than the one asked for is not accepted, and an hour later it is', async () => {
  expect(told(await only(good, context([key.certificate], [], { at: epoch })))).toBe('valid full');
  expect(told(await only(good, context([key.certificate], [], { at: new Date(epoch.getTime() - 3_600_000) })))).toMatch(
    /^indeterminate full PSR-3018/,
  );
  expect(told(await only(good, context([key.certificate], [], { at: later })))).toBe('valid full');
});
