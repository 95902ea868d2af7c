import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { PasserelleError } from '@passerelle/kernel';
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
import { corpusFiles, reportCorpusRun } from '../support/corpus.js';

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
      if (!octets.equals(await canonicalize(octets, { exclusive: true }))) throw new Error(`not canonical: ${file}`);
      if (!isDeepStrictEqual(joined(parseXml(octets)), joined(tree)))
        throw new Error(`reads back differently: ${file}`);
      written++;
    }
    reportCorpusRun(`written again in canonical form (refused: ${JSON.stringify(refused)})`, written);
    // Refusals are DOCTYPEs and fragments that are no document; most of the corpus must have come through.
    expect(written).toBeGreaterThanOrEqual(files.length * 0.9);
  }, 120_000);
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
