import { describe, expect, it } from '@jest/globals';
import { parseFhirJson } from '@passerelle/fhir/json';
import { withoutForbidden } from './forbidden-characters.js';

function cleaned(json: string): unknown {
  const octets = Buffer.from(json);
  return withoutForbidden(parseFhirJson(octets), octets);
}

describe('characters that FHIR forbids', () => {
  it('are replaced wherever they stand', () => {
    const json = '{"a":"x\\u0000y","b":[{"c":"\\b"},"\\u001f\\f"],"d":[1,null,true]}';
    expect(cleaned(json)).toEqual({ a: 'x\ufffdy', b: [{ c: '\ufffd' }, '\ufffd\ufffd'], d: [1, null, true] });
  });

  it.each([
    ['nothing escaped', '{"a":"é \u0085"}'],
    ['white space', '{"a":"\\u000a\\t\\r\\n"}'],
    ['a backslash before a letter', '{"a":"C:\\\\bin\\\\fonts"}'],
    ['another escape', '{"a":"\\u00e9"}'],
  ])('leave a document with %s alone', (_, json) => {
    expect(cleaned(json)).toBeUndefined();
  });
});
