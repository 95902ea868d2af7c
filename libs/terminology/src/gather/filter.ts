import { conceptFlags } from '../index-file/layout.js';
import type { ConceptDraft, FilterRule, SystemDraft } from './drafts.js';
import { boundedPattern } from './bounded-pattern.js';

/**
 * The concepts of a code system that a filter of a value set takes (FHIR R4 ValueSet.compose.include.filter, operators
 * `is-a`, `descendent-of`, `=`, `regex`).
 * @returns a test for concepts, or the reason why the filter cannot be evaluated: a filter that is not understood must
 *   not look like one that nothing passes
 */
export function filterTest(system: SystemDraft, filter: FilterRule): ((concept: ConceptDraft) => boolean) | string {
  const { property, op, value } = filter;
  const named = `the filter ${property} ${op} ${value} on ${system.uri}`;
  if (!system.complete) return `${named} needs the whole code system`;
  switch (op) {
    case 'is-a':
    case 'descendent-of':
      return hierarchyTest(system, filter, named);
    case '=':
      return equalityTest(system, property, value, named);
    case 'regex':
      return patternTest(property, value, named);
    default:
      return `${named} has an operator that is not evaluated here`;
  }
}

function hierarchyTest(
  system: SystemDraft,
  { property, op, value }: FilterRule,
  named: string,
): ((concept: ConceptDraft) => boolean) | string {
  if (property !== 'concept' && property !== 'code') return `${named} is no filter on the concept`;
  if (!system.subsumes) return `${named} asks for kinds, and the hierarchy of the code system is another`;
  const top = system.concepts.get(value);
  if (top === undefined || (top.flags & conceptFlags.defined) === 0) return `${named} names a code that is not in it`;
  const below = descendants(system, value);
  return (concept) => (concept === top ? op === 'is-a' : below.has(concept.code));
}

/** Codes below a code, by breadth; a hierarchy that closes upon itself ends all the same. */
function descendants(system: SystemDraft, top: string): ReadonlySet<string> {
  const children = childrenOf(system);
  const found = new Set<string>();
  const waiting = [top];
  for (let code = waiting.pop(); code !== undefined; code = waiting.pop()) {
    for (const child of children.get(code) ?? []) {
      if (found.has(child)) continue;
      found.add(child);
      waiting.push(child);
    }
  }
  return found;
}

const childrenOfSystem = new WeakMap<SystemDraft, ReadonlyMap<string, readonly string[]>>();

/** Hundreds of value sets ask the same code system, so its hierarchy is turned over once. */
function childrenOf(system: SystemDraft): ReadonlyMap<string, readonly string[]> {
  const known = childrenOfSystem.get(system);
  if (known !== undefined) return known;
  const children = new Map<string, string[]>();
  for (const { code, parents } of system.concepts.values()) {
    for (const parent of parents ?? []) {
      const siblings = children.get(parent);
      if (siblings === undefined) children.set(parent, [code]);
      else siblings.push(code);
    }
  }
  childrenOfSystem.set(system, children);
  return children;
}

function equalityTest(
  system: SystemDraft,
  property: string,
  value: string,
  named: string,
): ((concept: ConceptDraft) => boolean) | string {
  if (property === 'code' || property === 'concept') return ({ code }) => code === value;
  const has = ({ properties = [] }: ConceptDraft, wanted?: string): boolean =>
    properties.some(
      (name, at) => at % 2 === 0 && name === property && (wanted ?? properties[at + 1]) === properties[at + 1],
    );
  for (const concept of system.concepts.values()) {
    if (has(concept)) return (each) => has(each, value);
  }
  return `${named} asks for a property that no concept of it has`;
}

function patternTest(property: string, value: string, named: string): ((concept: ConceptDraft) => boolean) | string {
  if (property !== 'code' && property !== 'concept') return `${named} is a pattern of something else than the code`;
  const pattern = boundedPattern(value);
  return pattern === undefined ? `${named} has a pattern that is not evaluated here` : ({ code }) => pattern.test(code);
}
