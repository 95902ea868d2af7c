import { describe, expect, it } from '@jest/globals';
import { catalogueOf, compileTables } from '@passerelle/terminology';
import fc from 'fast-check';
import { transcodeSummary } from '../transcode.js';
import type { Entry } from '../model/entry.js';
import { nothingLeft } from './entry-view.js';
import { openScope } from './view-scope.js';
import { viewSummary } from './summary-view.js';
import { entryOfKind, summaryAround } from './testing/arbitrary-summary.js';
import { leaves } from './testing/leaves.js';
import { viewLanguages } from './words/index.js';

/** Everything that can be read in a part of the view. */
function legible(part: unknown): string {
  if (typeof part === 'string') return part;
  if (typeof part !== 'object' || part === null) return '';
  return Object.values(part).map(legible).join('\n');
}

/** As a reader compares: what is said with another space or at the head of a sentence is said. */
function readable(text: string): string {
  return text.replace(/\s+/g, ' ').toLowerCase();
}

const kinds = Object.keys(entryOfKind) as Entry['kind'][];

describe('the view of a summary', () => {
  it.each(kinds)('shows every leaf of an entry of kind %s, and of the head, in each language', (kind) => {
    const shown = fc.property(
      summaryAround(entryOfKind[kind]),
      fc.constantFrom(...viewLanguages),
      (summary, language) => {
        const view = viewSummary(summary, { language });
        const text = readable(legible(view));
        const scope = openScope({ language }, summary.header.language);
        const missing = leaves(summary, '', scope)
          .map(readable)
          .filter((leaf) => !text.includes(leaf));
        expect(missing).toEqual([]);
      },
    );
    fc.assert(shown, { numRuns: 150 });
  });

  it('misses a leaf that is taken out of the view: the test above can fail', () => {
    const [summary] = fc.sample(summaryAround(entryOfKind.procedure), 1);
    const { people: _people, sections: _sections, ...rest } = viewSummary(summary!, { language: 'en' });
    const text = readable(legible(rest));
    const scope = openScope({ language: 'en' }, summary!.header.language);
    expect(leaves(summary!.sections, '', scope).every((leaf) => text.includes(readable(leaf)))).toBe(false);
  });

  it('names the maps that gave a code and the catalogues that gave a name, and none that gave nothing', () => {
    const catalogue = catalogueOf(
      compileTables([
        {
          name: 'map.csv',
          text: '# version: 1\nsource_system,source_code,target_system,target_code,target_display,source_display,value_set\n2.999.5,a,2.999.6,b,Tablet,,\n',
        },
        { name: 'names.csv', text: '# version: 2\nsystem,code,language,display\nurn:oid:2.999.6,b,de,Tablette\n' },
        { name: 'unused.csv', text: '# version: 3\nsystem,code,language,display\nurn:oid:2.999.6,c,de,Creme\n' },
      ]),
    );
    const [around] = fc.sample(summaryAround(entryOfKind.problem), { numRuns: 1, seed: 1 });
    const code = { coding: { system: 'urn:oid:2.999.5', code: 'a', display: 'cp' } };
    const entry: Entry = { kind: 'problem', path: '/p', identifiers: [], code, period: {}, asserters: [] };
    const { header } = around!;
    const summary = { header, sections: [{ ...around!.sections[0]!, entries: [entry] }] };
    const lookedUp = transcodeSummary(summary, catalogue);
    const view = viewSummary(lookedUp.summary, { language: 'de', catalogue, lookedUp });
    expect(view.catalogues).toEqual([
      { gives: 'codes', names: ['map'], version: '1', digest: catalogue.digest },
      { gives: 'names', names: ['names'], version: '2', digest: catalogue.digest },
    ]);
    expect(view.sections.flatMap(({ tables }) => tables)[0]!.rows[0]!.cells['problem']![0]!.pieces[0]).toMatchObject({
      shown: { text: 'Tablette', language: 'de' },
      beside: [
        { text: 'cp', role: 'original' },
        { text: 'Tablet', role: 'other' },
      ],
    });
    expect(viewSummary(summary, { language: 'de' }).catalogues).toEqual([]);
  });

  it('is not compiled where a part of the model is left unread', () => {
    const { read, ...rest } = { read: 1, unread: 2 };
    // @ts-expect-error the rest still holds a property
    nothingLeft(rest);
    expect(read).toBe(1);
  });
});
