import { describe, expect, it } from '@jest/globals';
import { epoch, identity } from '../testing/identities.js';
import { context, only, told } from '../testing/xml-verification.js';
import {
  enveloped,
  exclusiveTransform,
  properties,
  reference,
  signatureTemplate,
  signXml,
} from '../testing/xml-signer.js';
import { verifyXmlSignatures } from './index.js';

const { key } = identity('LU', 'seal');
const stranger = identity('PT', 'seal').key;
const trusted = context([key.certificate]);
const signedAt = new Date(epoch.getTime() + 60_000);
const xades = properties(key, { signedAt });

/** `<doc>` with the signature at its end. */
const around = (signature: string, inside = '<a Id="a">text</a>'): string =>
  `<?xml version="1.0"?>\n<doc xmlns="urn:x" Id="d">${inside}${signature}</doc>`;

const xadesOver = (uri: string, transforms: string, more = ''): string =>
  signatureTemplate(key, {
    references: reference(uri, transforms, ' Id="r"') + xades.reference,
    objects: xades.object + more,
  });

describe('an enveloped signature', () => {
  it('over the whole document is valid, full, and hands on the document without it', async () => {
    const signed = await signXml(around(xadesOver('', enveloped + exclusiveTransform)), key);
    const finding = await only(signed, trusted);
    expect(told(finding)).toBe('valid full');
    expect(finding).toMatchObject({ format: 'XAdES-B-B', signedAt, signer: key.certificate, chain: [key.certificate] });
    const [object] = finding.signed;
    expect(object).toMatchObject({ name: '', place: '/*[1]' });
    expect(Buffer.from(object!.octets).toString()).toBe('<doc xmlns="urn:x" Id="d"><a Id="a">text</a></doc>');
  });

  it('over the root by its Id is full, unless instructions stand around the root', async () => {
    const signed = await signXml(around(xadesOver('#d', enveloped + exclusiveTransform)), key);
    expect(told(await only(signed, trusted))).toBe('valid full');
    expect(told(await only(signed.replace('?>\n', '?>\n<!-- c -->'), trusted))).toBe('valid full');
    expect(told(await only(signed.replace('?>\n', '?>\n<?xml-stylesheet href="x"?>'), trusted))).toBe('valid partial');
  });

  it('over an element is partial, and hands on that element only', async () => {
    const signed = await signXml(around(xadesOver('#a', exclusiveTransform)), key);
    const finding = await only(signed, trusted);
    expect(told(finding)).toBe('valid partial');
    expect(finding.signed.map(({ name, place, octets }) => [name, place, Buffer.from(octets).toString()])).toEqual([
      ['#a', '/*[1]/*[1]', '<a xmlns="urn:x" Id="a">text</a>'],
    ]);
  });

  const xpath = (expression: string): string =>
    `<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"><ds:XPath xmlns:o="urn:o">${expression}</ds:XPath></ds:Transform>`;
  const filter = (expression: string, kind = 'subtract'): string =>
    `<ds:Transform Algorithm="http://www.w3.org/2002/06/xmldsig-filter2"><f:XPath xmlns:o="urn:o" xmlns:f="http://www.w3.org/2002/06/xmldsig-filter2" Filter="${kind}">${expression}</f:XPath></ds:Transform>`;
  /** Signs over the document without the signature, whatever the transform says. */
  const envelopedBy = async (transform: string): Promise<string> => {
    const marked = around(xadesOver('', `${enveloped}${transform}${exclusiveTransform}`));
    return signXml(marked, key);
  };

  it.each([
    ['XPath', xpath('not(ancestor-or-self::ds:Signature)')],
    ['XPath, spaced', xpath(' not( ancestor-or-self::ds:Signature ) ')],
    ['XPath Filter 2.0', filter('/descendant::ds:Signature')],
  ])('by the fixed expression of %s is full too', async (_, transform) => {
    expect(told(await only(await envelopedBy(transform), trusted))).toBe('valid full');
  });

  it.each([
    ['another axis', xpath('not(ancestor::ds:Signature)')],
    ['another prefix', xpath('not(ancestor-or-self::o:Signature)')],
    ['an unbound prefix', xpath('not(ancestor-or-self::p:Signature)')],
    ['another element', xpath('not(ancestor-or-self::ds:Object)')],
    ['more than the expression', xpath('not(ancestor-or-self::ds:Signature) and true()')],
    ['another filter', filter('/descendant::ds:Signature', 'intersect')],
    ['another place', filter('/descendant::o:Signature')],
    ['everything', filter('/')],
    ['two filters', filter('/descendant::ds:Signature').replace('</ds:T', '<f:XPath xmlns:f="urn:f"/></ds:T')],
  ])('threat 5: by %s is refused, though the digest is right', async (_, transform) => {
    expect(told(await only(await envelopedBy(transform), trusted))).toBe('invalid none PSR-3012');
  });
});

describe('an enveloping signature', () => {
  const objects = '<ds:Object Id="o"><b xmlns="urn:b">c</b></ds:Object>';

  it('over its only object is full', async () => {
    const signed = await signXml(xadesOver('#o', exclusiveTransform, objects), key);
    expect(told(await only(signed, trusted))).toBe('valid full');
  });

  it('over what is in its object, or decoded from it, is full', async () => {
    const inner = await signXml(
      xadesOver('#i', exclusiveTransform, '<ds:Object> <b Id="i" xmlns="urn:b">c</b> </ds:Object>'),
      key,
    );
    expect(told(await only(inner, trusted))).toBe('valid full');
    const base64 = '<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#base64"/>';
    const decoded = await signXml(
      xadesOver('#o', base64, `<ds:Object Id="o">${Buffer.from('hello').toString('base64')}</ds:Object>`),
      key,
    );
    const finding = await only(decoded, trusted);
    expect(told(finding)).toBe('valid full');
    expect(Buffer.from(finding.signed[0]!.octets).toString()).toBe('hello');
  });

  it('with another object beside the signed one, or text beside it, is partial', async () => {
    const signed = await signXml(xadesOver('#o', exclusiveTransform, objects), key);
    const another = signed.replace('</ds:Signature>', '<ds:Object><evil/></ds:Object></ds:Signature>');
    expect(told(await only(another, trusted))).toBe('valid partial');
    const inner = await signXml(
      xadesOver('#i', exclusiveTransform, '<ds:Object><b Id="i" xmlns="urn:b">c</b></ds:Object>'),
      key,
    );
    expect(told(await only(inner.replace('</b>', '</b>evil'), trusted))).toBe('valid partial');
    expect(told(await only(inner.replace('</b>', '</b><evil/>'), trusted))).toBe('valid partial');
  });

  it('inside of another document is partial', async () => {
    const signed = await signXml(around(xadesOver('#o', exclusiveTransform, objects)), key);
    expect(told(await only(signed, trusted))).toBe('valid partial');
  });
});

describe('a detached signature', () => {
  const octets = Buffer.from('any octets');
  const file = { name: 'a file.bin', octets };

  it('is full over the document of its name, written plain or encoded', async () => {
    for (const uri of ['a file.bin', 'a%20file.bin']) {
      const signed = await signXml(xadesOver(uri, ''), key, { [uri]: octets });
      const finding = await only(signed, context([key.certificate], [file]));
      expect(told(finding)).toBe('valid full');
      expect(finding.signed).toEqual([{ name: uri, octets }]);
    }
  });

  it('takes the one document there is for the one it refers to, whatever its name', async () => {
    const signed = await signXml(xadesOver('cid:1', ''), key, { 'cid:1': octets });
    expect(told(await only(signed, context([key.certificate], [file])))).toBe('valid full');
    expect(told(await only(signed, context([key.certificate], [{ ...file, octets: Buffer.from('other') }])))).toBe(
      'invalid none PSR-3002',
    );
  });

  it('is indeterminate without the document, or where two stand to choose from', async () => {
    const signed = await signXml(xadesOver('cid:1', ''), key, { 'cid:1': octets });
    expect(told(await only(signed, trusted))).toBe('indeterminate none PSR-3017');
    expect(told(await only(signed, context([key.certificate], [file, { name: 'b', octets }])))).toBe(
      'indeterminate none PSR-3017',
    );
  });

  it('is partial where not all that was handed in is covered', async () => {
    const signed = await signXml(xadesOver('a', ''), key, { a: octets });
    const both = [
      { name: 'a', octets },
      { name: 'b', octets: Buffer.from('b') },
    ];
    expect(told(await only(signed, context([key.certificate], both)))).toBe('valid partial');
  });

  it('standing in another document says nothing of that document', async () => {
    const signed = await signXml(around(xadesOver('a', '')), key, { a: octets });
    expect(told(await only(signed, context([key.certificate], [{ name: 'a', octets }])))).toBe('valid partial');
  });
});

describe('who signed', () => {
  it('is unknown without an anchor, and the certificate is a claim', async () => {
    const signed = await signXml(around(xadesOver('', enveloped + exclusiveTransform)), key);
    const finding = await only(signed, context([stranger.certificate]));
    expect(told(finding)).toBe('indeterminate full PSR-3030');
    expect(finding.chain.map(({ fingerprint }) => fingerprint)).toEqual([key.certificate.fingerprint]);
  });

  it('is an anchor with whose key it verifies, where the signature carries no certificate', async () => {
    const template = signatureTemplate(key, { references: reference('', enveloped + exclusiveTransform), keyInfo: '' });
    const signed = await signXml(around(template), key);
    expect(await only(signed, trusted)).toMatchObject({
      verdict: 'valid',
      format: 'XML-DSig',
      signer: key.certificate,
    });
    expect(told(await only(signed, context([stranger.certificate])))).toBe('indeterminate none PSR-3014');
  });

  it('is said by KeyValue to nobody, but a broken signature is called broken', async () => {
    const { x, y } = key.certificate.publicKey.export({ format: 'jwk' });
    const point = Buffer.concat([Buffer.from([4]), Buffer.from(x!, 'base64url'), Buffer.from(y!, 'base64url')]);
    const value = `<ds:KeyInfo><ds:KeyValue><ECKeyValue xmlns="http://www.w3.org/2009/xmldsig11#"><NamedCurve URI="urn:oid:1.2.840.10045.3.1.7"/><PublicKey>${point.toString('base64')}</PublicKey></ECKeyValue></ds:KeyValue></ds:KeyInfo>`;
    const template = signatureTemplate(key, {
      references: reference('', enveloped + exclusiveTransform),
      keyInfo: value,
    });
    const signed = await signXml(around(template), key);
    expect(told(await only(signed, context([])))).toBe('indeterminate none PSR-3014');
    const broken = signed.replace('Id="s"><ds:SignedInfo>', 'Id="s"><ds:SignedInfo Id="x">');
    expect(told(await only(broken, context([])))).toBe('invalid none PSR-3002');
  });

  it('threat 17: is not the certificate in KeyInfo, however well it verifies', async () => {
    const template = signatureTemplate(stranger, { references: reference('', enveloped + exclusiveTransform) });
    const signed = await signXml(around(template), stranger);
    expect(told(await only(signed, trusted))).toBe('indeterminate full PSR-3030');
  });

  it('is refused for a signing time that lies ahead, and told when that is', async () => {
    const ahead = properties(key, { signedAt: new Date('2027-01-01T00:00:00Z') });
    const template = signatureTemplate(key, {
      references: reference('', enveloped + exclusiveTransform, ' Id="r"') + ahead.reference,
      objects: ahead.object,
    });
    const signed = await signXml(around(template), key);
    expect(told(await only(signed, trusted))).toBe('indeterminate full PSR-3018');
    expect(told(await only(signed, context([key.certificate], [], { at: new Date('2027-01-02T00:00:00Z') })))).toBe(
      'valid full',
    );
  });
});

describe('a document with several signatures', () => {
  it('has a finding for each, in document order', async () => {
    const second = signatureTemplate(stranger, { id: 't', references: reference('#a', exclusiveTransform) });
    const inner = await signXml(
      `<a xmlns="urn:x" Id="a">text</a>${second}`.replace(/^/, '<w>').concat('</w>'),
      stranger,
    );
    const template = signatureTemplate(key, { references: reference('', enveloped + exclusiveTransform) });
    const signature = /<ds:Signature .*<\/ds:Signature>/s.exec(inner)![0];
    const document = `<w><a xmlns="urn:x" Id="a">text</a></w>`;
    const signed = await signXml(document.replace('</w>', `${template}</w>`), key);
    const findings = await verifyXmlSignatures(Buffer.from(signed.replace('</w>', `${signature}</w>`)), trusted);
    // The first left out only itself, so that the second, put in later, breaks it.
    expect(findings.map(told)).toEqual(['invalid none PSR-3002', 'indeterminate partial PSR-3030']);
  });

  it('has none without one', async () => {
    expect(await verifyXmlSignatures(Buffer.from('<a/>'), trusted)).toEqual([]);
  });

  it('has no more than anybody makes', async () => {
    const many = `<a xmlns:ds="http://www.w3.org/2000/09/xmldsig#">${'<ds:Signature/>'.repeat(51)}</a>`;
    await expect(verifyXmlSignatures(Buffer.from(many), trusted)).rejects.toMatchObject({ code: 'PSR-3016' });
  });
});
