import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { corpusFiles, reportCorpusRun } from '../../../../test/support/corpus.js';
import { attribute, attributesOf, children, path, textOf, type XmlElement } from '../tree/element.js';
import { parseXmlSource, type DocumentSource, type ElementSource } from '../source/index.js';
import type { CanonicalMethod } from './canonical-form.js';
import { canonicalOctets, type DocumentPart } from './canonical-octets.js';

const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const inclusive = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const inclusive11 = 'http://www.w3.org/2006/12/xml-c14n11';

/** The method a transform names, read by this test itself. */
function methodOf(transform: XmlElement | undefined): CanonicalMethod {
  const algorithm = attribute(transform, 'Algorithm') ?? inclusive;
  const withComments = algorithm.endsWith('WithComments');
  const prefixes = attribute(path(transform, 'InclusiveNamespaces'), 'PrefixList')?.split(' ');
  if (algorithm.startsWith(exclusive))
    return { exclusive: true, withComments, ...(prefixes && { inclusivePrefixes: prefixes }) };
  return { exclusive: false, withComments, version11: algorithm.startsWith(inclusive11) };
}

interface Stated {
  readonly uri: string;
  readonly transforms: readonly XmlElement[];
  readonly digest: string;
}

function references(document: DocumentSource): readonly Stated[] {
  return document.elements
    .filter(({ element }) => element.local === 'Reference')
    .map(({ element }) => ({
      uri: attribute(element, 'URI') ?? '',
      transforms: children(path(element, 'Transforms')),
      digest: textOf(path(element, 'DigestValue')) ?? '',
    }));
}

function byId(document: DocumentSource, id: string): ElementSource {
  return document.elements.find(({ element }) =>
    attributesOf(element).some(([name, value]) => /id$/i.test(name) && value === id),
  )!;
}

const sha1 = (part: DocumentPart, method: CanonicalMethod): string =>
  createHash('sha1').update(canonicalOctets(part, method)).digest('base64');

describe('threat 13: vectors of canonicalisation, over our own tree', () => {
  it('exclusive: the four forms of merlin-exc-c14n-one', () => {
    const files = corpusFiles('security/xmldsig/merlin-exc-c14n-one', 'exc-signature.xml');
    for (const file of files) {
      const document = parseXmlSource(readFileSync(file));
      const apex = byId(document, 'to-be-signed');
      const stated = references(document);
      expect(stated).toHaveLength(4);
      for (const { transforms, digest } of stated)
        expect(sha1({ document, apex }, methodOf(transforms[0]))).toBe(digest);
    }
    reportCorpusRun('vectors of exclusive canonicalisation, ours', files.length);
  });

  it('Canonical XML 1.1: the xpointers of the second edition, with comments and without', () => {
    const files = corpusFiles('security/xmldsig/xmldsig2ed-tests', '-SUN.xml');
    let compared = 0;
    for (const file of files) {
      const document = parseXmlSource(readFileSync(file));
      for (const { uri, transforms, digest } of references(document)) {
        const id = /^#(?:xpointer\(id\('(.*)'\)\)|(.*))$/.exec(uri);
        const apex = id === null || uri === '#xpointer(/)' ? undefined : byId(document, (id[1] ?? id[2])!);
        const isEnveloped = transforms.some((each) => attribute(each, 'Algorithm')?.endsWith('enveloped-signature'));
        const signature = document.elements.find(({ element }) => element.local === 'Signature')!.element;
        const part = { document, apex, ...(isEnveloped && { without: new Set([signature]) }) };
        // A reference by Id alone, or to the whole without a pointer, has no comments in it.
        const method = { ...methodOf(transforms.at(-1)), withComments: uri.includes('xpointer') };
        expect([file, uri, sha1(part, method)]).toEqual([file, uri, digest]);
        compared++;
      }
    }
    if (files.length > 0) expect(compared).toBe(10);
    reportCorpusRun('vectors of Canonical XML 1.1', compared);
  });

  it('Canonical XML 1.1: xml:base joined with that of what is left out', () => {
    const [input] = corpusFiles('security/xmldsig/xmldsig2ed-tests/c14n11', 'xml-base-input.xml');
    const files = corpusFiles('security/xmldsig/xmldsig2ed-tests', '.xml').filter((file) =>
      /defCan-[12]\.xml$/.test(file),
    );
    const named = (document: DocumentSource, local: string): ElementSource =>
      document.elements.find(({ element }) => element.local === local)!;
    for (const file of files) {
      const document = parseXmlSource(readFileSync(input!));
      const [stated] = references(parseXmlSource(readFileSync(file)));
      const method = { exclusive: false, version11: true };
      // The first leaves e2 out of the whole; the second takes e21 alone, and then copies it without a change.
      const part = file.endsWith('defCan-1.xml')
        ? { document, apex: document.root, without: new Set([named(document, 'e2').element]) }
        : { document, apex: named(document, 'e21') };
      expect([file, sha1(part, method)]).toEqual([file, stated?.digest]);
    }
    reportCorpusRun('vectors of xml:base in Canonical XML 1.1', files.length);
  });

  it('Canonical XML 1.0 and exclusive: those of merlin-c14n-three that are over a whole element', () => {
    const [file] = corpusFiles('security/xmldsig/merlin-c14n-three', 'signature.xml');
    const document = file === undefined ? undefined : parseXmlSource(readFileSync(file));
    let compared = 0;
    for (const [at, { transforms, digest }] of (document === undefined ? [] : references(document)).entries()) {
      const [selection, method] = transforms;
      if (textOf(selection) !== 'ancestor-or-self::bar:Something') continue;
      const apex = document!.elements[1]!;
      const octets = canonicalOctets({ document: document!, apex }, methodOf(method));
      const [expected] = corpusFiles('security/xmldsig/merlin-c14n-three', `c14n-${at}.txt`);
      expect([at, octets.toString()]).toEqual([at, readFileSync(expected!, 'utf8')]);
      expect(createHash('sha1').update(octets).digest('base64')).toBe(digest);
      compared++;
    }
    if (file !== undefined) expect(compared).toBeGreaterThan(2);
    reportCorpusRun('vectors of canonicalisation with inherited namespaces', compared);
  });
});
