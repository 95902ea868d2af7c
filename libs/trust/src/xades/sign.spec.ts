import { describe, expect, it } from '@jest/globals';
import { failed, fixedClock, PasserelleError, type Result } from '@passerelle/kernel';
import { canonicalize } from '@passerelle/xml/canonical';
import { pemSealKey } from '../keys/pem-seal-key.js';
import { epoch, identity } from '../testing/identities.js';
import { authorityWith, stampContext, tokenOf } from '../testing/time-stamping.js';
import type { DetachedObject } from '../verification/context.js';
import type { SignatureFinding } from '../verification/finding.js';
import { verifyXmlSignatures } from '../xmldsig/index.js';
import { signDetached } from './sign-detached.js';
import { signElement, signEnveloped } from './sign-enveloped.js';
import { signEnveloping } from './sign-enveloping.js';

const clock = fixedClock(new Date(epoch.getTime() + 30_000));
const ec = identity('LU', 'seal').key;
const tsa = authorityWith();
const timeStamp = async (octets: Buffer): Promise<Result<Buffer>> => ({ ok: true, value: await tokenOf(tsa, octets) });
const options = { clock };

/** A document of somebody else: prefixes used in values only, CDATA, comments, single quotes, CRLF, text after the root. */
const foreign = Buffer.from(
  `<?xml version='1.0' encoding="utf-8"?><!-- before -->\r\n<?style sheet?><r:root xmlns:r='urn:r' xmlns="urn:d" ` +
    `xmlns:unused='urn:u' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' b = "2" a='1>"'>\r\n` +
    `<x ID='first' xsi:type="unused:T"/><!-- </r:root> --><y ID="second"><![CDATA[<é&]]><z/>&#xd;</y ></r:root >\n<!-- </r:root> -->`,
);

async function verified(signed: Result<Buffer>, detached: readonly DetachedObject[] = []): Promise<SignatureFinding> {
  if (!signed.ok) throw signed.error;
  return finding(signed.value, detached);
}

async function finding(octets: Buffer, detached: readonly DetachedObject[] = []): Promise<SignatureFinding> {
  const anchors = [ec.certificate, ...stampContext().anchors];
  const findings = await verifyXmlSignatures(octets, stampContext({ anchors, detached }));
  expect(findings).toHaveLength(1);
  return findings[0]!;
}

describe('signEnveloped', () => {
  it('signs a foreign document and leaves every octet of it where it was', async () => {
    const signed = await signEnveloped(foreign, ec, options);
    expect(await verified(signed)).toMatchObject({ verdict: 'valid', scope: 'full', format: 'XAdES-B-B', reasons: [] });
    const text = (signed as { value: Buffer }).value.toString();
    expect(text.replace(/<ds:Signature .*<\/ds:Signature>/s, '')).toBe(foreign.toString());
    expect(text).toContain('</ds:Signature></r:root >');
  });

  it.each([
    ['a byte order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), foreign])],
    ['an empty root', Buffer.from('<a b="/>"/>')],
    ['an empty root with a space', Buffer.from('<é:a xmlns:é="urn:e" />')],
    [
      'a default namespace that is that of XML Signature',
      Buffer.from('<a xmlns="http://www.w3.org/2000/09/xmldsig#"/>'),
    ],
    ['the prefixes of the signature for other namespaces', Buffer.from('<ds:a xmlns:ds="urn:1" xmlns:xades="urn:2"/>')],
  ])('signs a document with %s', async (_what, octets) => {
    expect(await verified(await signEnveloped(octets, ec, options))).toMatchObject({ verdict: 'valid', scope: 'full' });
  });

  it('covers everything: no altered octet of the document goes unseen, but for what canonical form does not keep', async () => {
    const signed = await signEnveloped(Buffer.from('<a b="1"><c>text</c></a>'), ec, options);
    if (!signed.ok) throw signed.error;
    const until = signed.value.indexOf('<ds:Signature ');
    for (let at = 0; at < until; at++) {
      const altered = Buffer.from(signed.value);
      altered[at] = altered[at] === 0x3c ? 0x3c : altered[at]! ^ 0x01;
      if (altered.equals(signed.value)) continue;
      const verdict = await finding(altered).then(
        (each) => each.verdict,
        (error: PasserelleError) => error.code,
      );
      expect([at, verdict]).not.toEqual([at, 'valid']);
    }
  });

  it('covers prefixes that stand in values only where they are asked for', async () => {
    const rebound = (signed: Buffer) =>
      Buffer.from(signed.toString().replace("xmlns:unused='urn:u'", "xmlns:unused='urn:v'"));
    const without = await signEnveloped(foreign, ec, options);
    const covered = await signEnveloped(foreign, ec, { ...options, inclusivePrefixes: ['unused', '#default'] });
    if (!without.ok || !covered.ok) throw new Error('not signed');
    expect((await finding(covered.value)).verdict).toBe('valid');
    expect((await finding(rebound(covered.value))).verdict).toBe('invalid');
    // The hole that InclusiveNamespaces closes.
    expect((await finding(rebound(without.value))).verdict).toBe('valid');
  });

  it('refuses what is no XML, what has a DOCTYPE and what is not in UTF-8', async () => {
    const code = async (octets: Uint8Array) => {
      const signed = await signEnveloped(octets, ec, options);
      return signed.ok ? 'signed' : signed.error.code;
    };
    expect(await code(Buffer.from('<a>'))).toBe('PSR-1002');
    expect(await code(Buffer.from('<!DOCTYPE a><a/>'))).toBe('PSR-1003');
    expect(await code(Buffer.from('<?xml version="1.0" encoding="iso-8859-1"?><a>é</a>', 'latin1'))).toBe('PSR-3027');
    expect(await code(Buffer.from('\ufeff<a/>', 'utf16le'))).toBe('PSR-3027');
  });
});

describe('signElement', () => {
  const assertion = Buffer.from(
    '<s:Assertion xmlns:s="urn:oasis:names:tc:SAML:2.0:assertion" ID="_1"><s:Issuer>LU</s:Issuer><s:Subject/></s:Assertion>',
  );
  const behind = { uri: 'urn:oasis:names:tc:SAML:2.0:assertion', local: 'Issuer' };

  it('signs as SAML wants it: without properties, behind the issuer, by Id', async () => {
    const signed = await signElement(assertion, '_1', ec, { clock, form: 'XML-DSig', behind });
    expect(await verified(signed)).toMatchObject({ verdict: 'valid', scope: 'full', format: 'XML-DSig' });
    const text = (signed as { value: Buffer }).value.toString();
    expect(text).toMatch(/<\/s:Issuer><ds:Signature .*<\/ds:Signature><s:Subject\/>/s);
    expect(text).not.toContain('xades');
  });

  it('signs one element of a document, which is partial', async () => {
    for (const id of ['first', 'second']) {
      const signed = await signElement(foreign, id, ec, options);
      const found = await verified(signed);
      expect(found).toMatchObject({ verdict: 'valid', scope: 'partial', signed: [{ name: `#${id}` }] });
      const text = (signed as { value: Buffer }).value.toString();
      expect(text).toContain(id === 'first' ? '</ds:Signature></x>' : '</ds:Signature></y >');
    }
  });

  it('refuses an identifier that no element or several have, and a child that is not there', async () => {
    const twice = Buffer.from('<a><b ID="x"/><b ID="x"/></a>');
    expect(await signElement(foreign, 'none', ec, options)).toMatchObject({ error: { code: 'PSR-3027' } });
    expect(await signElement(twice, 'x', ec, options)).toMatchObject({ error: { code: 'PSR-3027' } });
    expect(await signElement(foreign, 'first', ec, { ...options, behind })).toMatchObject({
      error: { code: 'PSR-3027' },
    });
  });
});

describe('signDetached', () => {
  const documents = [
    { uri: 'a.xml', mediaType: 'text/xml', octets: Buffer.from('<a/>') },
    { uri: 'urn:uuid:1', mediaType: 'application/pdf', octets: Buffer.from([0, 1, 2]) },
  ];
  const detached = documents.map(({ uri, octets }) => ({ name: uri, octets }));

  it('signs several documents with one signature, each with its media type', async () => {
    const signed = await signDetached(documents, ec, options);
    expect(await verified(signed, detached)).toMatchObject({ verdict: 'valid', scope: 'full', format: 'XAdES-B-B' });
    const text = (signed as { value: Buffer }).value.toString();
    expect(text.match(/<xades:MimeType>[^<]*/g)).toEqual([
      '<xades:MimeType>text/xml',
      '<xades:MimeType>application/pdf',
    ]);
  });

  it('is not valid over a changed document, nor full over more than it covers', async () => {
    const signed = await signDetached(documents, ec, options);
    const changed = [detached[0]!, { name: 'urn:uuid:1', octets: Buffer.from([0, 1, 3]) }];
    expect((await verified(signed, changed)).verdict).toBe('invalid');
    const more = [...detached, { name: 'c.xml', octets: Buffer.from('<c/>') }];
    expect((await verified(signed, more)).scope).toBe('partial');
  });

  it('throws without documents, and for names that are taken or mean something inside', async () => {
    await expect(signDetached([], ec, options)).rejects.toThrow('names of their own');
    await expect(signDetached([documents[0]!, documents[0]!], ec, options)).rejects.toThrow('names of their own');
    await expect(signDetached([{ ...documents[0]!, uri: '#a' }], ec, options)).rejects.toThrow('name of its own');
  });
});

describe('signEnveloping', () => {
  it('carries the exact octets of its documents', async () => {
    const binary = Buffer.from([0, 255, 13, 10]);
    const documents = [foreign, binary].map((octets) => ({ octets, mediaType: 'text/plain' }));
    const found = await verified(await signEnveloping(documents, ec, options));
    expect(found).toMatchObject({ verdict: 'valid', scope: 'full', format: 'XAdES-B-B' });
    expect(found.signed.map(({ octets }) => Buffer.from(octets))).toEqual([foreign, binary]);
  });

  it('refuses changed content', async () => {
    const signed = await signEnveloping([{ octets: Buffer.from('aaaa'), mediaType: 'text/plain' }], ec, options);
    if (!signed.ok) throw signed.error;
    const changed = signed.value.toString().replace(Buffer.from('aaaa').toString('base64'), 'YWFhYg==');
    expect((await finding(Buffer.from(changed))).verdict).toBe('invalid');
  });
});

const forms = {
  detached: (how: Parameters<typeof signDetached>[2], key = ec) =>
    signDetached([{ uri: 'a', mediaType: 'text/xml', octets: foreign }], key, how),
  enveloped: (how: Parameters<typeof signDetached>[2], key = ec) => signEnveloped(foreign, key, how),
  enveloping: (how: Parameters<typeof signDetached>[2], key = ec) =>
    signEnveloping([{ octets: foreign, mediaType: 'text/xml' }], key, how),
} as const;
const names = Object.keys(forms) as (keyof typeof forms)[];

describe.each(names)('%s', (form) => {
  const detached = form === 'detached' ? [{ name: 'a', octets: foreign }] : [];

  it('reaches level T with a time-stamp over the signature value', async () => {
    const stamped = await forms[form]({ clock, timeStamp });
    expect(await verified(stamped, detached)).toMatchObject({
      verdict: 'valid',
      scope: 'full',
      format: 'XAdES-B-T',
      timeStamps: [{ time: tsa.clock.now() }],
    });
  });

  it('gives no signature where no time-stamp was given', async () => {
    const refusal = failed<Buffer>(new PasserelleError('PSR-3024', { reason: 'it was not reached' }));
    expect(await forms[form]({ clock, timeStamp: () => Promise.resolve(refusal) })).toBe(refusal);
  });

  it('is written in exclusive canonical form, time-stamp included', async () => {
    const stamped = await forms[form]({ clock, timeStamp });
    if (!stamped.ok) throw stamped.error;
    const signature = /<ds:Signature .*<\/ds:Signature>/s.exec(stamped.value.toString())![0];
    expect((await canonicalize(signature, { exclusive: true })).toString()).toBe(signature);
  });
});

describe('algorithms', () => {
  const rsa = identity('LU', 'seal', 'rsa-3072');
  const keys = [
    ec,
    identity('LU', 'seal', 'ec-p384').key,
    ...(['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'] as const).map((rsaAlgorithm) =>
      pemSealKey(rsa.keyPem, rsa.certificatePem, { rsaAlgorithm }),
    ),
  ];

  it.each(keys.map((key) => [key.algorithm, key] as const))('%s is made and verified in every form', async (_, key) => {
    for (const form of names) {
      const signed = await forms[form](options, key);
      if (!signed.ok) throw signed.error;
      const detached = form === 'detached' ? [{ name: 'a', octets: foreign }] : [];
      const context = stampContext({ anchors: [key.certificate], detached });
      expect(await verifyXmlSignatures(signed.value, context)).toMatchObject([{ verdict: 'valid', scope: 'full' }]);
    }
  });
});
