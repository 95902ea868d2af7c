import type { Particle } from './read-parts.js';

/** A part of a content model, once for all places it stands in. */
export interface ModelPart {
  readonly prefix: string | undefined;
  readonly name: string;
  readonly type: string;
  readonly nillable: boolean;
}

/**
 * A content model as a finite automaton. State 0 is before the first child. `next[state * width + part]` is the state
 * after that part, or -1 where it may not stand there; `accepting[state]` is 1 where the content may end.
 */
export interface ContentModel {
  readonly parts: readonly ModelPart[];
  readonly width: number;
  readonly next: Int16Array;
  readonly accepting: Uint8Array;
}

interface Fragment {
  readonly nullable: boolean;
  readonly first: readonly number[];
  readonly last: readonly number[];
}

const nothing: Fragment = { nullable: true, first: [], last: [] };

/**
 * Builds the automaton of Glushkov: a state for each place of a part in the model. Content models of XML are
 * deterministic, so that it is a deterministic automaton without further work.
 * @throws Error where the model is not deterministic or gives one name two types: a defect of the tables
 */
export function contentModel(whole: Particle | undefined): ContentModel {
  const parts: ModelPart[] = [];
  /** The part at each place; places are counted from 1, as state 0 is the beginning. */
  const partAt: number[] = [-1];
  const follow: Set<number>[] = [new Set()];

  function place(particle: Particle & { kind: 'part' }): Fragment {
    const { prefix, name, type, nillable } = particle;
    let part = parts.findIndex((each) => each.prefix === prefix && each.name === name);
    if (part < 0) part = parts.push({ prefix, name, type, nillable }) - 1;
    else if (parts[part]!.type !== type) throw new Error(`${name} has two types in one content model`);
    const at = partAt.push(part) - 1;
    follow.push(new Set());
    return { nullable: false, first: [at], last: [at] };
  }

  function once(particle: Particle): Fragment {
    if (particle.kind === 'part') return place(particle);
    const of = particle.of.map(repeated);
    if (particle.kind === 'sequence') return of.reduce(chain, nothing);
    return {
      nullable: of.some(({ nullable }) => nullable),
      first: of.flatMap(({ first }) => first),
      last: of.flatMap(({ last }) => last),
    };
  }

  function chain(before: Fragment, after: Fragment): Fragment {
    for (const last of before.last) for (const first of after.first) follow[last]!.add(first);
    return {
      nullable: before.nullable && after.nullable,
      first: before.nullable ? [...before.first, ...after.first] : before.first,
      last: after.nullable ? [...before.last, ...after.last] : after.last,
    };
  }

  /** `min..max` written out: so often as it must come, then each further time only after the one before. */
  function repeated(particle: Particle): Fragment {
    const { min, max } = particle;
    let all = nothing;
    for (let count = 1; count < min; count++) all = chain(all, once(particle));
    if (max === Infinity) {
      const last = once(particle);
      chain(last, last);
      return chain(all, min === 0 ? { ...last, nullable: true } : last);
    }
    if (min > 0) all = chain(all, once(particle));
    let further = nothing;
    for (let count = min; count < max; count++) further = { ...chain(once(particle), further), nullable: true };
    return chain(all, further);
  }

  const fragment = whole === undefined ? nothing : repeated(whole);
  for (const first of fragment.first) follow[0]!.add(first);

  const width = parts.length;
  const next = new Int16Array(partAt.length * width).fill(-1);
  for (const [state, places] of follow.entries()) {
    for (const to of places) {
      const cell = state * width + partAt[to]!;
      if (next[cell] !== -1) throw new Error(`two places of ${parts[partAt[to]!]!.name} follow the same place`);
      next[cell] = to;
    }
  }
  const accepting = new Uint8Array(partAt.length);
  if (fragment.nullable) accepting[0] = 1;
  for (const last of fragment.last) accepting[last] = 1;
  return { parts, width, next, accepting };
}
