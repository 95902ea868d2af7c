import { describe, expect, it } from '@jest/globals';
import { ValueSetExpander, type CodeSystem, type ValueSet } from './value-set-plans.js';

const codeSystems: readonly CodeSystem[] = [
  {
    resourceType: 'CodeSystem',
    url: 'urn:tree',
    content: 'complete',
    concept: [
      { code: 'a', concept: [{ code: 'a1', concept: [{ code: 'a11' }] }, { code: 'a2' }] },
      { code: 'b' },
      { code: 'c', property: [{ code: 'subsumedBy', valueCode: 'b' }] },
    ],
  },
  { resourceType: 'CodeSystem', url: 'urn:part', content: 'fragment', concept: [{ code: 'x' }] },
];
type Compose = NonNullable<ValueSet['compose']>;

function plan(compose: Compose, others: Readonly<Record<string, Compose>> = {}): unknown {
  const set = (url: string, of: Compose): ValueSet => ({ resourceType: 'ValueSet', url, compose: of });
  const expander = new ValueSetExpander(
    (url) => (url === 'urn:set' ? set(url, compose) : others[url] && set(url, others[url])),
    (url) => codeSystems.filter((system) => system.url === url),
  );
  return expander.planOf('urn:set');
}
const tree = (op: string, value: string): Compose => ({
  include: [{ system: 'urn:tree', filter: [{ property: 'concept', op, value }] }],
});

describe('plans of value sets', () => {
  it.each([
    ['the codes named', { include: [{ system: 'urn:any', concept: [{ code: 'x' }, { code: 'y z' }] }] }, { codes: { 'urn:any': 'x\ty z' } }],
    ['a whole system', { include: [{ system: 'urn:tree' }] }, { codes: { 'urn:tree': 'a\ta1\ta11\ta2\tb\tc' }, whole: ['urn:tree'] }],
    ['a branch with its root', tree('is-a', 'a1'), { codes: { 'urn:tree': 'a1\ta11' } }],
    ['a branch without its root', tree('descendent-of', 'a'), { codes: { 'urn:tree': 'a1\ta11\ta2' } }],
    ['a branch by properties', tree('is-a', 'b'), { codes: { 'urn:tree': 'b\tc' } }],
    ['all but a branch', tree('is-not-a', 'a'), { codes: { 'urn:tree': 'b\tc' } }],
    ['a system of which only a part is at hand', { include: [{ system: 'urn:part' }] }, { open: ['urn:part'] }],
    ['a system that is not at hand', { include: [{ system: 'http://loinc.org' }] }, { open: ['http://loinc.org'] }],
    ['a filter that only its owner understands', { include: [{ system: 'urn:tree', filter: [{ property: 'STATUS', op: '=', value: 'x' }] }] }, { open: ['urn:tree'] }],
    ['a form', { include: [{ system: 'urn:f', filter: [{ property: 'code', op: 'regex', value: '[A-Z]{2}' }] }] }, { forms: { 'urn:f': '[A-Z]{2}' } }],
    ['all but a code', { include: [{ system: 'urn:tree' }], exclude: [{ system: 'urn:tree', concept: [{ code: 'b' }] }] }, { codes: { 'urn:tree': 'a\ta1\ta11\ta2\tc' } }],
    ['another value set that is not at hand', { include: [{ valueSet: ['urn:nowhere'] }] }, { open: ['*'] }],
  ])('hold %s', (_what, compose, expected) => {
    expect(plan(compose)).toEqual(expected);
  }); // prettier-ignore

  it('hold other value sets, also when these include each other in a circle', () => {
    const others = {
      'urn:one': { include: [{ system: 'urn:x', concept: [{ code: '1' }] }, { valueSet: ['urn:set'] }] },
    };
    expect(plan({ include: [{ valueSet: ['urn:one|1.0'] }] }, others)).toEqual({ codes: { 'urn:x': '1' } });
  });

  it('are none for a value set that no package has', () => {
    expect(new ValueSetExpander(() => undefined, () => []).planOf('urn:set')).toBeUndefined(); // prettier-ignore
  });
});
