import { describe, expect, it } from '@jest/globals';
import { writeEntry } from '../cda/testing/entry-xml.js';
import type { ResultEntry } from '../model/entry.js';
import { resultCda } from './result.cda.js';

const ehdsi = '1.3.6.1.4.1.12559.11.10.1.3.1.3';
const result: ResultEntry = {
  kind: 'result',
  path: '/entry',
  identifiers: [],
  code: { coding: { system: 'http://loinc.org', code: '718-7' } },
  period: { low: '2024', high: '2024' },
  interpretations: [],
  referenceRanges: [],
  performers: [],
  members: [],
};
const bloodGroup = { coding: { system: 'http://loinc.org', code: '34530-6' } };

describe('a result in CDA', () => {
  it.each<[string, Partial<ResultEntry>, readonly string[], readonly string[]]>([
    ['a result', {}, [`${ehdsi}.20`], [`${ehdsi}.25`, `${ehdsi}.43`]],
    ['a blood group', { code: bloodGroup }, [`${ehdsi}.25`, `${ehdsi}.20`], [`${ehdsi}.43`]],
    ['a panel', { members: [result] }, [`${ehdsi}.42`, `${ehdsi}.43`], [`${ehdsi}.20`]],
  ])('states the templates of %s', (_, parts, stated, others) => {
    const xml = writeEntry(resultCda, { ...result, ...parts });
    for (const root of stated) expect(xml).toContain(`<templateId root="${root}">`);
    for (const root of others) expect(xml).not.toContain(`<templateId root="${root}">`);
  });
});
