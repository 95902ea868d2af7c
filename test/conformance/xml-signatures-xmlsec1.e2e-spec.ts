import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readCertificate, verifyXmlSignatures, type VerificationContext } from '@passerelle/trust';
import { reference, signatureTemplate } from '../../libs/trust/src/testing/xml-signer.js';
import { corpusFiles, reportCorpusRun } from '../support/corpus.js';
import { ask, reportJudge, xmlsec1 } from '../support/outside-judge.js';
import { sealIdentities, type SealIdentities } from '../support/seal-identities.js';

const judge = xmlsec1();
const more = 'http://www.w3.org/2001/04/xmldsig-more#';
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const inclusive = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const enveloped = '<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>';
const by = (algorithm: string, inner = ''): string => `<ds:Transform Algorithm="${algorithm}">${inner}</ds:Transform>`;
const prefixes = `<c:InclusiveNamespaces xmlns:c="${exclusive}" PrefixList="#default p xsi"/>`;

const content =
  '<p:doc xmlns:p="urn:p" xmlns="urn:x" xmlns:xsi="urn:xsi" xml:lang="fr"><!-- c --><a xsi:type="p:b" z="1" b="2">é &amp; &#13;' +
  '<![CDATA[<x>]]></a><?q r?>SIGNATURE</p:doc>';

function within(text: string, anchors: VerificationContext['anchors']): Promise<string[]> {
  const context = { anchors, crls: [], ocspResponses: [], at: new Date(), detached: [] };
  return verifyXmlSignatures(Buffer.from(text), context).then((findings) =>
    findings.map(({ verdict, scope, reasons }) => [verdict, scope, ...reasons.map(({ code }) => code)].join(' ')),
  );
}

it('says whether xmlsec1 was there to judge', () => reportJudge('xmlsec1', judge, true));

(judge ? describe : describe.skip)('XML signatures and xmlsec1', () => {
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
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ['RSA-SHA256, exclusive', 'rsa', 'rsa-sha256', enveloped + by(exclusive)],
    ['RSA-SHA384, exclusive with InclusiveNamespaces', 'rsa', 'rsa-sha384', enveloped + by(exclusive, prefixes)],
    ['RSA-SHA512, Canonical XML 1.0', 'rsa', 'rsa-sha512', enveloped + by(inclusive)],
    ['ECDSA-SHA256, Canonical XML 1.1', 'ec', 'ecdsa-sha256', enveloped + by('http://www.w3.org/2006/12/xml-c14n11')],
    ['ECDSA-SHA384, with comments', 'ec', 'ecdsa-sha384', enveloped + by(`${exclusive}WithComments`)],
    ['ECDSA-SHA512, no canonicalisation named', 'ec', 'ecdsa-sha512', enveloped],
    [
      'the fixed expression of XPath',
      'ec',
      'ecdsa-sha256',
      by('http://www.w3.org/TR/1999/REC-xpath-19991116', '<ds:XPath>not(ancestor-or-self::ds:Signature)</ds:XPath>') +
        by(exclusive),
    ],
    [
      'the fixed expression of XPath Filter 2.0',
      'rsa',
      'rsa-sha256',
      by(
        'http://www.w3.org/2002/06/xmldsig-filter2',
        '<f:XPath xmlns:f="http://www.w3.org/2002/06/xmldsig-filter2" Filter="subtract">/descendant::ds:Signature</f:XPath>',
      ) + by(exclusive),
    ],
  ] as const)('threat 13: we verify what xmlsec1 signs: %s', async (_, kind, method, transforms) => {
    const { key, keyPem, certificatePem } = identities[kind];
    const keyInfo = '<ds:KeyInfo><ds:X509Data><ds:X509Certificate/></ds:X509Data></ds:KeyInfo>';
    const template = signatureTemplate(key, {
      references: reference('', transforms),
      keyInfo,
      signatureMethod: more + method,
    });
    const signed = join(folder, 'signed.xml');
    const { code, output } = ask(
      judge!,
      ...['--sign', '--output', signed],
      ...['--privkey-pem', `${file('key.pem', keyPem)},${file('certificate.pem', certificatePem)}`],
      file('template.xml', content.replace('SIGNATURE', template)),
    );
    expect([code, output]).toEqual([0, expect.anything()]);
    const text = readFileSync(signed, 'utf8');
    expect(await within(text, [key.certificate])).toEqual(['valid full']);
    expect(await within(text.replace('z="1"', 'z="2"'), [key.certificate])).toEqual(['invalid none PSR-3002']);
  });
});

/*
 * Which vectors are cryptographically good, asked of xmlsec1 with the keys that stand beside them. Of the good ones we
 * accept exactly those with algorithms and keys that are allowed, and of the others none.
 */
(judge ? describe : describe.skip)('interoperability vectors of XML Signature 1.1', () => {
  const folder = 'security/xmldsig/xmldsig11-interop-2012';
  const curves = ['p256', 'p384', 'p521'].flatMap((name) => corpusFiles(`${folder}/keys`, `${name}-key.crt`));
  const allowed =
    /^http:\/\/www\.w3\.org\/2001\/04\/(?:xmldsig-more#ecdsa-sha(?:256|384|512)|xmlenc#sha(?:256|512)|xmldsig-more#sha384)$/;

  /** Whether xmlsec1 finds a vector good, with the key inside it or one of those beside it. RSA keys are of 1024 bits. */
  const isGood = (file: string): boolean => {
    const hmac = corpusFiles(`${folder}/keys`, 'hmackey.bin').flatMap((key) => ['--hmackey', key]);
    const beside = curves.map((key) => ['--enabled-key-data', 'key-name', '--pubkey-cert-der', key]);
    return [hmac, ...beside].some((keys) => ask(judge!, '--verify', ...keys, file).code === 0);
  };

  it('threat 14: are accepted where xmlsec1 finds them good and all algorithms are allowed, and nowhere else', async () => {
    const anchors = curves.map((key) => readCertificate(readFileSync(key)));
    const files = corpusFiles(folder, '.xml');
    let good = 0;
    let accepted = 0;
    for (const file of files) {
      const text = readFileSync(file, 'utf8');
      const algorithms = [...text.matchAll(/(?:Signature|Digest)Method Algorithm="([^"]*)"/g)].map(
        ([, uri = '']) => uri,
      );
      const isWhole = isGood(file);
      const isAllowed = isWhole && algorithms.every((uri) => allowed.test(uri));
      const answer = await within(text, anchors);
      expect([basename(file), answer.includes('valid full')]).toEqual([basename(file), isAllowed]);
      if (isWhole) good++;
      if (isAllowed) accepted++;
    }
    if (files.length > 0) expect([good > 20, accepted]).toEqual([true, 19]);
    reportCorpusRun(`vectors of XML Signature 1.1 (${good} good to xmlsec1, ${accepted} accepted)`, files.length);
  }, 120_000);
});
