import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '@passerelle/kernel';
import { signElement } from '@passerelle/trust';
import { ask, reportJudge, xmlsec1 } from '../support/outside-judge.js';
import { sealIdentities, type SealIdentities } from '../support/seal-identities.js';
import {
  altered,
  keysOfAllAlgorithms,
  made,
  signatureForms,
  signedPdf,
  signedPdfName,
  signedXml,
  signedXmlName,
} from '../support/signature-forms.js';

const judge = xmlsec1();
const saml = 'urn:oasis:names:tc:SAML:2.0:assertion';
const identified = [
  ...['--id-attr:Id', 'http://uri.etsi.org/01903/v1.3.2#:SignedProperties'],
  ...['--id-attr:Id', 'http://www.w3.org/2000/09/xmldsig#:Object', '--id-attr:ID', `${saml}:Assertion`],
];
// The signature file of a container is one of the form `detached-two.xml`.
const forms = Object.entries(signatureForms).filter(([name]) => name.endsWith('.xml'));

it('says whether xmlsec1 was there to judge', () => reportJudge('xmlsec1', judge, true));

(judge ? describe : describe.skip)('XML signatures of every form and xmlsec1', () => {
  let folder: string;
  let identities: SealIdentities;
  const file = (name: string, octets: string | Uint8Array): string => {
    const path = join(folder, name);
    writeFileSync(path, octets);
    return path;
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'passerelle-xmlsec1-'));
    identities = sealIdentities();
    file('ca.pem', identities.authorityPem);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const verify = (signature: Uint8Array, xml: Uint8Array = signedXml) =>
    ask(
      judge!,
      ...['--verify', '--trusted-pem', join(folder, 'ca.pem'), ...identified],
      ...[`--url-map:${signedXmlName}`, file(signedXmlName, xml)],
      ...[`--url-map:${signedPdfName}`, file(signedPdfName, signedPdf)],
      file('signature.xml', signature),
    );

  it.each(forms)(
    '%s is verified by every algorithm that xmlsec1 knows, and refused when altered',
    async (name, form) => {
      // Debian's xmlsec1 has no RSA-PSS.
      const keys = keysOfAllAlgorithms(identities).filter(({ algorithm }) => !algorithm.startsWith('PS'));
      const changed = Buffer.from(signedXml.toString().replace('Zoë', 'Zoe'));
      for (const key of keys) {
        const signature = await made(form, key, { clock: systemClock });
        const count = name.includes('two') ? 3 : 2;
        expect([key.algorithm, verify(signature)]).toMatchObject([
          key.algorithm,
          { code: 0, output: expect.stringContaining(`SignedInfo References (ok/all): ${count}/${count}`) },
        ]);
        expect(verify(await altered(name, signature), changed).code).not.toBe(0);
      }
    },
  );

  it('an assertion is verified as SAML signs it, and refused when altered', async () => {
    const assertion = Buffer.from(
      `<s:Assertion xmlns:s="${saml}" ID="_1"><s:Issuer>LU</s:Issuer><s:Subject>Zoë</s:Subject></s:Assertion>`,
    );
    const behind = { uri: saml, local: 'Issuer' };
    for (const { key } of [identities.ec, identities.rsa]) {
      const signed = await signElement(assertion, '_1', key, { clock: systemClock, form: 'XML-DSig', behind });
      if (!signed.ok) throw signed.error;
      expect(verify(signed.value)).toMatchObject({
        code: 0,
        output: expect.stringContaining('SignedInfo References (ok/all): 1/1'),
      });
      expect(verify(Buffer.from(signed.value.toString().replace('Zoë', 'Zoe'))).code).not.toBe(0);
    }
  });
});
