import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '@passerelle/kernel';
import { sealDetached, verifyDetachedSeal } from '@passerelle/trust';
import { foreignTemplate } from '../../libs/trust/src/testing/foreign-xades.js';
import { ask, reportJudge, xmlsec1 } from '../support/outside-judge.js';
import { sealIdentities, type SealIdentities } from '../support/seal-identities.js';

const judge = xmlsec1();
const propertiesAreIdentified = ['--id-attr:Id', 'http://uri.etsi.org/01903/v1.3.2#:SignedProperties'];
const uri = 'urn:uuid:01935a8e-0000-7000-8000-000000000001';
const content = Buffer.from(
  `<ClinicalDocument xmlns="urn:hl7-org:v3">${'<section>Zoë</section>\r\n'.repeat(2_000)}</ClinicalDocument>`,
);

it('says whether xmlsec1 was there to judge', () => reportJudge('xmlsec1', judge, true));

(judge ? describe : describe.skip)('XAdES seals and xmlsec1', () => {
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

  const verify = (signature: Uint8Array, of: Uint8Array) =>
    ask(
      judge!,
      ...['--verify', '--trusted-pem', join(folder, 'ca.pem'), ...propertiesAreIdentified],
      ...[`--url-map:${uri}`, file('content.xml', of), file('signature.xml', signature)],
    );

  it.each(['ec', 'rsa'] as const)(
    'xmlsec1 verifies our seal (%s) and refuses it over an altered document',
    async (kind) => {
      const seal = await sealDetached(content, { uri, mediaType: 'text/xml' }, identities[kind].key, {
        clock: systemClock,
      });
      const good = verify(seal, content);
      expect(good).toMatchObject({ code: 0, output: expect.stringContaining('SignedInfo References (ok/all): 2/2') });
      const altered = Buffer.from(content.toString().replace('Zoë', 'Zoe'));
      expect(verify(seal, altered).code).not.toBe(0);
      const properties = Buffer.from(seal.toString().replace('>text/xml<', '>text/rtf<'));
      expect(verify(properties, content).code).not.toBe(0);
    },
  );

  it.each(['ec', 'rsa'] as const)(
    'we verify what xmlsec1 signs in this shape (%s), and nothing altered',
    async (kind) => {
      const { key, keyPem, certificatePem } = identities[kind];
      const keyInfo = '<KeyInfo><X509Data><X509Certificate/></X509Data></KeyInfo>';
      const signingTime = `<etsi:SigningTime>${new Date().toISOString()}</etsi:SigningTime>`;
      // The template comes without digests: xmlsec1 computes both, and the value, itself.
      const template = foreignTemplate(content, key, { uri, keyInfo, signingTime }).replace(
        /<DigestValue>[^<]+(?=<\/DigestValue>\s*<\/Reference>)/,
        '<DigestValue>',
      );
      const signed = join(folder, 'signed.xml');
      const { code, output } = ask(
        judge!,
        ...['--sign', '--output', signed, ...propertiesAreIdentified],
        ...['--privkey-pem', `${file('key.pem', keyPem)},${file('certificate.pem', certificatePem)}`],
        ...[`--url-map:${uri}`, file('content.xml', content), file('template.xml', template)],
      );
      expect([code, output]).toEqual([0, expect.anything()]);

      const expected = { pinned: [key.certificate], clock: systemClock, uri };
      const signature = readFileSync(signed);
      expect(await verifyDetachedSeal(signature, content, expected)).toMatchObject({
        ok: true,
        value: { scope: 'full', uri },
      });
      const altered = Buffer.from(content.toString().replace('Zoë', 'Zoe'));
      expect(await verifyDetachedSeal(signature, altered, expected)).toMatchObject({ error: { code: 'PSR-3002' } });
    },
  );
});
