import { describe, expect, it } from '@jest/globals';
import { context } from '../testing/xml-verification.js';
import { verifyXmlSignatures } from './index.js';

const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const signature = (references: string): string =>
  `<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="${exclusive}"/>` +
  `<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>${references}</ds:SignedInfo><ds:SignatureValue>AAAA</ds:SignatureValue></ds:Signature>`;
const reference = (uri: string): string =>
  `<ds:Reference URI="${uri}"><ds:Transforms><ds:Transform Algorithm="${exclusive}"/></ds:Transforms>` +
  '<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue>AAAA</ds:DigestValue></ds:Reference>';

/** Levels that each declare fifty namespaces: all that the door lets through are in scope inside. */
const flooded = (inside: string): string => {
  const declarations = (level: number): string =>
    Array.from({ length: 50 }, (_, at) => `xmlns:p${level}x${at}="urn:${at}"`).join(' ');
  const tags = Array.from({ length: 75 }, (_, level) => `<a ${declarations(level)}>`).join('');
  return `<r>${tags}${inside}${'</a>'.repeat(75)}${signature(reference(''))}</r>`;
};

describe('a hostile document', () => {
  it.each([
    ['of many signatures over much text', `<r>${'x'.repeat(15_000_000)}${signature(reference('')).repeat(50)}</r>`],
    ['of many signatures over many elements', `<r>${'<a/>'.repeat(200_000)}${signature(reference('')).repeat(50)}</r>`],
    [
      'of many references to a late sibling',
      `<r>${'<a/>'.repeat(200_000)}<b Id="x"/>${signature(reference('#x').repeat(200)).repeat(20)}</r>`,
    ],
    ['of hundreds of namespaces in scope', flooded('<b xmlns:q="urn:q"/>'.repeat(10_000))],
  ])('%s is answered without an end of work', async (_, text) => {
    const cpu = process.cpuUsage();
    const findings = await verifyXmlSignatures(Buffer.from(text), context([]));
    const { user, system } = process.cpuUsage(cpu);
    expect(findings.every(({ verdict }) => verdict !== 'valid')).toBe(true);
    // Before these were bounded, each took minutes.
    expect((user + system) / 1e6).toBeLessThan(30);
  });
});
