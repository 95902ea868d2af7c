import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import {
  attributesOf,
  element,
  parseXml,
  serialize,
  type XmlElement,
  type XmlOut,
  type XmlOutNode,
} from '@passerelle/xml';
import { canonicalize, canonicalizeParts } from '@passerelle/xml/canonical';
import { PasserelleError, systemClock } from '@passerelle/kernel';
import { corpusFiles, reportCorpusRun } from '../support/corpus.js';
import { sealIdentities } from '../support/seal-identities.js';
import { made, signatureForms } from '../support/signature-forms.js';
import { translatedOrRefused } from '../support/translation.js';

/** Gives each namespace of a tree a prefix of its own: the writer declares a prefix for one namespace only. */
class Prefixes {
  readonly namespaces: Record<string, string> = {};
  private readonly byUri = new Map<string, string>([['http://www.w3.org/XML/1998/namespace', 'xml']]);

  nameOf(uri: string, local: string): string {
    if (uri === '') return local;
    let prefix = this.byUri.get(uri);
    if (prefix === undefined) {
      prefix = `n${this.byUri.size}`;
      this.byUri.set(uri, prefix);
      this.namespaces[prefix] = uri;
    }
    return `${prefix}:${local}`;
  }
}

function toBeWritten(node: XmlElement, prefixes: Prefixes): XmlOut {
  const attributes: Record<string, string> = {};
  for (const [key, value] of attributesOf(node)) {
    const [, uri = '', local = key] = /^\{(.*)\}(.*)$/s.exec(key) ?? [];
    attributes[prefixes.nameOf(uri, local)] = value;
  }
  const inner = node.children.map((each): XmlOutNode =>
    typeof each === 'string' ? each : toBeWritten(each, prefixes),
  );
  return element(prefixes.nameOf(node.uri, node.local), attributes, ...inner);
}

/** The tree with neighbouring texts joined: a comment or CDATA section splits them and is not written again. */
function joined(node: XmlElement): unknown {
  const inner: unknown[] = [];
  for (const each of node.children) {
    const last = inner.at(-1);
    if (typeof each !== 'string') inner.push(joined(each));
    else if (typeof last === 'string') inner[inner.length - 1] = last + each;
    else if (each !== '') inner.push(each);
  }
  return [node.uri, node.local, attributesOf(node).sort(), inner];
}

describe('documents of the corpus, read and written again', () => {
  it('are in exclusive canonical form as libxml2 writes it, and read back as the same tree', async () => {
    const files = ['myhealtheu', 'fhir'].flatMap((folder) => corpusFiles(folder, '.xml'));
    const refused: Record<string, number> = {};
    let written = 0;
    for (const file of files) {
      let tree: XmlElement;
      try {
        tree = parseXml(readFileSync(file));
      } catch (error) {
        if (!(error instanceof PasserelleError)) throw error;
        refused[error.code] = (refused[error.code] ?? 0) + 1;
        continue;
      }
      const prefixes = new Prefixes();
      const root = toBeWritten(tree, prefixes);
      const text = serialize(root, prefixes.namespaces);
      const octets = Buffer.from(text, 'utf8');
      await requireCanonical(octets, file);
      if (!isDeepStrictEqual(joined(parseXml(octets)), joined(tree)))
        throw new Error(`reads back differently: ${file}`);
      written++;
    }
    reportCorpusRun(`written again in canonical form (refused: ${JSON.stringify(refused)})`, written);
    // Refusals are DOCTYPEs and fragments that are no document; most of the corpus must have come through.
    expect(written).toBeGreaterThanOrEqual(files.length * 0.9);
  }, 120_000);
});

/** Fails unless libxml2 makes of the octets, by exclusive canonicalisation, the same octets. */
async function requireCanonical(octets: Buffer, what: string): Promise<void> {
  if (!octets.equals(await canonicalize(octets, { exclusive: true }))) throw new Error(`not canonical: ${what}`);
}

describe('what we write out of the corpus', () => {
  it('is in exclusive canonical form as libxml2 writes it: the pivot of every summary, CDA and FHIR', async () => {
    const files = [...corpusFiles('', '.xml'), ...corpusFiles('fhir', '.json')];
    const outcomes: Record<string, number> = {};
    let written = 0;
    for (const file of files) {
      const head = readFileSync(file).subarray(0, 4_000);
      if (!head.includes('ClinicalDocument') && !head.includes('"Bundle"')) continue;
      const translation = translatedOrRefused(file, 'pivot');
      if (typeof translation === 'string') {
        outcomes[translation] = (outcomes[translation] ?? 0) + 1;
        continue;
      }
      await requireCanonical(Buffer.from(translation.octets), file);
      written++;
    }
    reportCorpusRun(`pivots in canonical form (refused: ${JSON.stringify(outcomes)})`, written);
  }, 300_000);

  it('is canonical as a part of an envelope too: what is signed of a SOAP message is what is written on its own', async () => {
    const wsu = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd';
    const soap = 'http://www.w3.org/2003/05/soap-envelope';
    let written = 0;
    for (const file of corpusFiles('myhealtheu', '.xml')) {
      const prefixes = new Prefixes();
      let content: XmlOut;
      try {
        content = toBeWritten(parseXml(readFileSync(file)), prefixes);
      } catch (error) {
        // What the door refuses is the business of the suite above.
        if (error instanceof PasserelleError) continue;
        throw error;
      }
      const namespaces = { ...prefixes.namespaces, soap, wsu };
      const body = element('soap:Body', { 'wsu:Id': 'body' }, content);
      const envelope = element('soap:Envelope', {}, element('soap:Header', {}, element('wsu:Timestamp')), body);
      const octets = Buffer.from(serialize(envelope, namespaces));
      await requireCanonical(octets, file);
      const path = '/soap:Envelope/soap:Body';
      const [inPlace] = await canonicalizeParts(octets, [{ path, exclusive: true }], namespaces);
      if (inPlace?.equals(Buffer.from(serialize(body, namespaces))) !== true) throw new Error(`not its part: ${file}`);
      written++;
    }
    reportCorpusRun('envelopes in canonical form', written);
  }, 120_000);

  it('is canonical in signatures of every form', async () => {
    const { ec } = sealIdentities();
    for (const [name, form] of Object.entries(signatureForms).filter(([each]) => each.endsWith('.xml'))) {
      const signed = (await made(form, ec.key, { clock: systemClock })).toString();
      const [signature = ''] = /<ds:Signature .*<\/ds:Signature>/s.exec(signed) ?? [];
      await requireCanonical(Buffer.from(signature), name);
    }
  });
});

describe('vectors of the W3C interoperability test of exclusive canonicalisation (merlin)', () => {
  it('have the digests their signature states', async () => {
    const files = corpusFiles('security/xmldsig/merlin-exc-c14n-one', 'exc-signature.xml');
    for (const file of files) {
      const source = readFileSync(file);
      const stated = [...source.toString('utf8').matchAll(/<dsig:DigestValue>([^<]+)</g)].map(([, value]) => value);
      const path = "//*[@Id='to-be-signed']";
      // The first two references are without comments, plain and with PrefixList="bar #default".
      const parts = await canonicalizeParts(
        source,
        [
          { path, exclusive: true },
          { path, exclusive: true, inclusivePrefixes: ['bar', '#default'] },
        ],
        {},
      );
      const digests = parts.map((part) => createHash('sha1').update(part!).digest('base64'));
      expect(digests[0]).toBe(stated[0]);
      expect(digests[1]).toBe(stated[1]);
    }
    reportCorpusRun('exclusive canonicalisation vectors', files.length);
  });
});
