import { describe, expect, it } from '@jest/globals';
import type { Narrative } from '../../model/narrative.js';
import { plainText } from '../../narrative/plain-text.js';
import { element } from '@passerelle/xml';
import { children } from '@passerelle/xml';
import { parseEntry, textOfTree } from '../testing/entry-xml.js';
import { NarrativeIds, ShownTexts } from './narrative-ids.js';
import { readNarrative, type NarrativeById } from './read-narrative.js';
import { writeNarrative } from './write-narrative.js';

function read(inner: string, ids: NarrativeById = new Map()): Narrative {
  return readNarrative(children(parseEntry(`<text>${inner}</text>`))[0], ids);
}

function write(narrative: Narrative): string {
  return textOfTree(
    element('text', {}, writeNarrative(narrative, { ids: new NarrativeIds(), shown: new ShownTexts() })),
  );
}

const table = `<table ID="t"><thead><tr><th>Code</th><th colspan="2">Nom</th></tr></thead>
  <tbody><tr ID="r1"><td>A06.6</td><td>abcès <content styleCode="Bold" ID="c1">amibien</content></td><td/></tr></tbody></table>`;

describe('the narrative of a CDA', () => {
  it('stays the same when it is written and read again', () => {
    for (const inner of [
      table,
      '<paragraph>Un <content styleCode="Italics">mot</content>, deux<br/>lignes, H<sub>2</sub>O</paragraph>',
      '<list listType="ordered"><item ID="i1">un</item><item>deux<list><item>trois</item></list></item></list>',
      'texte nu &lt;b&gt; &amp; guillemets « »',
    ]) {
      const narrative = read(inner);
      expect(read(write(narrative).replace(/^<text[^>]*>|<\/text>$/g, ''))).toEqual(narrative);
    }
  });

  it('reads a row as words, cell by cell', () => {
    const ids: NarrativeById = new Map();
    read(table, ids);
    expect(plainText(ids.get('r1')![0]!)).toBe('A06.6 abcès amibien');
    expect(plainText(ids.get('c1')![0]!)).toBe('amibien');
  });

  it('lets no markup in that is not on the list, and keeps its text', () => {
    const narrative = read(
      '<paragraph>avant <linkHtml href="javascript:alert(1)">lien</linkHtml><script>alert(1)</script><renderMultiMedia referencedObject="x"/> après</paragraph>',
    );
    expect(plainText(narrative)).toBe('avant lienalert(1) après');
    expect(JSON.stringify(narrative)).not.toMatch(/script"|href|javascript/);
  });

  it('gives every ID once, and none that is no name', () => {
    const ids = new NarrativeIds();
    expect([ids.claim('a'), ids.claim('a'), ids.claim('1 x')]).toEqual(['a', 'a-2', 't-1_x']);
  });

  it('finds the elements that show a text, each once, in their order', () => {
    const shown = new ShownTexts();
    shown.add('one', { name: 'td', children: ['same'] });
    shown.add('two', { name: 'td', children: ['same'] });
    expect([shown.idOf('same'), shown.idOf('same'), shown.idOf('same'), shown.idOf('other')]).toEqual([
      'one',
      'two',
      'two',
      undefined,
    ]);
  });

  it('writes what the schema allows, whatever tree it is given', () => {
    const xml = write([
      {
        name: 'div',
        id: 'd',
        children: [
          { name: 'p', children: ['a'] },
          { name: 'table', children: [] },
        ],
      },
      {
        name: 'table',
        children: [
          { name: 'tr', children: [] },
          { name: 'caption', children: ['légende'] },
        ],
      },
      { name: 'ul', children: [] },
      {
        name: 'table',
        children: [
          {
            name: 'tbody',
            children: [
              {
                name: 'tr',
                children: [
                  {
                    name: 'td',
                    children: [
                      { name: 'table', children: [{ name: 'tr', children: [{ name: 'td', children: ['dedans'] }] }] },
                    ],
                  },
                ],
              },
            ],
          },
        ],
      },
    ]);
    expect(xml).toContain(
      '<list><item ID="d"><paragraph>a</paragraph><table><tbody><tr><td></td></tr></tbody></table></item></list>',
    );
    expect(xml).toContain('<table><caption>légende</caption><tbody><tr><td></td></tr></tbody></table>');
    expect(xml).toContain('<td><paragraph> dedans </paragraph></td>');
    expect(xml).not.toContain('<list></list>');
  });
});
