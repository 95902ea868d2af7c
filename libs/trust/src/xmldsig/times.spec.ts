import { describe, expect, it } from '@jest/globals';
import { canonicalizeParts } from '@passerelle/xml/canonical';
import { epoch, identity } from '../testing/identities.js';
import { authorityWith, tokenOf, tsaAuthority } from '../testing/time-stamping.js';
import { readCertificate } from '../certificates/certificate.js';
import { context, only, told } from '../testing/xml-verification.js';
import {
  enveloped,
  exclusiveTransform,
  properties,
  reference,
  signatureTemplate,
  signXml,
} from '../testing/xml-signer.js';

const { key } = identity('LU', 'seal');
const tsa = authorityWith();
const anchors = [key.certificate, readCertificate(tsaAuthority.certificatePem)];
const trusted = context(anchors);
const xades = properties(key, { signedAt: new Date(epoch.getTime() + 30_000) });
const template = signatureTemplate(key, {
  references: reference('', enveloped + exclusiveTransform, ' Id="r"') + xades.reference,
  objects: xades.object,
});
const signed = await signXml(`<doc xmlns="urn:x">text${template}</doc>`, key);

/** The document with time-stamps among the unsigned properties. */
function stamped(...stamps: readonly string[]): string {
  const unsigned = `<xades:UnsignedProperties><xades:UnsignedSignatureProperties>${stamps.join('')}</xades:UnsignedSignatureProperties></xades:UnsignedProperties>`;
  return signed.replace('</xades:QualifyingProperties>', `${unsigned}</xades:QualifyingProperties>`);
}

function stamp(...tokens: readonly Buffer[]): string {
  const method = '<ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>';
  const each = tokens.map(
    (token) => `<xades:EncapsulatedTimeStamp>${token.toString('base64')}</xades:EncapsulatedTimeStamp>`,
  );
  return `<xades:SignatureTimeStamp>${method}${each.join('')}</xades:SignatureTimeStamp>`;
}

const [value] = await canonicalizeParts(signed, [{ path: '//ds:SignatureValue', exclusive: true }], {
  ds: 'http://www.w3.org/2000/09/xmldsig#',
});
const token = await tokenOf(tsa, value!);

describe('time-stamps', () => {
  it('over the signature value make it level T and are told', async () => {
    const finding = await only(stamped(stamp(token)), trusted);
    expect([told(finding), finding.format]).toEqual(['valid full', 'XAdES-B-T']);
    expect(finding.timeStamps).toHaveLength(1);
    expect(finding.timeStamps[0]?.time.getTime()).toBe(epoch.getTime() + 60_000);
  });

  it.each([
    ['over something else', async () => stamp(await tokenOf(tsa, Buffer.from('other')))],
    ['that are none', () => stamp(Buffer.from('none'))],
    ['with two tokens in one', () => stamp(token, token)],
    ['with none in one', () => stamp()],
  ])('%s leave it at level B', async (_, made) => {
    const finding = await only(stamped(await made()), trusted);
    expect([told(finding), finding.format, finding.timeStamps]).toEqual(['valid full', 'XAdES-B-B', []]);
  });

  it('of an authority nobody vouches for prove nothing', async () => {
    const finding = await only(stamped(stamp(token)), context([key.certificate]));
    expect([told(finding), finding.format]).toEqual(['valid full', 'XAdES-B-B']);
  });

  it('beside one that fails do not make level T', async () => {
    const finding = await only(stamped(stamp(token), stamp(Buffer.from('none'))), trusted);
    expect([finding.verdict, finding.format, finding.timeStamps.length]).toEqual(['valid', 'XAdES-B-B', 1]);
  });

  it('by a canonicalisation that is not known are refused', async () => {
    const unknown = stamp(token).replace('http://www.w3.org/2001/10/xml-exc-c14n#', 'urn:unknown');
    expect(told(await only(stamped(unknown), trusted))).toBe('invalid none PSR-3012');
  });
});
