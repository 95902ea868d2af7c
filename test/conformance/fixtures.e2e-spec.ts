import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { matriculeFault } from '@passerelle/kernel';
import { checkPivot } from '@passerelle/cda';
import { parseXml } from '@passerelle/xml';
import { records, refused } from '../support/fixtures.js';
import { schemaFaults, schemaUnavailable } from '../support/xmllint.js';

const folder = fileURLToPath(new URL('../fixtures/', import.meta.url));

function stored(below: string): string[] {
  return readdirSync(`${folder}${below}`, { recursive: true, encoding: 'utf8' })
    .map((name) => `${below}/${name}`)
    .filter((name) => /\.(?:xml|json)$/.test(name))
    .sort();
}

function entriesOf(text: string): number {
  if (text.startsWith('{')) {
    const { entry } = JSON.parse(text) as { entry: { resource: { section?: { entry?: unknown[] }[] } }[] };
    return (entry[0]?.resource.section ?? []).reduce((sum, section) => sum + (section.entry?.length ?? 0), 0);
  }
  return text.match(/<entry>/g)?.length ?? 0;
}

describe('the fixtures', () => {
  it('are all in the README, and nothing else is', () => {
    expect(records.map(({ name }) => name).sort()).toEqual(stored('national'));
    expect(refused.map(({ name }) => name).sort()).toEqual(stored('refused'));
  });

  it.each(records)('$name has the number of entries that the README says', ({ file, entries }) => {
    expect(entriesOf(readFileSync(file, 'utf8'))).toBe(entries);
  });

  it.each(records)('$name is about an invented person with well-formed identifiers', ({ file }) => {
    const text = readFileSync(file, 'utf8');
    expect(text).toMatch(/EXEMPLE|EXEMPLO/);
    const matricules = [
      ...text.matchAll(/root="1\.3\.182\.4\.4" extension="(\d+)"|"urn:oid:1\.3\.182\.4\.4",\s*"value": "(\d+)"/g),
    ];
    for (const [, inXml, inJson] of matricules) expect(matriculeFault(inXml ?? inJson ?? '')).toBeUndefined();
    expect(matricules.length).toBe(file.includes('/lu/') ? 1 : 0);
  });

  it('are valid against the CDA schema where they are CDA', () => {
    const reason = schemaUnavailable();
    if (reason !== undefined) return void process.stdout.write(`fixtures: schema not asked: ${reason}\n`);
    expect(schemaFaults(records.map(({ file }) => file).filter((file) => file.endsWith('.xml')))).toEqual([]);
  });

  it('show that the schema and the rules of the pivot are two things', () => {
    // sparse.xml is legal CDA and lacks most of what the pivot demands; a writer has to supply it or say its absence.
    const sparse = records.find(({ name }) => name.endsWith('sparse.xml'))!;
    const rules = checkPivot(parseXml(readFileSync(sparse.file))).map(({ rule }) => rule);
    expect(rules).toEqual(
      expect.arrayContaining(['pivot-related-document', 'pivot-section-basic', 'pivot-section-entry']),
    );
  });
});
