import { describe, expect, it } from '@jest/globals';
import { canonicalize, canonicalizeParts } from './canonicalize.js';

const exclusive = { exclusive: true };

async function canonical(
  source: string | Uint8Array,
  form: Parameters<typeof canonicalize>[1] = exclusive,
): Promise<string> {
  return (await canonicalize(source, form)).toString('utf8');
}

describe('canonicalize', () => {
  it('gives exclusive canonical form: comments gone, CDATA as text, empty elements with end tag, attributes in order', async () => {
    const source = '<?xml version="1.0"?><!-- c --><a z="1" b=\'2\' ><![CDATA[<&]]><b/><!-- d --></a>';
    expect(await canonical(source)).toBe('<a b="2" z="1">&lt;&amp;<b></b></a>');
  });

  it('drops namespaces that are not visibly used, which Canonical XML 1.0 keeps', async () => {
    const source = '<a xmlns:u="urn:unused" xmlns="urn:a"><b/></a>';
    expect(await canonical(source)).toBe('<a xmlns="urn:a"><b></b></a>');
    expect(await canonical(source, { exclusive: false })).toBe('<a xmlns="urn:a" xmlns:u="urn:unused"><b></b></a>');
  });

  it('keeps the prefixes of an InclusiveNamespaces list', async () => {
    const source = '<a xmlns:u="urn:u" xmlns:v="urn:v" t="u:x"/>';
    expect(await canonical(source, { exclusive: true, inclusivePrefixes: ['u'] })).toBe(
      '<a xmlns:u="urn:u" t="u:x"></a>',
    );
  });

  it('reads octets in their declared encoding and writes UTF-8', async () => {
    const source = Buffer.from('<?xml version="1.0" encoding="iso-8859-1"?><a>é</a>', 'latin1');
    expect(await canonical(source)).toBe('<a>é</a>');
  });

  it('keeps canonical form as it is', async () => {
    const once = await canonicalize('<p:a xmlns:p="urn:u" p:b="&#13;&#10;"> é\r\n</p:a>', exclusive);
    expect(await canonicalize(once, exclusive)).toEqual(once);
  });

  it.each([
    ['a DOCTYPE', '<!DOCTYPE a><a/>', 'PSR-1003'],
    ['a DOCTYPE behind byte order marks', '\ufeff\ufeff<!DOCTYPE a><a/>', 'PSR-1002'],
    ['an unbound prefix', '<p:a/>', 'PSR-1002'],
    ['two roots', '<a/><b/>', 'PSR-1002'],
    ['text behind a zero character', '<a/>\0<b/>', 'PSR-1002'],
    ['a relative namespace, which has no canonical form', '<a xmlns="relative/uri"/>', 'PSR-1002'],
    ['300 levels', '<a>'.repeat(300) + '</a>'.repeat(300), 'PSR-1005'],
    ['129 levels', '<a>'.repeat(129) + '</a>'.repeat(129), 'PSR-1005'],
    ['257 attributes', `<a ${Array.from({ length: 257 }, (_, at) => `b${at}=""`).join(' ')}/>`, 'PSR-1005'],
    ['a million references and one', `<a>${'&#65;'.repeat(1_000_001)}</a>`, 'PSR-1005'],
    ['a text of more than 10 MB', `<a>${'x'.repeat(10_000_001)}</a>`, 'PSR-1005'],
    ['a comment of more than 10 MB', `<a><!--${'é'.repeat(5_000_001)}--></a>`, 'PSR-1005'],
    ['an attribute of more than 10 MB', `<a b="${'x'.repeat(10_000_001)}"/>`, 'PSR-1005'],
    ['an empty document', '', 'PSR-1010'],
  ])('refuses %s, as octets', async (_what, source, code) => {
    await expect(canonicalize(Buffer.from(source), exclusive)).rejects.toMatchObject({ code });
  });

  it('refuses a DOCTYPE in text that did not pass the octet guard, behind a byte order mark too', async () => {
    for (const text of ['<!DOCTYPE a><a/>', '\ufeff<!DOCTYPE a><a/>']) {
      await expect(canonicalize(text, exclusive)).rejects.toMatchObject({ code: 'PSR-1003' });
    }
  });

  it('includes no file: XInclude stays an element like any other', async () => {
    const include =
      '<a><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"></xi:include></a>';
    expect(await canonical(include)).toBe(include);
  });

  it('frees its memory: a thousand documents of 100 kB do not exhaust it', async () => {
    const source = `<a>${'x'.repeat(100_000)}</a>`;
    for (let count = 0; count < 1_000; count++) await canonicalize(source, exclusive);
    expect((await canonicalize(source, exclusive)).length).toBe(source.length);
  });
});

describe('canonicalizeParts', () => {
  const source =
    '<r xmlns="urn:r" xmlns:o="urn:o" xmlns:u="urn:u" xml:lang="fr"><o:a Id="1"><b/></o:a><o:c/><o:c/></r>';
  const namespaces = { r: 'urn:r', p: 'urn:o' };

  it('canonicalises an element with the namespaces it inherits, whatever prefix the path uses', async () => {
    const [part] = await canonicalizeParts(source, [{ path: '/r:r/p:a', exclusive: true }], namespaces);
    expect(part?.toString()).toBe('<o:a xmlns:o="urn:o" Id="1"><b xmlns="urn:r"></b></o:a>');
  });

  it('takes namespaces and xml: attributes of the ancestors into inclusive form', async () => {
    const [part] = await canonicalizeParts(source, [{ path: '/r:r/p:a', exclusive: false }], namespaces);
    expect(part?.toString()).toBe(
      '<o:a xmlns="urn:r" xmlns:o="urn:o" xmlns:u="urn:u" Id="1" xml:lang="fr"><b></b></o:a>',
    );
  });

  it('gives undefined where a path leads to no element, to several, or to something else', async () => {
    const paths = ['/r:r/p:missing', '/r:r/p:c', '/r:r/p:a/@Id', '/r:r/text()'];
    const parts = await canonicalizeParts(
      source,
      paths.map((path) => ({ path, exclusive: true })),
      namespaces,
    );
    expect(parts).toEqual([undefined, undefined, undefined, undefined]);
  });
});
