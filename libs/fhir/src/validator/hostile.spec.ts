import { describe, expect, it } from '@jest/globals';
import { checkEps } from '../gate/check-eps.js';
import { builtInDefinitions } from './definitions-at-hand.js';
import { mutants } from './testing/mutants.js';
import { summaryBundle, url, type Json } from './testing/summary-bundle.js';
import { Validator } from './validator.js';

const rulesOf = (bundle: unknown): string[] => [...new Set(checkEps(bundle).map(({ rule }) => rule))];

// That none of these takes for ever is told by the time that a test may take; how fast it is, by bench/.
describe('hostile documents', () => {
  it('end with a finding when they are nested without end', () => {
    const bundle = summaryBundle();
    let extension: Json = { url: 'http://x.example/a', valueString: 'x' };
    for (let depth = 0; depth < 50_000; depth++) extension = { url: 'http://x.example/a', extension: [extension] };
    bundle.entry[1].resource.extension = [extension];
    expect(rulesOf(bundle)).toContain('too-deep');
    const resource = summaryBundle();
    let inner: Json = { resourceType: 'Parameters' };
    for (let depth = 0; depth < 50_000; depth++)
      inner = { resourceType: 'Parameters', parameter: [{ name: 'x', resource: inner }] };
    resource.entry[1].resource = inner;
    expect(rulesOf(resource)).toContain('too-deep');
  });

  it('end with a finding when they refer to themselves as objects, which JSON cannot', () => {
    const bundle = summaryBundle();
    bundle.entry[4].resource.code.extension = [{ url: 'http://x.example/a' }];
    bundle.entry[4].resource.code.extension[0].extension = bundle.entry[4].resource.code.extension;
    expect(rulesOf(bundle).some((rule) => rule === 'too-deep' || rule === 'validation-ended')).toBe(true);
  });

  it('may hold 100,000 entries that refer to each other in a chain', () => {
    const bundle = summaryBundle();
    for (let number = 100; number < 100_100; number++) {
      bundle.entry.push({
        fullUrl: url(number),
        resource: {
          resourceType: 'Observation',
          hasMember: [{ reference: url(number + 1) }],
          subject: { reference: url(2) },
        },
      });
    }
    expect(rulesOf(bundle)).toContain('validation-ended');
  }, 120_000);

  it('may hold 20,000 entries that conform and refer to each other in a chain', () => {
    const bundle = summaryBundle();
    const observation = structuredClone(bundle.entry[12].resource) as Json;
    delete observation.contained;
    delete observation.device;
    for (let number = 100; number < 20_100; number++) {
      bundle.entry.push({
        fullUrl: url(number),
        resource: { ...observation, hasMember: [{ reference: url(number === 100 ? 13 : number - 1) }] },
      });
    }
    bundle.entry[0].resource.section[6].entry.push({ reference: url(20_099) });
    expect(checkEps(bundle).filter(({ severity }) => severity === 'error')).toEqual([]);
  }, 120_000);

  it('may give one address to all entries, and have everything contained in everything', () => {
    const bundle = summaryBundle();
    for (const entry of bundle.entry) entry.fullUrl = url(1);
    expect(rulesOf(bundle)).toContain('bdl-7');
    const full = summaryBundle();
    full.entry[1].resource.contained = Array.from({ length: 3000 }, () => ({
      resourceType: 'Patient',
      id: 'same',
      active: true,
    }));
    expect(rulesOf(full)).toContain('dom-3');
  });

  it('may have keys that belong to objects', () => {
    const bundle = JSON.parse(
      JSON.stringify(summaryBundle()).replace(
        '"birthDate"',
        '"__proto__":{"resourceType":"Device"},"constructor":1,"birthDate"',
      ),
    ) as Json;
    expect(rulesOf(bundle)).toEqual(['unknown-property']);
    const typed = summaryBundle();
    typed.entry[10].resource.resourceType = '__proto__';
    expect(rulesOf(typed)).toContain('resource-type');
    const claimed = summaryBundle();
    claimed.entry[1].resource.meta.profile = ['__proto__', 'constructor'];
    claimed.entry[1].resource.extension = [
      { url: 'toString', valueString: 'x' },
      { url: 'http://__proto__', valueString: 'x' },
    ];
    claimed.entry[1].resource.gender = 'constructor';
    expect(rulesOf(claimed)).toEqual(
      expect.arrayContaining(['profile-not-checked', 'extension-unknown', 'required-binding']),
    );
  });

  it('may be long where a pattern might backtrack', () => {
    const long = ' '.repeat(200_000);
    const bundle = summaryBundle();
    bundle.entry[1].resource.photo = [{ contentType: 'image/png', data: `${long}!` }];
    bundle.entry[1].resource.name[0].text = `${long}`;
    bundle.entry[0].resource.section[0].text.div = `<div xmlns="http://www.w3.org/1999/xhtml"><p${long}${'a='.repeat(50_000)}`;
    bundle.entry[0].resource.section[1].text.div = `<div${' xmlns'.repeat(50_000)}`;
    bundle.entry[0].resource.language = 'a-'.repeat(50_000);
    bundle.entry[4].resource.code.coding[0].code = `${'a '.repeat(100_000)} `;
    bundle.entry[12].resource.valueQuantity.code = '('.repeat(100_000);
    bundle.entry[5].resource.onsetAge.code = '{'.repeat(100_000);
    expect(rulesOf(bundle)).toEqual(
      expect.arrayContaining(['base64Binary-form', 'string-form', 'txt-1', 'code-form', 'ucum']),
    );
  }, 60_000);

  it('never make it throw, whatever is damaged', () => {
    for (const mutant of mutants(summaryBundle(), 400)) expect(Array.isArray(checkEps(mutant))).toBe(true);
  }, 60_000);

  it('are not looked at beyond the limits, and this is an error', () => {
    const limits = { findings: 5, visits: 100, depth: 64 };
    const validator = new Validator(builtInDefinitions(), {}, limits);
    const bundle = summaryBundle();
    expect(validator.validate(bundle).at(-1)).toMatchObject({ severity: 'error', rule: 'validation-ended' });
    const patient = { resourceType: 'Patient', a: 1, b: 1, c: 1, d: 1, e: 1, f: 1 };
    expect(validator.validate(patient).map(({ rule }) => rule)).toEqual([
      ...Array.from({ length: 5 }, () => 'unknown-property'),
      'validation-ended',
    ]);
  });

  it('are looked at to the end where there are only more warnings than can be listed', () => {
    const limits = { findings: 0, visits: 20_000_000, depth: 64 };
    const patient = {
      resourceType: 'Patient',
      maritalStatus: { coding: [{ system: 'http://nobody.example', code: 'x' }] },
    };
    expect(new Validator(builtInDefinitions()).validate(patient)).toEqual([
      expect.objectContaining({ severity: 'warning', rule: 'extensible-binding' }),
    ]);
    expect(new Validator(builtInDefinitions(), {}, limits).validate(patient)).toEqual([
      expect.objectContaining({ severity: 'information', rule: 'findings-not-listed' }),
    ]);
  });

  it('are refused whole when the profile to hold them against is not known', () => {
    const validator = new Validator(builtInDefinitions());
    expect(() => validator.validate(summaryBundle(), ['http://nobody.example/profile'])).toThrow(TypeError);
  });
});
