import type { CompiledType } from '../syntax/compile.js';

/** What a comparison of two compiled grammars found. */
export interface Comparison {
  /** Pairs of types that were compared. */
  readonly compared: number;
  readonly found: readonly string[];
}

/** Names of attributes, types and parts at which two compiled grammars differ, beginning at one pair of types. */
export function differences(ours: CompiledType, theirs: CompiledType, probes: readonly string[]): Comparison {
  const found: string[] = [];
  const partners = new Map<CompiledType, Set<CompiledType>>();
  const waiting: [CompiledType, CompiledType][] = [[ours, theirs]];
  let compared = 0;
  for (let pair = waiting.pop(); pair !== undefined; pair = waiting.pop()) {
    const [a, b] = pair;
    const seen = partners.get(a) ?? new Set();
    if (seen.has(b)) continue;
    partners.set(a, seen.add(b));
    compared++;
    const report = (what: string): void => void found.push(`${b.name}: ${what}`);
    if (a.name !== b.name) report(`is called ${a.name}`);
    if (a.content !== b.content) report(`content is ${a.content} and not ${b.content}`);
    if (a.abstract !== b.abstract) report('is abstract in one');
    compareAttributes(a, b, probes, report);
    comparePaths(a, b, report, waiting);
    compareDerived(a, b, report, waiting);
  }
  return { compared, found };
}

type Report = (what: string) => void;

function compareAttributes(a: CompiledType, b: CompiledType, probes: readonly string[], report: Report): void {
  for (const name of new Set([...a.attributes.keys(), ...b.attributes.keys()])) {
    const one = a.attributes.get(name);
    const other = b.attributes.get(name);
    if (one === undefined || other === undefined)
      report(`@${name} is only in ${one === undefined ? 'the schema' : 'ours'}`);
    else if (one.required !== other.required) report(`@${name} is required in one`);
    else if (one.identifies !== other.identifies) report(`@${name} identifies in one`);
    else {
      const probe = probes.find((value) => one.accepts(value) !== other.accepts(value));
      if (probe !== undefined) report(`@${name} differs on ${JSON.stringify(probe)}`);
    }
  }
}

/** Whether both automata accept the same sequences: walks through both at once. */
function comparePaths(a: CompiledType, b: CompiledType, report: Report, waiting: [CompiledType, CompiledType][]): void {
  const nameOf = ({ namespace, name }: CompiledType['parts'][number]): string => `{${namespace}}${name}`;
  const numbers = new Map(b.parts.map((part, number) => [nameOf(part), number]));
  for (const part of b.parts)
    if (!a.parts.some((each) => nameOf(each) === nameOf(part))) report(`${part.name} is only in the schema`);
  a.parts.forEach((part) => {
    const other = b.parts[numbers.get(nameOf(part)) ?? -1];
    if (other === undefined) return report(`${part.name} is only in ours`);
    if (part.nillable !== other.nillable) report(`${part.name} is nillable in one`);
    waiting.push([part.type, other.type]);
  });
  const seen = new Set<string>();
  const states: [number, number][] = [[0, 0]];
  for (let pair = states.pop(); pair !== undefined; pair = states.pop()) {
    const [one, other] = pair;
    if (seen.has(pair.join())) continue;
    seen.add(pair.join());
    if (a.accepting[one] !== b.accepting[other]) return report('may end in one where the other goes on');
    for (const [number, part] of a.parts.entries()) {
      const toOne = a.next[one * a.parts.length + number]!;
      const toOther = b.next[other * b.parts.length + (numbers.get(nameOf(part)) ?? 0)]!;
      if (toOne < 0 !== toOther < 0)
        return report(`${part.name} may stand at a place in one where the other does not have it`);
      if (toOne >= 0) states.push([toOne, toOther]);
    }
  }
}

function compareDerived(
  a: CompiledType,
  b: CompiledType,
  report: Report,
  waiting: [CompiledType, CompiledType][],
): void {
  for (const name of new Set([...a.derived.keys(), ...b.derived.keys()])) {
    const one = a.derived.get(name);
    const other = b.derived.get(name);
    if (one === undefined || other === undefined)
      report(`${name} is derived from it only in ${one === undefined ? 'the schema' : 'ours'}`);
    else waiting.push([one, other]);
  }
}
