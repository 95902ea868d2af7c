import { describe, expect, it } from '@jest/globals';
import { compileSchema, type XmlSchema } from './compile-schema.js';

const namespaces = 'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:a" targetNamespace="urn:a"';

function files(parts: Readonly<Record<string, string>>): Map<string, Uint8Array> {
  return new Map(Object.entries(parts).map(([path, text]) => [path, Buffer.from(text)]));
}

const set = files({
  'main/a.xsd': `<xs:schema ${namespaces} elementFormDefault="qualified"><xs:include schemaLocation="../types/t.xsd"/>
    <xs:element name="a" type="A"/></xs:schema>`,
  'types/t.xsd': `<xs:schema ${namespaces} elementFormDefault="qualified"><xs:complexType name="A"><xs:sequence>
    <xs:element name="b" type="xs:int" maxOccurs="2"/></xs:sequence><xs:attribute name="c" type="xs:date" use="required"/></xs:complexType></xs:schema>`,
  'unused.xsd': 'no schema at all',
});

async function using<T>(use: (schema: XmlSchema) => Promise<T>): Promise<T> {
  const schema = await compileSchema(set, 'main/a.xsd');
  try {
    return await use(schema);
  } finally {
    schema.dispose();
  }
}

describe('compileSchema', () => {
  it('compiles a schema with what it includes, and nothing else', async () => {
    await using(async (schema) => {
      expect(schema.files).toEqual(['main/a.xsd', 'types/t.xsd']);
      expect(await schema.validate('<a xmlns="urn:a" c="2024-01-31"><b>1</b></a>')).toEqual([]);
    });
  });

  it.each([
    ['an element too many', '<a xmlns="urn:a" c="2024-01-31"><b>1</b><b>2</b><b>3</b></a>', 'element', 'b', undefined],
    ['a missing element', '<a xmlns="urn:a" c="2024-01-31"/>', 'element', 'a', undefined],
    ['another root', '<z xmlns="urn:a"/>', 'element', 'z', undefined],
    ['a missing attribute', '<a xmlns="urn:a"><b>1</b></a>', 'attribute', 'a', undefined],
    ['an attribute too many', '<a xmlns="urn:a" c="2024-01-31" d=""><b>1</b></a>', 'attribute', 'a', 'd'],
    ['a wrong value', '<a xmlns="urn:a" c="Jane Doe"><b>1</b></a>', 'value', 'a', 'c'],
    ['a wrong text', '<a xmlns="urn:a" c="2024-01-31"><b>Jane Doe</b></a>', 'value', 'b', undefined],
    ['text where none may be', '<a xmlns="urn:a" c="2024-01-31">Jane Doe<b>1</b></a>', 'text', 'a', undefined],
  ])('tells %s by kind, element and attribute, without its values', async (_what, text, kind, element, attribute) => {
    const faults = await using((schema) => schema.validate(text));
    expect(faults[0]).toEqual({
      place: expect.stringMatching(/^\//),
      kind,
      element,
      ...(attribute !== undefined && { attribute }),
    });
    expect(JSON.stringify(faults)).not.toContain('Jane');
  });

  it('guards the document as every door does', async () => {
    await using(async (schema) => {
      await expect(schema.validate(Buffer.from('<!DOCTYPE a><a/>'))).rejects.toMatchObject({ code: 'PSR-1003' });
      await expect(schema.validate('<a>')).rejects.toMatchObject({ code: 'PSR-1002' });
    });
  });

  it.each([
    ['a file that is not given', '<xs:include schemaLocation="missing.xsd"/>', 'missing.xsd is missing'],
    ['a file outside of the set', '<xs:include schemaLocation="file:///etc/passwd"/>', 'file:///etc/passwd is missing'],
    ['a path that leads out', '<xs:include schemaLocation="../../../etc/passwd"/>', 'passwd is missing'],
    ['the network', '<xs:import namespace="urn:b" schemaLocation="http://host.example/b.xsd"/>', 'http://host.example/b.xsd is missing'],
    ['a type that is nowhere', '<xs:element name="a" type="Nothing"/>', 'no schema that compiles'],
  ])('does not reach %s', async (_what, part, reason) => {
    const schema = files({ 'main/a.xsd': `<xs:schema ${namespaces}>${part}</xs:schema>` });
    await expect(compileSchema(schema, 'main/a.xsd')).rejects.toMatchObject({
      code: 'PSR-7301',
      message: expect.stringContaining(reason),
    });
  }); // prettier-ignore

  it('refuses a schema with a DOCTYPE, which could declare entities', async () => {
    const schema = files({
      'a.xsd': `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xs:schema ${namespaces}/>`,
    });
    await expect(compileSchema(schema, 'a.xsd')).rejects.toMatchObject({ code: 'PSR-1003' });
  });

  it('names a root that is not among the files', async () => {
    await expect(compileSchema(set, 'b.xsd')).rejects.toMatchObject({ code: 'PSR-7301', facts: { file: 'b.xsd' } });
  });

  it('leaves nothing registered behind: a document cannot name a file of the schema', async () => {
    await using(async (schema) => {
      const text =
        '<a xmlns="urn:a" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:a schema:///unused.xsd" c="2024-01-31"><b>1</b></a>';
      expect(await schema.validate(text)).toEqual([]);
    });
  });
});
