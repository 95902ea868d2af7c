import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import fhirpath from 'fhirpath';
import r4 from 'fhirpath/fhir-context/r4/index.js';
import { isObject, type JsonObject } from '../fhirpath/nodes.js';
import { builtInDefinitions } from './definitions-at-hand.js';
import { Document } from './document.js';
import { itemsOf } from './items.js';
import { Model } from './model.js';
import { instanceOf } from './testing/instances.js';
import { mutants } from './testing/mutants.js';
import { summaryBundle } from './testing/summary-bundle.js';
import type { InvariantRule, Rule, TypeRule } from './rules.js';

/** What fhirpath.js 5.2 cannot be asked, and why. */
const beyondOracle: ReadonlyMap<string, string> = new Map([
  ['ctm-1', 'it resolves references over the network only'],
  ['eld-16', 'it reads patterns as Unicode ones, where their escapes are an error'],
  ['eld-19', 'it reads patterns as Unicode ones, where their escapes are an error'],
  ['eld-20', 'it reads patterns as Unicode ones, where their escapes are an error'],
  ['ras-1', 'it refuses to ask a decimal for its low and high, which it does not have'],
  ['rng-2', 'it takes quantities without a value for equal; we say that it cannot be decided'],
]);

interface Question {
  readonly invariant: InvariantRule;
  readonly value: unknown;
  readonly base: string;
  readonly type: string | undefined;
  readonly resource: JsonObject;
  readonly root: JsonObject;
}

/** Its own model does not fit its own type under exactOptionalPropertyTypes. */
type Model4 = Parameters<typeof fhirpath.compile>[1];

let model: Model;
const compiled = new Map<string, (value: unknown, variables: object) => unknown[]>();

beforeAll(() => {
  model = new Model(builtInDefinitions());
});

function oracle({ invariant, value, base, resource, root }: Question): boolean | undefined | 'refuses' {
  const { expression } = invariant.plan;
  const key = `${base} ${expression}`;
  let evaluate = compiled.get(key);
  if (evaluate === undefined) {
    evaluate = fhirpath.compile({ base, expression }, r4 as Model4, { traceFn: () => undefined }) as (
      value: unknown,
      variables: object,
    ) => unknown[];
    compiled.set(key, evaluate);
  }
  try {
    const result = evaluate(value, { resource, rootResource: root });
    if (result.length === 0) return undefined;
    if (result.length > 1) return 'refuses';
    return typeof result[0] === 'boolean' ? result[0] : true;
  } catch {
    return 'refuses';
  }
}

function ours(
  { invariant, value, type, resource, root }: Question,
  document: Document,
): boolean | undefined | 'refuses' {
  const placed = document.placeOf(resource, document.root, '');
  const resolve = (reference: string): JsonObject | undefined => {
    const resolved = document.resolve(reference, placed);
    return typeof resolved === 'object' ? resolved.resource : undefined;
  };
  try {
    return invariant.holds(value, { resource, rootResource: root, type, resolve });
  } catch (cause) {
    if (cause instanceof RangeError) return 'refuses';
    throw cause;
  }
}

/** Every invariant that a walk by types asks, with the element that it asks it of. */
function* questionsOf(
  value: unknown,
  rule: TypeRule | undefined,
  resource: JsonObject,
  root: JsonObject,
): Generator<Question> {
  if (!isObject(value) || rule === undefined) return;
  for (const invariant of rule.invariants) {
    yield { invariant, value, base: rule.path, type: undefined, resource, root };
  }
  for (const [key, child] of Object.entries(value)) {
    const property = rule.properties.get(key);
    if (property === undefined) continue;
    for (const item of Array.isArray(child) ? child : [child]) {
      for (const invariant of property.invariants) {
        const isChoice = property.element.endsWith('[x]');
        yield {
          invariant,
          value: item as unknown,
          // The oracle takes the type of an element with a choice from the path.
          base: isChoice ? `${property.path.slice(0, -property.element.length)}${key}` : property.path,
          type: isChoice ? property.type : undefined,
          resource,
          root,
        };
      }
      if (property.children === 'resource') {
        if (!isObject(item)) continue;
        const inner = model.type(String(item['resourceType']));
        yield* questionsOf(item, inner, item, key === 'contained' ? resource : item);
      } else yield* questionsOf(item, property.children, resource, root);
    }
  }
}

/** Every invariant of the profiles of IPS and of our table, on the resource or on its elements. */
function* profileQuestions(resource: JsonObject): Generator<Question> {
  for (const url of Object.keys(builtInProfiles)) {
    const profile = model.profile(url);
    if (profile === undefined || profile.type !== resource['resourceType']) continue;
    yield* ruleQuestions(resource, profile.rule, profile.type, resource);
  }
}

function* ruleQuestions(
  value: unknown,
  rule: Rule,
  base: string,
  resource: JsonObject,
  type?: string,
): Generator<Question> {
  for (const invariant of rule.invariants) {
    yield { invariant, value, base, type, resource, root: resource };
  }
  if (!isObject(value)) return;
  for (const child of rule.children) {
    const { property, items } = itemsOf(value, child);
    for (const { value: item, type } of items) {
      const place = `${base}.${property}`;
      const named = child.element.endsWith('[x]') ? type : undefined;
      yield* ruleQuestions(item, child.rule, place, resource, named);
      for (const slice of child.rule.slicing?.slices ?? [])
        yield* ruleQuestions(item, slice.rule, place, resource, named);
    }
  }
}

const builtInProfiles = builtInDefinitions().profiles;

interface Disagreement {
  readonly key: string;
  readonly expression: string;
  readonly ours: unknown;
  readonly theirs: unknown;
  readonly value: string;
}

/** Nothing as an answer and the refusal to give one come to the same: the validator warns that it cannot be decided. */
function decided(answer: boolean | undefined | 'refuses'): boolean | 'undecided' {
  return typeof answer === 'boolean' ? answer : 'undecided';
}

/** Asks both about everything in a document. */
function compare(document: JsonObject, asked: Set<string>, answers: Record<string, number>): Disagreement[] {
  const known = new Document(document);
  return [document, ...entriesOf(document)].flatMap((resource) => [
    ...differences(
      questionsOf(resource, model.type(String(resource['resourceType'])), resource, resource),
      known,
      asked,
      answers,
    ),
    ...differences(profileQuestions(resource), known, asked, answers),
  ]);
}

/** Asks both about a value of a type. */
function compareValue(
  value: JsonObject,
  type: string,
  resource: JsonObject,
  asked: Set<string>,
  answers: Record<string, number>,
): Disagreement[] {
  const known = new Document(resource);
  return [
    ...differences(questionsOf(value, model.type(type), resource, resource), known, asked, answers),
    ...differences(value === resource ? profileQuestions(resource) : [], known, asked, answers),
  ];
}

function differences(
  questions: Iterable<Question>,
  known: Document,
  asked: Set<string>,
  answers: Record<string, number>,
): Disagreement[] {
  const differing: Disagreement[] = [];
  for (const question of questions) {
    const { key, expression } = question.invariant.plan;
    if (beyondOracle.has(key)) continue;
    asked.add(`${key} ${expression}`);
    const [mine, theirs] = [ours(question, known), oracle(question)];
    answers[String(mine)] = (answers[String(mine)] ?? 0) + 1;
    // Ours need not look at the right side of an `and` whose left side is false; the oracle does, and may refuse it.
    if (decided(mine) === decided(theirs) || (mine === false && theirs === 'refuses')) continue;
    differing.push({ key, expression, ours: mine, theirs, value: JSON.stringify(question.value).slice(0, 300) });
  }
  return differing;
}

function entriesOf(bundle: JsonObject): JsonObject[] {
  const entries = Array.isArray(bundle['entry']) ? (bundle['entry'] as unknown[]) : [];
  return entries.flatMap((entry) => (isObject(entry) && isObject(entry['resource']) ? [entry['resource']] : []));
}

describe('compiled invariants beside fhirpath.js', () => {
  it('agree on made-up instances of every type of R4, so that all of them are asked', () => {
    const definitions = builtInDefinitions();
    const asked = new Set<string>();
    const answers: Record<string, number> = {};
    const differing: Disagreement[] = [];
    for (const [type, { kind }] of Object.entries(definitions.types)) {
      for (let seed = 1; seed <= 40; seed++) {
        const instance = instanceOf(type, definitions, seed);
        const resource = kind === 'resource' ? instance : { resourceType: 'Basic' };
        differing.push(...compareValue(instance, type, resource, asked, answers));
      }
    }
    const known = new Document({ resourceType: 'Basic' });
    for (const url of Object.keys(definitions.extensions)) {
      const { rule } = model.extension(url)!;
      for (let seed = 1; seed <= 10; seed++) {
        const extension = instanceOf('Extension', definitions, seed);
        const questions = ruleQuestions(extension, rule, 'Extension', { resourceType: 'Basic' });
        differing.push(...differences(questions, known, asked, answers));
      }
    }
    const unasked = definitions.invariants
      .filter(({ key, expression }) => !asked.has(`${key} ${expression}`) && !beyondOracle.has(key))
      .map(({ key }) => key);
    process.stdout.write(`oracle: ${asked.size} invariants asked, answers ${JSON.stringify(answers)}\n`);
    expect(differing.slice(0, 5)).toEqual([]);
    expect(unasked).toEqual([]);
  }, 300_000);

  it('agree on a summary and on its mutants', () => {
    const asked = new Set<string>();
    const answers: Record<string, number> = {};
    const differing = compare(summaryBundle(), asked, answers);
    for (const mutant of mutants(summaryBundle(), 60)) differing.push(...compare(mutant, asked, answers));
    process.stdout.write(`oracle: ${asked.size} invariants asked, answers ${JSON.stringify(answers)}\n`);
    expect(differing.slice(0, 5)).toEqual([]);
    // A comparison in which nothing was ever false would prove little.
    expect(answers['false']).toBeGreaterThan(100);
    expect(asked.size).toBeGreaterThan(60);
  }, 300_000);

  it('agree on Bundles of others and on their mutants, where the corpus is at hand', () => {
    const corpus = fileURLToPath(new URL('../../../../../shared/corpus/fhir/bundles/', import.meta.url));
    const files = existsSync(corpus)
      ? ['ips-hl7', 'gravitate-health', 'icanbwell', 'synderai-hdr-2.1.0'].flatMap((folder) =>
          readdirSync(corpus + folder)
            .filter((name) => name.endsWith('.json'))
            .map((name) => `${corpus}${folder}/${name}`),
        )
      : [];
    process.stdout.write(`corpus: fhirpath oracle: ${files.length} files${files.length === 0 ? ' (no corpus)' : ''}\n`);
    const asked = new Set<string>();
    const answers: Record<string, number> = {};
    const differing: Disagreement[] = [];
    for (const file of files) {
      const document = JSON.parse(readFileSync(file, 'utf8')) as JsonObject;
      differing.push(...compare(document, asked, answers));
      for (const mutant of mutants(document, 1)) differing.push(...compare(mutant, asked, answers));
    }
    process.stdout.write(`oracle: ${asked.size} invariants asked, answers ${JSON.stringify(answers)}\n`);
    expect(differing.slice(0, 5)).toEqual([]);
  }, 300_000);
});
