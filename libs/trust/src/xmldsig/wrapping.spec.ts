import { describe, expect, it } from '@jest/globals';
import { epoch, identity } from '../testing/identities.js';
import { context } from '../testing/xml-verification.js';
import {
  enveloped,
  exclusiveTransform,
  properties,
  reference,
  signatureTemplate,
  signXml,
} from '../testing/xml-signer.js';
import { verifyXmlSignatures } from './index.js';

/*
 * The eight ways of wrapping of "On Breaking SAML: Be Whoever You Want to Be" (USENIX Security 2012), as SAML Raider
 * numbers them, on documents of our own; and the same ways with XAdES around a clinical document. The signed element is
 * moved to where its signature still finds it, and another one stands where readers look.
 */

const { key } = identity('LU', 'seal');
const trusted = context([key.certificate]);
const saml = 'xmlns:p="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:a="urn:oasis:names:tc:SAML:2.0:assertion"';
const signature = /<ds:Signature .*<\/ds:Signature>/s;
const dsig = 'xmlns:ds="http://www.w3.org/2000/09/xmldsig#"';

const assertion = (id: string, name: string, inner = ''): string =>
  `<a:Assertion ${saml} ID="${id}"><a:Issuer>i</a:Issuer>${inner}<a:Subject><a:NameID>${name}</a:NameID></a:Subject></a:Assertion>`;
const response = (id: string, content: string, inner = ''): string =>
  `<p:Response ${saml} ID="${id}"><a:Issuer>i</a:Issuer>${inner}${content}</p:Response>`;

const over = (uri: string): string =>
  signatureTemplate(key, { references: reference(uri, enveloped + exclusiveTransform) });

const signedResponse = await signXml(response('r', assertion('a', 'good'), over('#r')), key);
const signedAssertion = await signXml(response('r', assertion('a', 'good', over('#a'))), key);
const ofResponse = signature.exec(signedResponse)![0];
const ofAssertion = signature.exec(signedAssertion)![0];
const plainResponse = signedResponse.replace(ofResponse, '');
const evilResponse = (inner: string, id = 'evil'): string => response(id, assertion('e', 'evil'), inner);
const original = assertion('a', 'good');
const inObject = (sig: string, content: string): string =>
  sig.replace('</ds:Signature>', `<ds:Object>${content}</ds:Object></ds:Signature>`);

const wrappedSaml: readonly (readonly [string, string])[] = [
  ['XSW1: the response in its own signature', evilResponse(inObject(ofResponse, plainResponse))],
  ['XSW1 with the same Id', evilResponse(inObject(ofResponse, plainResponse), 'r')],
  ['XSW2: the response before its signature', evilResponse(plainResponse + ofResponse)],
  ['XSW2 with the same Id', evilResponse(plainResponse + ofResponse, 'r')],
  [
    'XSW3: another assertion before the signed one',
    response('r', assertion('e', 'evil') + assertion('a', 'good', ofAssertion)),
  ],
  ['XSW3 with the same Id', response('r', assertion('a', 'evil') + assertion('a', 'good', ofAssertion))],
  ['XSW4: the signed assertion in another', response('r', assertion('e', 'evil', assertion('a', 'good', ofAssertion)))],
  ['XSW5: the signature in another assertion', response('r', assertion('e', 'evil', ofAssertion) + original)],
  ['XSW5 with the same Id', response('r', assertion('a', 'evil', ofAssertion) + original)],
  [
    'XSW6: the assertion in its signature in another',
    response('r', assertion('e', 'evil', inObject(ofAssertion, original))),
  ],
  ['XSW6 with the same Id', response('r', assertion('a', 'evil', inObject(ofAssertion, original)))],
  [
    'XSW7: another assertion in extensions',
    response('r', `<p:Extensions>${assertion('e', 'evil')}</p:Extensions>${assertion('a', 'good', ofAssertion)}`),
  ],
  [
    'XSW7 with the same Id',
    response('r', `<p:Extensions>${assertion('a', 'evil')}</p:Extensions>${assertion('a', 'good', ofAssertion)}`),
  ],
  [
    'XSW8: the assertion in an object of its signature',
    response('r', assertion('e', 'evil', inObject(ofAssertion, original))),
  ],
  [
    'XSW8 with the assertion deeper',
    response('r', assertion('e', 'evil', inObject(ofAssertion, `<x ${dsig}>${original}</x>`))),
  ],
];

const xades = properties(key, { signedAt: new Date(epoch.getTime() + 60_000) });
const record = (id: string, text: string, inner = ''): string =>
  `<ClinicalDocument xmlns="urn:hl7-org:v3" ID="${id}"><title>${text}</title>${inner}</ClinicalDocument>`;
const sealOver = (uri: string): string =>
  signatureTemplate(key, {
    references: reference(uri, enveloped + exclusiveTransform, ' Id="r"') + xades.reference,
    objects: xades.object,
  });
const byId = await signXml(record('d', 'good', sealOver('#d')), key);
const byPlace = await signXml(record('d', 'good', sealOver('')), key);
const seal = signature.exec(byId)![0];
const sealByPlace = signature.exec(byPlace)![0];
const originalRecord = record('d', 'good');

const wrappedRecords: readonly (readonly [string, string])[] = [
  ['XSW1', record('e', 'evil', inObject(seal, originalRecord))],
  ['XSW2', record('e', 'evil', originalRecord + seal)],
  ['XSW3', `<w>${record('e', 'evil')}${byId}</w>`],
  ['XSW4', record('e', 'evil', byId)],
  ['XSW5', `<w>${record('e', 'evil', seal)}${originalRecord}</w>`],
  ['XSW6', record('d', 'evil', inObject(seal, originalRecord))],
  ['XSW7', `<w><x>${record('e', 'evil')}</x>${byId}</w>`],
  ['XSW8', record('e', 'evil', inObject(seal, `<x>${originalRecord}</x>`))],
  ['the seal over the whole, moved', record('e', 'evil', sealByPlace)],
  ['the seal over the whole, in another document', `<w>${record('e', 'evil')}${byPlace}</w>`],
  ['the whole in a signature that is left out', record('e', 'evil', inObject(sealByPlace, originalRecord))],
];

describe('threat 8: signature wrapping', () => {
  it('what is wrapped here is valid where it stands', async () => {
    const whole = async (text: string): Promise<readonly string[]> =>
      (await verifyXmlSignatures(Buffer.from(text), trusted)).map(({ verdict, scope }) => `${verdict} ${scope}`);
    expect(await whole(signedResponse)).toEqual(['valid full']);
    expect(await whole(signedAssertion)).toEqual(['valid partial']);
    expect(await whole(byId)).toEqual(['valid full']);
    expect(await whole(byPlace)).toEqual(['valid full']);
  });

  it.each([...wrappedSaml, ...wrappedRecords.map(([name, text]) => [`XAdES ${name}`, text] as const)])(
    '%s is never taken for the whole, and nothing wrapped is handed on as signed',
    async (_, text) => {
      expect(text).toContain('evil');
      const findings = await verifyXmlSignatures(Buffer.from(text), trusted);
      expect(findings.length).toBeGreaterThan(0);
      for (const finding of findings) {
        expect(`${finding.verdict} ${finding.scope}`).not.toBe('valid full');
        if (finding.verdict !== 'valid') continue;
        for (const { octets } of finding.signed) expect(Buffer.from(octets).toString()).not.toContain('evil');
      }
    },
  );

  it('threat 11: a comment in the text of an assertion is refused, though the signature holds', async () => {
    for (const text of [signedResponse, signedAssertion]) {
      const [finding] = await verifyXmlSignatures(
        Buffer.from(text.replace('good<', 'good<!-- -->.evil<').replace('.evil', '')),
        trusted,
      );
      expect(finding).toMatchObject({ verdict: 'invalid', reasons: [{ code: 'PSR-3004' }] });
      const between = text.replace('<a:Subject>', '<!-- c --><a:Subject>');
      expect(await verifyXmlSignatures(Buffer.from(between), trusted)).toMatchObject([{ verdict: 'valid' }]);
    }
  });
});
