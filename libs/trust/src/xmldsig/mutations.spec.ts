import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PasserelleError } from '@passerelle/kernel';
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

const { key } = identity('LU', 'seal');
const trusted = context([key.certificate]);
const xades = properties(key, { signedAt: new Date(epoch.getTime() + 60_000) });
const objects = `${xades.object}<ds:Object Id="o"><b xmlns="urn:b" c="d">text</b></ds:Object>`;

const whole = signatureTemplate(key, {
  references: reference('', enveloped + exclusiveTransform, ' Id="r"') + xades.reference,
  objects: xades.object,
});
const document =
  '<?xml version="1.0"?>\n<doc xmlns="urn:x" xmlns:p="urn:p"><p:a p:b="c">text &amp; more</p:a><!-- c --><?p q?>';

const documents: readonly (readonly [string, Buffer])[] = [
  ['enveloped', Buffer.from(await signXml(`${document}${whole}</doc>`, key))],
  [
    'enveloping',
    Buffer.from(
      await signXml(
        signatureTemplate(key, {
          references: reference('#o', exclusiveTransform, ' Id="r"') + xades.reference,
          objects,
        }),
        key,
      ),
    ),
  ],
];

/** What is signed, where it is accepted; undefined where it is not. */
async function accepted(octets: Uint8Array): Promise<string | undefined> {
  try {
    const findings = await verifyXmlSignatures(octets, trusted);
    const isValid = findings.length > 0 && findings.every(({ verdict }) => verdict === 'valid');
    if (!isValid) return undefined;
    return JSON.stringify(
      findings.map(({ signed, signedAt, signer }) => [
        signed.map((each) => Buffer.from(each.octets).toString('base64')),
        signedAt,
        signer?.fingerprint,
      ]),
    );
  } catch (error) {
    if (error instanceof PasserelleError) return undefined;
    throw error;
  }
}

describe.each(documents)('threat 12: an %s signature with one octet changed', (_, good) => {
  it('is refused, or says exactly what it said', async () => {
    const expected = await accepted(good);
    expect(expected).toBeDefined();
    const [from, to] = [good.indexOf('<ds:KeyInfo>'), good.indexOf('</ds:KeyInfo>')];
    let still = 0;
    for (let at = 0; at < good.length; at++) {
      const changed = Buffer.from(good);
      changed[at]! ^= 1 + (at % 127);
      const said = await accepted(changed);
      // KeyInfo is a hint: where it is damaged, the anchor is the certificate that was stated.
      if (said !== undefined && (at < from || at > to)) still++;
      if (said !== undefined && said !== expected) throw new Error(`octet ${at} changed what is signed`);
    }
    // White space between attributes, names of identifiers that nothing refers to: little may change without a word.
    expect(still).toBeLessThan(good.length * 0.05);
  });

  it('or with octets put in, taken out or doubled anywhere', async () => {
    const expected = await accepted(good);
    const pieces = [
      '<!---->',
      '<?p?>',
      '<x/>',
      'x',
      ' ',
      '&#32;',
      '<![CDATA[]]>',
      'xmlns:z="urn:z"',
      ' Id="s"',
      '</ds:Object><ds:Object>',
    ];
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length), fc.nat(12), fc.constantFrom(...pieces, ''), async (at, without, piece) => {
        const changed = Buffer.concat([good.subarray(0, at), Buffer.from(piece), good.subarray(at + without)]);
        const said = await accepted(changed);
        expect(said === undefined || said === expected).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });
});
