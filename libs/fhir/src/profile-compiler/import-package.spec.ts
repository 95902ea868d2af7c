import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from '@jest/globals';
import { builtInDefinitions } from '../validator/definitions-at-hand.js';
import { mergedDefinitions } from '../validator/merge-definitions.js';
import { Validator } from '../validator/validator.js';
import { importPackage } from './import-package.js';

const builtIn = builtInDefinitions();
const scratch = mkdtempSync(join(tmpdir(), 'passerelle-package-'));
afterAll(() => {
  rmSync(scratch, { recursive: true });
});
const profile = 'http://country.example/StructureDefinition/patient';

const element = (id: string, more: object = {}): object => ({
  id,
  path: id.replace(/:[^.]+/g, ''),
  min: 0,
  max: '*',
  ...more,
});
const definition = (elements: readonly object[], more: object = {}): object => ({
  resourceType: 'StructureDefinition',
  url: profile,
  kind: 'resource',
  type: 'Patient',
  derivation: 'constraint',
  snapshot: { element: [element('Patient'), ...elements] },
  ...more,
});
const patient = definition([
  element('Patient.identifier', { slicing: { rules: 'open', discriminator: [{ type: 'value', path: 'system' }] } }),
  element('Patient.identifier:national', { sliceName: 'national', min: 1, max: '1' }),
  element('Patient.identifier:national.system', { min: 1, max: '1', fixedUri: 'urn:oid:2.999' }),
  element('Patient.name', {
    min: 1,
    constraint: [
      { key: 'nat-1', severity: 'error', human: 'A name has a text.', expression: 'text.exists()' },
      { key: 'nat-2', severity: 'error', human: 'x', expression: "text.memberOf('urn:x')" },
    ],
  }),
  element('Patient.gender', {
    max: '1',
    binding: { strength: 'required', valueSet: 'http://country.example/ValueSet/g|1' },
  }),
]);
const valueSet = {
  resourceType: 'ValueSet',
  url: 'http://country.example/ValueSet/g',
  compose: { include: [{ system: 'http://hl7.org/fhir/administrative-gender', concept: [{ code: 'female' }] }] },
};

function folder(name: string, files: Readonly<Record<string, unknown>>): string {
  const place = join(scratch, name);
  mkdirSync(place);
  for (const [file, content] of Object.entries(files)) {
    writeFileSync(join(place, file), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return place;
}

/** An archive as npm writes it: ustar headers, contents in blocks of 512. */
function archive(name: string, files: Readonly<Record<string, unknown>>): string {
  const blocks = Object.entries(files).flatMap(([file, content]) => {
    const body = Buffer.from(JSON.stringify(content));
    const header = Buffer.alloc(512);
    header.write(`package/${file}`, 0);
    header.write(`${body.length.toString(8).padStart(11, '0')}\0`, 124);
    header.write('0', 156);
    return [header, body, Buffer.alloc((512 - (body.length % 512)) % 512)];
  });
  const place = join(scratch, name);
  writeFileSync(place, gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)])));
  return place;
}

const files = {
  'package.json': { name: 'country.example', version: '1.0.0' },
  'StructureDefinition-patient.json': patient,
  'ValueSet-g.json': valueSet,
  'README.md': 'not read',
};

describe('importPackage', () => {
  it.each([
    ['a folder', () => folder('plain', files)],
    ['an archive', () => archive('package.tgz', files)],
  ])('compiles %s, and what comes of it is checked beside the built-in profiles', (_what, make) => {
    const { identity, definitions } = importPackage(make(), builtIn);
    expect(identity).toEqual({ name: 'country.example', version: '1.0.0' });
    expect(definitions.unchecked).toEqual([{ key: 'nat-2', reason: 'the function memberOf is not supported' }]);
    const validator = new Validator(mergedDefinitions(builtIn, definitions));
    const rules = (resource: object): string[] => validator.validate(resource, [profile]).map(({ rule }) => rule);
    const good = {
      resourceType: 'Patient',
      identifier: [{ system: 'urn:oid:2.999', value: '1' }],
      name: [{ text: 'x' }],
      gender: 'female',
    };
    expect(rules(good)).toEqual([]);
    expect(rules({ ...good, identifier: [] as object[] })).toEqual(expect.arrayContaining(['slice-min']));
    expect(rules({ ...good, name: [{ family: 'x' }] })).toEqual(['nat-1']);
    expect(rules({ ...good, gender: 'male' })).toEqual(['required-binding']);
    expect(rules({ ...good, birthDate: 'x' })).toEqual(['date-form']);
    expect(validator.knows('http://hl7.eu/fhir/eps/StructureDefinition/bundle-eu-eps')).toBe(true);
  });

  it('replaces a built-in profile of the same URL', () => {
    const url = 'http://hl7.org/fhir/uv/ips/StructureDefinition/Patient-uv-ips';
    const own = definition([element('Patient.active', { min: 1, max: '1' })], { url });
    const place = folder('replacing', { 'StructureDefinition-x.json': own });
    const { identity, definitions } = importPackage(place, builtIn);
    expect(identity).toEqual({ name: 'replacing', version: 'unknown' });
    const validator = new Validator(mergedDefinitions(builtIn, definitions));
    expect(
      validator.validate({ resourceType: 'Patient', gender: 'male' }, [url]).map(({ expression }) => expression),
    ).toEqual(['Patient.active']);
  });

  it.each([
    ['is not there', () => join(scratch, 'nothing'), /cannot be read/],
    ['holds no profile', () => folder('empty', { 'package.json': files['package.json'] }), /no profile/],
    ['has a profile without a snapshot', () => folder('bare', { 'StructureDefinition-x.json': { ...patient, snapshot: undefined } }), /no snapshot/],
    ['speaks of an element that is none', () => folder('odd', { 'StructureDefinition-x.json': definition([element('Patient.shoeSize')]) }), /shoeSize/],
    ['is not JSON', () => folder('broken', { 'StructureDefinition-x.json': '{' }), /cannot be read/],
    ['is no archive', () => join(folder('text', { 'a.tgz': 'x' }), 'a.tgz'), /cannot be read/],
  ])('refuses a package that %s, and says so', (_what, make, reason) => {
    const place = make();
    expect(() => importPackage(place, builtIn)).toThrow(expect.objectContaining({ code: 'PSR-7021', message: expect.stringMatching(reason) }));
  }); // prettier-ignore
});
