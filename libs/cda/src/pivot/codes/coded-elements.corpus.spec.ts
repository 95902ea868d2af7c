import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { child, children, parseXml, path, textOf } from '@passerelle/xml';
import { reportCorpusRun } from '../../../../../test/support/corpus.js';
import type { StatementShape } from '../statements/shape.js';
import { entryShapes } from '../statements/shapes.js';
import { headerCodes, sectionCodes, type CodedElement } from './coded-elements.js';

const list = fileURLToPath(
  new URL('../../../../../../shared/corpus/myhealtheu/terminology/coded_element_list_ehdsi.xml', import.meta.url),
);
const entry = '1.3.6.1.4.1.12559.11.10.1.3.1.3.';
const valueSet = '1.3.6.1.4.1.12559.11.10.1.3.1.42.';

/** A row of either list: where the code stands, by the last template on the way, and what it is held to. */
interface Row {
  readonly place: string;
  readonly policy: string;
  readonly valueSets: readonly number[];
}

function ours(): Row[] {
  const ofShape = (shape: StatementShape): Row[] => [
    ...shape.codes.flatMap((coded) =>
      shape.templates.map((template) =>
        rowOf(coded, template.startsWith(entry) ? template.slice(entry.length) : template),
      ),
    ),
    ...(shape.inner ?? []).flatMap((inner) => ofShape(inner.shape)),
  ];
  return [
    ...headerCodes.map((coded) => rowOf(coded, 'header')),
    ...sectionCodes.map((coded) => rowOf(coded, 'section')),
    ...entryShapes.flatMap(ofShape),
  ];
}

function rowOf({ path: steps, policy, valueSets }: CodedElement, of: string): Row {
  return { place: `${of}: ${steps.join('/')}`, policy, valueSets };
}

/** The rows that OpenNCP's list has for the patient summary of level 3. */
function theirs(): Row[] {
  return children(parseXml(readFileSync(list)), 'codedElement').flatMap((element) => {
    const policy = textOf(path(element, 'usage', 'patientSummaryCDAl3')) ?? 'NA';
    const valueSets = children(element, 'valueSet').map((each) => Number((textOf(each) ?? '').slice(valueSet.length)));
    return policy === 'NA' ? [] : [{ place: placeOf(textOf(child(element, 'elementPath')) ?? ''), policy, valueSets }];
  });
}

function placeOf(elementPath: string): string {
  const plain = (steps: string): string => steps.replace(/\[[^\]]*\]/g, '');
  // What the list finds without a template stands under the kind of statement it means.
  if (elementPath.startsWith('//observation/entryRelationship')) return '8: value';
  if (elementPath.includes('34530-6')) return '20: value';
  if (elementPath === '//component/section/code') return 'section: code';
  const [, template, tail] = /^.*templateId\/@root='([\d.]+)'\]\/(.*)$/.exec(elementPath) ?? [];
  if (template !== undefined) return `${template.slice(entry.length)}: ${plain(tail ?? '')}`;
  return `header: ${plain(elementPath.replace(/^\/(?:\/|ClinicalDocument\/)/, ''))}`;
}

describe('the table of coded elements', () => {
  const present = existsSync(list);
  reportCorpusRun('list of coded elements that the table is compared with', present ? 1 : 0);

  it('has rows for the head, the sections and the statements', () => {
    expect(new Set(ours().map(({ place }) => place)).size).toBeGreaterThan(35);
  });

  (present ? it : it.skip)('has every row of the list of OpenNCP, not applicable without the corpus', () => {
    const mine = ours();
    const lacking = theirs().filter(
      ({ place, policy, valueSets }) =>
        !mine.some(
          (row) =>
            row.place === place &&
            // A row that stands twice, with two policies, is held to the stricter one.
            (row.policy === policy || policy === 'O') &&
            valueSets.every((number) => row.valueSets.includes(number)),
        ),
    );
    expect(theirs().length).toBeGreaterThan(40);
    expect(lacking).toEqual([]);
  });
});
