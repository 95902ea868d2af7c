import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, it } from '@jest/globals';
import { PasserelleError } from '@passerelle/kernel';
import { corpusFiles, reportCorpusRun } from '../../../../test/support/corpus.js';
import type { Certificate } from '../certificates/certificate.js';
import { readCertificateChain } from './certificate-reference.js';
import { verifyJsonSignatures } from './verify-json-signatures.js';

const files = corpusFiles('security/xades-dss/jades', '.json');
const at = new Date('2026-11-28T12:00:00Z');

/**
 * What is answered about each file when the certificates that travel in it are anchors, so that nothing but the signature
 * itself can be the reason: verdict, scope, format, codes; `+` for a counter-signature. EU DSS 6.4 says the same, with
 * its own word for each verdict, but for the files marked: there it is laxer than RFC 7515 or ETSI TS 119 182-1.
 */
const table: Readonly<Record<string, string>> = {
  'altered-jws.json': 'invalid none JAdES-B-B PSR-3002',
  'flattened-extra-element.json': 'valid full JAdES-B-B',
  'jades-b-copied-cnttst.json': 'valid full JAdES-B-B',
  // DSS: INDETERMINATE. Two times are not one.
  'jades-b-iat-and-sigt.json': 'invalid none JAdES PSR-3004',
  'jades-b-no-signing-time.json': 'indeterminate full JAdES PSR-3092',
  // Its certificate travels outside of x5c, so that it is no anchor here, and has run out.
  'jades-b-with-xvals.json': 'indeterminate full JAdES-B-B PSR-3033',
  'jades-detached-by-uri-encoded-pars.json': 'indeterminate none JAdES-B-B PSR-3017',
  'jades-flattened-BpB-detached-objectByURIHash.json': 'indeterminate none JAdES-B-B PSR-3017',
  'jades-level-b-full-type.json': 'valid full JAdES-B-B',
  'jades-level-b-sig-policy-invalid-digest-algo.json': 'valid full JAdES-B-B',
  // DSS names level T by the presence of a time-stamp; here it must verify, and no authority for time-stamps is an anchor.
  'jades-t-clear-etsiu.json': 'valid full JAdES-B-B',
  'jades-t-copied-sigtst.json': 'valid full JAdES-B-B',
  'jades-t-level-with-etsiu-in-crit.json': 'valid full JAdES-B-B',
  'jades-two-sigs-copied-tst.json': 'valid full JAdES-B-B; valid full JAdES-B-B',
  'jades-unsupported-signature-algorithm.json': 'invalid none JAdES-B-B PSR-3005',
  'jades-with-asn1policy-digPSp.json': 'valid full JAdES-B-B',
  'jades-with-asn1policy.json': 'valid full JAdES-B-B',
  // DSS passes the signature and fails its counter-signature; whoever attached that one replaced another.
  'jades-with-attached-counter-signature-replace-attack.json': 'invalid none JAdES-B-B PSR-3093 +indeterminate',
  'jades-with-broken-attached-counter-signature.json': 'invalid none JAdES-B-B PSR-3093 +invalid',
  'jades-with-certified.json': 'valid full JAdES-B-B',
  'jades-with-counter-signature.json': 'valid full JAdES-B-B +valid',
  // DSS passes all that misuse crit, and only takes the level from them; RFC 7515 section 4.1.11 calls them invalid.
  'jades-with-crit-string-type.json': 'invalid none JAdES PSR-3091',
  'jades-with-crit-with-wrong-entry-type.json': 'invalid none JAdES PSR-3091',
  'jades-with-critical-headers-in-crit.json': 'invalid none JAdES PSR-3091',
  'jades-with-empty-crit.json': 'invalid none JAdES PSR-3091',
  'jades-with-expiration-time-header.json': 'valid full JAdES-B-B',
  'jades-with-extra-crit-entry.json': 'invalid none JAdES PSR-3091',
  'jades-with-line-break.json': 'valid full JAdES-B-B',
  // DSS passes the two with a malformed etsiU and warns of their structure.
  'jades-with-mixed-etsiU-type.json': 'invalid none JAdES PSR-3004',
  'jades-wrong-etsiu-type.json': 'invalid none JAdES PSR-3004',
  'jades-with-notBefore-header-in-crit.json': 'invalid none JAdES PSR-3091',
  'jades-with-notBefore-header.json': 'valid full JAdES-B-B',
  'jades-with-sigAndRefsTst-with-dot.json': 'valid full JAdES-B-B',
  'jades-with-sigAndRefsTst-without-dot.json': 'valid full JAdES-B-B',
  'jades-with-spUserNotice.json': 'valid full JAdES-B-B',
  'jades-with-spdspec.json': 'valid full JAdES-B-B',
  'jades-without-non-critical-header-in-crit.json': 'valid full JAdES-B-B',
  'jws-serialization-no-signatures.json': 'no signature',
  'malformed-jades-serialization.json': 'PSR-1006',
  'serialization-extra-element.json': 'valid full JAdES-B-B',
  // DSS: INDETERMINATE, because it finds no payload. A payload that is a list is none.
  'serialization-wrong-payload-type.json': 'invalid none - PSR-3004',
  'simple-detached.json': 'indeterminate none JAdES-B-B PSR-3017',
};

/** Every certificate of an x5c in the file, wherever it stands. */
function carried(text: string): Certificate[] {
  const headers = text.match(/eyJ[A-Za-z0-9_-]+/g) ?? [];
  return headers.flatMap((each) => {
    try {
      const header = JSON.parse(Buffer.from(each, 'base64url').toString('utf8')) as { x5c?: string[] };
      return [...readCertificateChain(header.x5c)];
    } catch (error) {
      // What is no header, or has no chain that can be read, brings no certificate.
      if (error instanceof SyntaxError || error instanceof PasserelleError) return [];
      throw error;
    }
  });
}

async function answer(octets: Buffer, anchors: readonly Certificate[]): Promise<string> {
  try {
    const context = { anchors, crls: [], ocspResponses: [], at, detached: [] };
    const findings = await verifyJsonSignatures(octets, context);
    if (findings.length === 0) return 'no signature';
    return findings
      .map(({ verdict, scope, format, reasons, counterSignatures = [] }) => {
        const codes = verdict === 'valid' ? [] : reasons.slice(0, 1).map(({ code }) => code);
        return [verdict, scope, format ?? '-', ...codes, ...counterSignatures.map((each) => `+${each.verdict}`)].join(
          ' ',
        );
      })
      .join('; ');
  } catch (error) {
    if (error instanceof PasserelleError) return error.code;
    throw error;
  }
}

it("threat 25: EU DSS's JAdES files are judged as DSS judges them, or more strictly", async () => {
  const answers: Record<string, string> = {};
  for (const file of files) {
    const octets = readFileSync(file);
    answers[basename(file)] = await answer(octets, carried(octets.toString('utf8')));
  }
  reportCorpusRun('JAdES of EU DSS', files.length);
  if (files.length > 0) expect(answers).toEqual(table);
});

it('none of them is valid where nobody vouches for its signer', async () => {
  for (const file of files) {
    const found = await answer(readFileSync(file), []);
    expect([basename(file), found]).toEqual([basename(file), expect.not.stringMatching(/(?:^|; )valid/)]);
  }
});
