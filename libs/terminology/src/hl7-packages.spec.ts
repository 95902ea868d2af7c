import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { parseXml } from '@passerelle/xml';
import { hl7Systems } from './code-system-table/hl7.js';
import { compileIndex } from './gather/compile.js';
import { Gathering } from './gather/gathering.js';
import { openIndex, type TerminologyIndex } from './lookup/terminology-index.js';
import { openTerminology } from './open-terminology.js';
import { gatherSource } from './sources/gather-source.js';
import { locateSource } from './sources/locate-source.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const v3 = 'http://terminology.hl7.org/CodeSystem/v3-';
const valueSets = 'http://terminology.hl7.org/ValueSet/';

// hl7.terminology.r4 and hl7.fhir.uv.ips are CC0 and come with the development packages, so this is real content that
// every build has.
let index: TerminologyIndex;
const problems: unknown[] = [];
const notes: string[] = [];
beforeAll(async () => {
  const gathering = new Gathering();
  for (const name of ['hl7.terminology.r4', 'hl7.fhir.uv.ips']) {
    const located = await locateSource(`${root}node_modules/${name}`);
    expect(located).toMatchObject({ kind: 'fhir-package', name });
    const read = await gatherSource(located, gathering, { readXml: parseXml, said: new Map() });
    problems.push(...read.problems);
    notes.push(...read.notes);
  }
  index = openIndex(compileIndex(gathering));
}, 60_000);

describe('the terminology of HL7', () => {
  it('is read without a problem', () => {
    expect(problems).toEqual([]);
    expect(notes).toEqual([]);
    expect(index.sources.map(({ name, version }) => `${name} ${version}`)).toEqual([
      'hl7.terminology.r4 7.0.1',
      'hl7.fhir.uv.ips 2.0.0',
    ]);
    expect(index.valueSets).toHaveLength(2499 + 36);
  });

  it('has members of value sets by every rule that it uses', () => {
    // A whole code system, an is-a filter below an abstract code, and codes that are excluded from it.
    expect(index.contains(`${valueSets}v3-Confidentiality`, `${v3}Confidentiality`, 'N')).toBe(true);
    expect(index.contains(`${valueSets}v3-FamilyMember`, `${v3}RoleCode`, 'MTH')).toBe(true);
    expect(index.contains(`${valueSets}v3-FamilyMember`, `${v3}RoleCode`, 'FRND')).toBe(false);
    expect(index.contains(`${valueSets}v3-NullFlavor`, 'urn:oid:2.16.840.1.113883.5.1008', 'OTH')).toBe(true);
    expect(index.contains(`${valueSets}v3-ActAccountCode`, `${v3}ActCode`, 'PBILLACCT')).toBe(true);
    expect(index.contains(`${valueSets}v3-ActAccountCode`, `${v3}ActCode`, '_ActAccountCode')).toBe(false);
  });

  it('leaves open what needs a code system that is not part of it, and nothing else', () => {
    const open = index.valueSets.flatMap(({ open: ends }) => ends?.reasons ?? []);
    expect(open.length).toBeGreaterThan(80);
    const known =
      /^(the code system \S+ is not here as a whole|the filter .* needs the whole code system|the value set \S+ is not here)$/;
    expect(open.filter((reason) => !known.test(reason))).toEqual([]);
    const complete = new Set(index.systems.filter((system) => system.complete).map(({ uri }) => uri));
    expect(
      index.valueSets.flatMap(({ open: ends }) => ends?.include ?? []).filter((system) => complete.has(system)),
    ).toEqual([]);
    // The IPS takes problems from SNOMED CT by filters: of SNOMED CT nothing is known, of any other system everything.
    const problemsOfIps = 'http://hl7.org/fhir/uv/ips/ValueSet/problems-uv-ips';
    expect(index.contains(problemsOfIps, 'http://snomed.info/sct', '73211009')).toBeUndefined();
    expect(index.contains(problemsOfIps, 'http://hl7.org/fhir/sid/icd-10', 'E11')).toBe(false);
  });

  it('has designations in other languages', () => {
    expect(index.languages).toEqual(expect.arrayContaining(['de', 'en', 'fr', 'nl']));
    expect(index.display(`${v3}AdministrativeGender`, 'F', 'en')?.source.catalogue).toBe(
      'CodeSystem/v3-AdministrativeGender',
    );
  });

  it('agrees with the table of code systems on every OID', () => {
    const byUri = new Map(index.systems.map((system) => [system.uri, system]));
    const disagreeing = hl7Systems.filter(({ uri, oid, otherOids = [] }) => {
      const oids = byUri.get(uri!)?.oids ?? [];
      return oids.length > 0 && !oids.some((each) => each === oid || otherOids.includes(each));
    });
    expect(disagreeing).toEqual([]);
    const unknown = hl7Systems.filter(({ uri }) => !byUri.has(uri!)).map(({ uri }) => uri);
    // A code system of the FHIR core, which is another package.
    expect(unknown).toEqual(['http://hl7.org/fhir/allergy-intolerance-criticality']);
  });
});

describe('our own words for codes of HL7', () => {
  it('are HL7’s in English, but for those that it gives no words for, or odd ones', () => {
    const { layers } = openTerminology({ folders: [`${root}config/terminology`] });
    const different = [...layers[0].concepts()].flatMap(({ system, code, displays }) => {
      const ours = displays.find(({ language }) => language === 'en')?.display.toLowerCase();
      const theirs = index.display(system, code, 'en')?.display.toLowerCase();
      return ours === undefined || theirs === undefined || ours === theirs ? [] : [`${system.replace(v3, '')} ${code}`];
    });
    expect(different.filter((each) => !each.startsWith('TimingEvent'))).toEqual(['NullFlavor NI', 'RoleCode ROOM']);
  });
});
