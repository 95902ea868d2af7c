import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Narrative } from '../../model/narrative.js';
import { readDiv } from './read-div.js';
import { writeDiv } from './write-div.js';

function read(div: string): { narrative: Narrative; warnings: string[] } {
  const warnings: string[] = [];
  const reading = { resolve: () => undefined, pathOf: () => undefined, warn: (each: string) => warnings.push(each) };
  return { narrative: readDiv(div, reading), warnings };
}

const table: Narrative = [
  {
    name: 'table',
    children: [
      {
        name: 'tbody',
        children: [
          {
            name: 'tr',
            children: [
              { name: 'th', colspan: '2', children: ['Traitement & dose'] },
              {
                name: 'td',
                id: 'dose-1',
                children: ['< 5 mg', { name: 'br', children: [] }, { name: 'b', children: ['matin'] }],
              },
            ],
          },
        ],
      },
    ],
  },
];

describe('writeDiv', () => {
  it('writes XHTML that reads the same', () => {
    const { div, status } = writeDiv(table, 'additional', 'fr-LU');
    expect(status).toBe('additional');
    expect(div).toContain('xmlns="http://www.w3.org/1999/xhtml" lang="fr-LU"');
    expect(div).toContain('Traitement &amp; dose');
    expect(read(div)).toEqual({ narrative: table, warnings: [] });
  });

  it('escapes text that looks like markup', () => {
    const { div } = writeDiv(['<script>alert(1)</script>'], 'additional');
    expect(div).not.toContain('<script');
    expect(read(div).narrative).toEqual(['<script>alert(1)</script>']);
  });
});

describe('writeDiv of odd nesting', () => {
  it('lets a table in a table, a row outside of one and text in a list stand where XHTML lets them', () => {
    const inner = { name: 'table' as const, children: [{ name: 'td' as const, children: ['a'] }] };
    const { div } = writeDiv(
      [
        { name: 'table', children: [inner] },
        { name: 'ul', children: [' ', 'b'] },
      ],
      'additional',
    );
    expect(div).toContain('<table><tr><td><table><tr><td>a</td></tr></table></td></tr></table><ul><li>b</li></ul>');
  });

  it('makes a division of a paragraph that holds a list', () => {
    const list = { name: 'ul' as const, children: [{ name: 'li' as const, children: ['a'] }] };
    expect(writeDiv([{ name: 'p', children: ['x', list] }], 'additional').div).toContain(
      '<div>x<ul><li>a</li></ul></div>',
    );
  });
});

describe('readDiv', () => {
  it('threat 35: lets neither script nor style nor address nor event handler in', () => {
    const { narrative } = read(
      `<div xmlns="http://www.w3.org/1999/xhtml" onclick="x()"><style>p{}</style><script>steal()</script>
       <p style="color:red" onmouseover="x()">Asthme <a href="https://exemple.lu">lien</a><img src="https://exemple.lu/x.png" alt="courbe"/></p></div>`,
    );
    expect(narrative).toEqual([{ name: 'p', children: ['Asthme ', 'lien', 'courbe'] }]);
  });

  it('tolerates the entities of HTML', () => {
    const { narrative, warnings } = read('<div>a&nbsp;b &eacute; &amp; &unheardof;</div>');
    expect(narrative).toEqual(['a\u00a0b é & &unheardof;']);
    expect(warnings).toEqual([]);
  });

  it('keeps the text of XHTML that is broken, and says so', () => {
    const { narrative, warnings } = read('<div><p>Asthme<br> depuis <b>1990</p><script>x()</script></div>');
    expect(narrative).toEqual([{ name: 'p', children: ['Asthme depuis 1990'] }]);
    expect(warnings).toHaveLength(1);
  });

  it('does not read a document type', () => {
    const { narrative, warnings } = read('<!DOCTYPE div [<!ENTITY a "b">]><div>Asthme</div>');
    expect(JSON.stringify(narrative)).toContain('Asthme');
    expect(warnings).toHaveLength(1);
  });

  it('maps markup without a name in the model to what is nearest', () => {
    expect(read('<div><h1>Titre</h1><strong>x</strong><font>y</font></div>').narrative).toEqual([
      { name: 'p', children: ['Titre'] },
      { name: 'b', children: ['x'] },
      'y',
    ]);
  });
});

describe('a division of one paragraph', () => {
  it('reads without a parser as it does with one', () => {
    const open = '<div xmlns="http://www.w3.org/1999/xhtml" lang="fr-LU" xml:lang="fr-LU">';
    const character = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 3 }),
      fc.constantFrom(' ', '\n', '\u00a0', 'é', '😀'),
    );
    fc.assert(
      fc.property(fc.array(character), fc.boolean(), (characters, isParagraph) => {
        const text = characters.join('').replace(/[<>&]/g, '');
        const inner = isParagraph ? `<p>${text}</p>` : text;
        // The comment is what only the parser can take.
        expect(read(`${open}${inner}</div>`).narrative).toEqual(read(`${open}${inner}<!-- c --></div>`).narrative);
      }),
      { numRuns: 500 },
    );
  });
});
