import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkCda } from '@passerelle/cda';
import { checkEps } from '@passerelle/fhir';
import { parseFhirJson } from '@passerelle/fhir/json';
import type { Finding } from '@passerelle/kernel';
import { readSummary, writeEps, writePivot, type PatientSummary } from '@passerelle/summary';
import { parseXml } from '@passerelle/xml';
import { summaries } from '../../libs/summary/src/testing/arbitrary-summary.js';
import { clock } from '../support/translation.js';
import { schemaFaults, schemaUnavailable } from '../support/xmllint.js';

// As in the property tests of the rooms: one seed where it must not change, any other elsewhere.
const parameters = { numRuns: 60, ...(process.env['CI'] === 'true' && { seed: 20_261_123 }) };

function errors(findings: readonly Finding[]): string[] {
  return findings.filter(({ severity }) => severity === 'error').map(({ rule, expression }) => `${rule} ${expression}`);
}

/** What people may write into any text: half of a tag, controls, directions, line ends. */
const hostile = ' \u0085\u202e\ufffe\r\n\t\u00a0</section>&lt;';
const texts = new Set([
  'text',
  'title',
  'display',
  'name',
  'description',
  'manufacturer',
  'lotNumber',
  'city',
  'instructions',
]);

function spoilt(summary: PatientSummary): PatientSummary {
  return JSON.parse(JSON.stringify(summary), function (this: object, key, value: unknown) {
    // The name of an element of the narrative is none that anybody has written.
    const isText = typeof value === 'string' && texts.has(key) && !('children' in this);
    return isText ? value + hostile : value;
  }) as PatientSummary;
}

describe.each([
  ['any summary', (summary: PatientSummary) => summary],
  ['any summary with hostile words', spoilt],
])('%s', (_, made) => {
  it('is written as a European document that the gate lets through, and read again', () => {
    fc.assert(
      fc.property(summaries, (summary) => {
        const { bundle, targets } = writeEps(made(summary), { clock });
        const octets = Buffer.from(JSON.stringify(bundle));
        expect(errors(checkEps(parseFhirJson(octets)))).toEqual([]);
        for (const { path } of summary.sections.flatMap(({ entries }) => entries)) expect(targets.has(path)).toBe(true);
        expect(readSummary(octets).summary.sections.length).toBeGreaterThanOrEqual(5);
      }),
      parameters,
    );
  }, 60_000);

  it('is written as a pivot that keeps its rules and the schema, and read again', () => {
    const reason = schemaUnavailable();
    if (reason !== undefined) process.stdout.write(`arbitrary pivots: schema not asked: ${reason}\n`);
    const folder = mkdtempSync(join(tmpdir(), 'passerelle-arbitrary-'));
    const files: string[] = [];
    fc.assert(
      fc.property(summaries, (summary) => {
        const withLanguage = { ...summary, header: { language: 'fr-LU', ...summary.header } };
        const { xml, targets } = writePivot(made(withLanguage));
        const octets = Buffer.from(xml);
        const file = join(folder, `${files.length}.xml`);
        writeFileSync(file, octets);
        files.push(file);
        expect(errors(checkCda(parseXml(octets)))).toEqual([]);
        for (const { path } of summary.sections.flatMap(({ entries }) => entries)) expect(targets.has(path)).toBe(true);
        expect(readSummary(octets).summary.sections.length).toBeGreaterThanOrEqual(5);
      }),
      parameters,
    );
    if (reason === undefined) expect(schemaFaults(files).map((line) => line.slice(folder.length + 1))).toEqual([]);
    rmSync(folder, { recursive: true });
  }, 60_000);
});
