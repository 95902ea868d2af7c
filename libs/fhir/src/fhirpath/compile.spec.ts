import { describe, expect, it } from '@jest/globals';
import { compileFhirPath, compileInvariant, FhirPathFault, PrimitiveElement, type Evaluation } from './index.js';

const vocabulary = {
  choices: new Set(['value', 'effective', 'onset']),
  resourceTypes: new Set(['Patient', 'Observation', 'Composition', 'Bundle']),
};
const patient = {
  resourceType: 'Patient',
  id: 'p',
  active: true,
  birthDate: '1968-10-15',
  _gender: { extension: [{ url: 'http://x.example/a', valueCode: 'unknown' }] },
  name: [
    { use: 'official', family: 'Exemple', given: ['Alix', 'Rose'] },
    { use: 'usual', given: [null, 'R.'], _given: [{ extension: [{ url: 'http://x.example/a', valueString: 'x' }] }, null] },
  ],
  identifier: [{ system: 'urn:a', value: '1' }],
  contained: [{ resourceType: 'Observation', id: 'o', status: 'final' }],
}; // prettier-ignore
const other = {
  resourceType: 'Observation',
  status: 'final',
  valueQuantity: { value: 1.5 },
  effectiveDateTime: '2020-05',
};

function evaluation(resource: object, type?: string): Evaluation {
  return {
    resource: resource as never,
    rootResource: resource as never,
    type,
    resolve: (reference) => (reference === 'other' ? other : undefined),
  };
}
const of = (expression: string, value: unknown = patient, type?: string): readonly unknown[] =>
  compileFhirPath(expression, vocabulary)(value, evaluation(patient, type));
const holds = (expression: string, value: unknown = patient, type?: string): boolean | undefined =>
  compileInvariant(expression, vocabulary)(value, evaluation(patient, type));

describe('paths', () => {
  it.each([
    ['name.family', ['Exemple']],
    ['name.given.first()', ['Alix']],
    ['Patient.name.use', ['official', 'usual']],
    ['Observation.status', []],
    ['name[1].use', ['usual']],
    ['name[7]', []],
    ['name.where(use = \'official\').given', ['Alix', 'Rose']],
    ['name.select(use & \'-\' & family)', ['official-Exemple', 'usual-']],
    ['contained.descendants().count()', [2]],
    ['contained.children()', ['o', 'final']],
    ['(1 | 2 | 1 | 3).count()', [3]],
    ['name.use.tail()', ['usual']],
    ['name.use.last()', ['usual']],
    ['birthDate.substring(0, 4)', ['1968']],
    ['birthDate.length()', [10]],
    ['\'a.b\'.replaceMatches(\'\\\\..*\', \'\')', ['a']],
    ['-1 + 3', [2]],
    ['\'\\u0041\\\'\'', ["A'"]],
    ['%ucum', ['http://unitsofmeasure.org']],
    ['{}', []],
    ['iif(active, \'yes\', \'no\')', ['yes']],
    ['gender.extension(\'http://x.example/a\').value', ['unknown']],
    ['name.trace(\'names\').use.distinct()', ['official', 'usual']],
    ['\'other\'.resolve().status', ['final']],
    ['name.`use`', ['official', 'usual']],
  ])('%s', (expression, expected) => {
    expect(of(expression)).toEqual(expected);
  }); // prettier-ignore

  it('keep what stands beside a primitive', () => {
    const [first, second] = of('name[1].given');
    expect(first).toBeInstanceOf(PrimitiveElement);
    expect(second).toBe('R.');
    expect(holds('name[1].given.first().hasValue()')).toBe(false);
    expect(holds('gender.exists() and gender.hasValue().not()')).toBe(true);
  });
});

describe('conditions', () => {
  it.each([
    ['name.exists() and telecom.empty()', true],
    ['name.family.exists() implies name.use = \'x\'', false],
    ['telecom.exists() implies nonsense', true],
    ['active xor telecom.exists()', true],
    ['name.count() = 2 and name.use.isDistinct()', true],
    ['\'official\' in name.use', true],
    ['name.use contains \'temp\'', false],
    ['name.all(given.exists())', true],
    ['name.exists(use = \'usual\')', true],
    ['birthDate <= \'1968-10-15\'', true],
    ['birthDate < \'1968-10-16T10:00:00Z\'', true],
    ['birthDate < \'1968-10\'', undefined],
    ['\'2020-05-01T10:00:00+02:00\' < \'2020-05-01T09:00:00Z\'', true],
    ['birthDate.matches(\'^[0-9-]+$\')', true],
    ['identifier = identifier', true],
    ['telecom = telecom', undefined],
    ['telecom.value = \'1\' or true', true],
    ['telecom.value = \'1\' and true', undefined],
    ['contained.where(resourceType = \'x\').empty()', true],
    ['active.not()', false],
    ['%resource.id = \'p\'', true],
    ['(name | identifier).count() = 3', true],
    ['name.given.subsetOf(\'Alix\' | \'Rose\')', false],
  ])('%s is %s', (expression, expected) => {
    expect(holds(expression)).toBe(expected);
  }); // prettier-ignore

  it('know types where JSON tells them', () => {
    expect(holds('contained.all($this is Observation)')).toBe(true);
    expect(holds('contained.first() is Patient')).toBe(false);
    expect(holds('value is Quantity', other)).toBe(true);
    expect(holds('value is string', other)).toBe(false);
    expect(holds('(value as Quantity).value > 1', other)).toBe(true);
    expect(of('effective.ofType(dateTime)', other)).toEqual(['2020-05']);
    expect(holds('$this.ofType(dateTime).empty()', '2020-05', 'dateTime')).toBe(false);
    expect(holds('$this is Period', {}, 'dateTime')).toBe(false);
  });

  it('have no answer over several items', () => {
    expect(() => holds('name.use and true')).toThrow(RangeError);
    expect(() => holds('name.use < \'a\'')).toThrow(RangeError);
  }); // prettier-ignore
});

describe('what cannot be compiled', () => {
  it.each([
    ['name..use', /not expected/],
    ['name.where(use', /not expected/],
    ['name ? use', /no token/],
    ['name.memberOf(\'x\')', /memberOf/],
    ['name.htmlChecks()', /htmlChecks/],
    ['%vs-x', /variable/],
    ['name is Martian', /Martian/],
    ['birthDate is date', /JSON does not tell/],
    ['name.first(1)', /parameter/],
    ['1 ~ 2', /~/],
    ['\'open', /no token/],
    ['('.repeat(300), /nested|not expected/],
  ])('%s is refused at compilation', (expression, message) => {
    const compile = (): unknown => compileInvariant(expression, vocabulary);
    expect(compile).toThrow(FhirPathFault);
    expect(compile).toThrow(message);
  }); // prettier-ignore
});
