import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import * as cda from '@passerelle/cda';
import { pageWith, rowsOutOfStep, ruleTables } from '../../scripts/cda-rules-doc/tables.mjs';

const page = readFileSync(fileURLToPath(new URL('../../docs/cda-validation.md', import.meta.url)), 'utf8');
const tables = ruleTables(cda);

describe('the rules in docs/cda-validation.md', () => {
  it('are those of the registry, with their severities', () => {
    expect(pageWith(page, tables)).toBe(page);
    expect(page).toContain(
      '| `pivot-root` | error | error | The document must be a ClinicalDocument of urn:hl7-org:v3. |',
    );
    expect(page).toContain('| `cda-idref` | error | warning | An IDREF names an ID of the document. |');
  });

  it('have each rule once', () => {
    const ids = [...tables.matchAll(/^\| `([^`]+)` /gm)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(Object.keys(cda.syntaxRules)));
    expect(ids.length).toBeGreaterThan(90);
  });

  it('are out of step when one is missing or said otherwise', () => {
    const stale = page.replace('| `pivot-title` | error |', '| `pivot-title` | warning |');
    expect(rowsOutOfStep(page, pageWith(page, tables))).toEqual([]);
    expect(rowsOutOfStep(stale, pageWith(stale, tables))).toEqual([
      '| `pivot-title` | error | warning | The document must have a title. |',
    ]);
  });

  it('need their place in the page', () => {
    expect(() => pageWith('# A page', tables)).toThrow('the page must have the lines');
  });
});
