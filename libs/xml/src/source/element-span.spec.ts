import { describe, expect, it } from '@jest/globals';
import { parseXmlSource } from './parse-source.js';
import { spanOf } from './element-span.js';

const text =
  '<?xml version="1.0"?><!-- <a> --><é b="x>y" c=\'"/>\'>1<b><![CDATA[</b>]]></b ><?p <b>?><!--</é>--><b/><b c="/">é</b></é><!--<b/>-->';

describe('spanOf', () => {
  const octets = Buffer.from(text);
  const document = parseXmlSource(octets);
  const written = document.elements.map((each) => {
    const { start, contentStart, contentEnd, end } = spanOf(octets, document, each);
    return [octets.subarray(start, end).toString(), octets.subarray(contentStart, contentEnd).toString()];
  });

  it('finds each element where it stands, whatever looks like a tag in comments, values and sections', () => {
    const inner = '1<b><![CDATA[</b>]]></b ><?p <b>?><!--</é>--><b/><b c="/">é</b>';
    expect(written).toEqual([
      [`<é b="x>y" c='"/>'>${inner}</é>`, inner],
      ['<b><![CDATA[</b>]]></b >', '<![CDATA[</b>]]>'],
      ['<b/>', ''],
      ['<b c="/">é</b>', 'é'],
    ]);
  });

  it('throws for an element of another document', () => {
    expect(() => spanOf(octets, document, parseXmlSource('<a/>').root)).toThrow('another document');
  });
});
