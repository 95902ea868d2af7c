import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from '@jest/globals';
import { run, scratchFolder } from '../testing/world.js';
import { summaryBundle } from '../../../../libs/fhir/src/validator/testing/summary-bundle.js';

const folder = scratchFolder();
afterAll(() => {
  folder.remove();
});
const profile = 'http://country.example/StructureDefinition/bundle';

/** A package with one profile: a Bundle must have a language. */
function packageFolder(): string {
  const place = folder.file('country.example');
  mkdirSync(place);
  const element = (id: string, min: number): object => ({ id, path: id, min, max: '1' });
  const definition = {
    resourceType: 'StructureDefinition',
    url: profile,
    kind: 'resource',
    type: 'Bundle',
    derivation: 'constraint',
    snapshot: { element: [element('Bundle', 0), element('Bundle.language', 1)] },
  };
  writeFileSync(`${place}/package.json`, JSON.stringify({ name: 'country.example', version: '1.2.3' }));
  writeFileSync(`${place}/StructureDefinition-bundle.json`, JSON.stringify(definition));
  return place;
}

describe('passerelle profiles import', () => {
  it('compiles a package into a file that validate then knows', async () => {
    const out = folder.file('country.json');
    const imported = await run(['profiles', 'import', packageFolder(), '--out', out]);
    expect(imported).toMatchObject({
      code: 0,
      stdout: `country.example 1.2.3: 1 profiles, 0 extensions, 0 value sets in ${out}\n`,
      stderr: '',
    });
    expect(Object.keys((JSON.parse(readFileSync(out, 'utf8')) as { profiles: object }).profiles)).toEqual([profile]);

    const validate = (bundle: object) =>
      run(['validate', '-', '--profiles', out, '--profile', profile], { stdin: JSON.stringify(bundle) });
    expect(await validate({ ...summaryBundle(), language: 'fr' })).toMatchObject({ code: 0 });
    expect(await validate(summaryBundle())).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^PSR-1110 .*min at Bundle\.language/),
    });
  });

  it.each([
    ['a package that is not there', ['absent.tgz'], 'PSR-7021'],
    ['no package', [], 'PSR-8001'],
    ['two packages', ['a', 'b'], 'PSR-8001'],
  ])('answers 2 to %s', async (_what, args, code) => {
    expect(await run(['profiles', 'import', ...args])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(new RegExp(`^${code} `)),
    });
  });
});

describe('passerelle validate, with profiles', () => {
  const stdin = JSON.stringify(summaryBundle());

  it.each([
    [['--profile', 'eps']],
    [['--profile', 'ips']],
    [['--profile', 'eps', '--profile', 'http://hl7.org/fhir/uv/ips/StructureDefinition/Bundle-uv-ips']],
  ])('passes a summary by %j', async (options) => {
    expect(await run(['validate', '-', ...options], { stdin })).toMatchObject({ code: 0, stderr: '' });
  });

  it.each([
    [['--profile', 'http://nobody.example/profile'], 'PSR-8001'],
    [['--profiles', 'absent.json'], 'PSR-7020'],
  ])('answers 2 to %j', async (options, code) => {
    expect(await run(['validate', '-', ...options], { stdin })).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(new RegExp(`^${code} `)),
    });
  });

  it('answers 2 to profiles for a CDA', async () => {
    const cda = '<ClinicalDocument xmlns="urn:hl7-org:v3"/>';
    expect(await run(['validate', '-', '--profile', 'eps'], { stdin: cda })).toMatchObject({ code: 2 });
  });
});
