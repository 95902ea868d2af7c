import { beforeAll, describe, expect, it } from '@jest/globals';
import { fixedClock } from '@passerelle/kernel';
import { attribute, parseXml, path, textOf, type XmlElement } from '@passerelle/xml';
import { canonicalize, canonicalizeParts } from '@passerelle/xml/canonical';
import { epoch, identity } from '../testing/identities.js';
import { sealNamespaces } from './profile.js';
import { sealDetached } from './seal-detached.js';
import { signedInfoPath, signedPropertiesPath } from './signature-shape.js';
import { octetsOf, signedInfo, signedProperties, type SignatureStatement } from './signature-document.js';

const clock = fixedClock(new Date(epoch.getTime() + 1_999));
const content = Buffer.from('<ClinicalDocument xmlns="urn:hl7-org:v3"/>');
const name = { uri: 'urn:uuid:0193-"&<>', mediaType: 'text/xml' };

describe('sealDetached', () => {
  const { key } = identity('LU', 'seal');
  let seal: Buffer;
  let root: XmlElement;
  beforeAll(async () => {
    seal = await sealDetached(content, name, key, { clock });
    root = parseXml(seal);
  });

  it('writes a ds:Signature document in canonical form', async () => {
    expect(seal.equals(await canonicalize(seal, { exclusive: true }))).toBe(true);
    expect(root).toMatchObject({ uri: 'http://www.w3.org/2000/09/xmldsig#', local: 'Signature' });
  });

  it('states time in whole seconds, name, media type and certificate', () => {
    const properties = path(root, 'Object', 'QualifyingProperties', 'SignedProperties');
    expect(textOf(path(properties, 'SignedSignatureProperties', 'SigningTime'))).toBe('2026-11-23T12:00:01Z');
    expect(textOf(path(properties, 'SignedDataObjectProperties', 'DataObjectFormat', 'MimeType'))).toBe('text/xml');
    expect(attribute(path(root, 'SignedInfo', 'Reference'), 'URI')).toBe(name.uri);
    expect(textOf(path(root, 'KeyInfo', 'X509Data', 'X509Certificate'))).toBe(
      Buffer.from(key.certificateDer).toString('base64'),
    );
  });

  it('gives every signature Ids of its own', async () => {
    const other = parseXml(await sealDetached(content, name, key, { clock }));
    expect(attribute(other, 'Id')).not.toBe(attribute(root, 'Id'));
  });

  it('refuses names that mean something inside the signature', async () => {
    for (const uri of ['', '#a']) {
      await expect(sealDetached(content, { ...name, uri }, key, { clock })).rejects.toThrow('name of its own');
    }
  });

  it('digests what a canonicaliser makes of the parts in their place', async () => {
    const content = {
      ...name,
      id: `${attribute(root, 'Id')}-content`,
      digest: textOf(path(root, 'SignedInfo', 'Reference', 'DigestValue'))!,
    };
    const statement: SignatureStatement = { id: attribute(root, 'Id')!, algorithm: 'ES256', objects: [content] };
    const stated = { signedAt: epoch, certificateDigest: 'AAAA' };
    // Parts made from the same statement but for time and certificate digest must differ; see that the test can fail.
    const [info, properties] = await canonicalizeParts(
      seal,
      [signedInfoPath, signedPropertiesPath].map((each) => ({ path: each, exclusive: true })),
      sealNamespaces,
    );
    expect(octetsOf(signedProperties(statement, stated)).equals(properties!)).toBe(false);
    const own = parseXml(properties!);
    const certificateDigest = textOf(
      path(own, 'SignedSignatureProperties', 'SigningCertificateV2', 'Cert', 'CertDigest', 'DigestValue'),
    )!;
    const same = { signedAt: new Date(epoch.getTime() + 1_000), certificateDigest };
    expect(octetsOf(signedProperties(statement, same)).equals(properties!)).toBe(true);
    const second = parseXml(info!).children[3];
    const propertiesDigest = typeof second === 'object' ? textOf(path(second, 'DigestValue'))! : '';
    expect(octetsOf(signedInfo(statement, propertiesDigest)).equals(info!)).toBe(true);
  });
});
