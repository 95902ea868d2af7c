import { canonicalUri } from '../code-systems.js';
import { conceptFlags } from '../index-file/layout.js';
import type { OpenEnds } from '../index-file/directory.js';
import type { ComposeRule, ConceptDraft, SystemDraft, ValueSetDraft } from './drafts.js';
import { filterTest } from './filter.js';
import type { Gathering } from './gathering.js';

/** Members of a value set that are certain, and what else may be. */
export interface ResolvedValueSet {
  readonly members: ReadonlySet<ConceptDraft>;
  readonly open?: OpenEnds;
}

/** What one rule, or a part of it, says. */
interface Part {
  readonly members: ReadonlySet<ConceptDraft>;
  /** Code systems of which more may be taken; `*` any. */
  readonly open: ReadonlySet<string>;
}

const anySystem = '*';

/** Value sets that include one another this deep are no value sets that anybody wrote. */
const deepest = 100;

/**
 * Finds the members of value sets: by their rules where these can be evaluated, else by the expansion that came with them.
 * What can be evaluated neither way is told as open, with its reason, and never passed off as empty.
 */
export class ValueSetResolver {
  private readonly done = new Map<ValueSetDraft, ResolvedValueSet>();
  private readonly busy = new Set<ValueSetDraft>();

  constructor(private readonly gathering: Gathering) {}

  resolve(draft: ValueSetDraft): ResolvedValueSet {
    const known = this.done.get(draft);
    if (known !== undefined) return known;
    this.busy.add(draft);
    const byRules = this.resolveRules(draft);
    const { expansion } = draft;
    const resolved =
      expansion === undefined || byRules.open === undefined
        ? byRules
        : this.resolveRules({ ...draft, include: expansion, exclude: [] });
    this.busy.delete(draft);
    this.done.set(draft, resolved);
    return resolved;
  }

  private resolveRules({ include, exclude, withInactive }: ValueSetDraft): ResolvedValueSet {
    const reasons = new Set<string>();
    const members = new Set<ConceptDraft>();
    const open = new Set<string>();
    for (const rule of include) {
      const part = this.partOf(rule, reasons);
      for (const member of part.members) members.add(member);
      for (const system of part.open) open.add(system);
    }
    let excludesMore = false;
    for (const rule of exclude) {
      const part = this.partOf(rule, reasons);
      for (const member of part.members) members.delete(member);
      if (part.open.size > 0) excludesMore = true;
    }
    if (!withInactive) {
      for (const member of members) if ((member.flags & conceptFlags.inactive) !== 0) members.delete(member);
    }
    if (open.size === 0 && !excludesMore) return { members };
    return { members, open: { include: [...open].sort(), exclude: excludesMore, reasons: [...reasons].sort() } };
  }

  /** What a rule takes: that which all its parts take. */
  private partOf({ system, codes, filters = [], valueSets = [] }: ComposeRule, reasons: Set<string>): Part {
    const parts: Part[] = valueSets.map((name) => this.partOfValueSet(name, reasons));
    if (system !== undefined) {
      const draft = this.gathering.system(system);
      if (codes !== undefined) parts.push(certain(codes.map((code) => this.gathering.concept(draft, code))));
      else if (filters.length === 0) parts.push(wholeSystem(draft, reasons));
      else for (const filter of filters) parts.push(filtered(draft, filterTest(draft, filter), reasons));
    }
    if (parts.length === 0) return openEnd('a rule names neither a code system nor a value set', reasons);
    const { members, open } = parts.reduce(intersection);
    return { members, open: system !== undefined && open.has(anySystem) ? new Set([canonicalUri(system)]) : open };
  }

  private partOfValueSet(name: string, reasons: Set<string>): Part {
    const [url = '', version] = name.split('|');
    const draft = this.gathering.valueSetNamed(url);
    if (draft === undefined) return openEnd(`the value set ${url} is not here`, reasons);
    if (version !== undefined && draft.version !== version) {
      return openEnd(`the value set ${url} is here in another version than ${version}`, reasons);
    }
    if (this.busy.has(draft)) return openEnd(`the value set ${url} includes itself`, reasons);
    if (this.busy.size > deepest) return openEnd(`the value set ${url} is included too deeply`, reasons);
    const { members, open } = this.resolve(draft);
    if (open === undefined) return { members, open: new Set() };
    for (const reason of open.reasons) reasons.add(reason);
    // What may be excluded there is certain here no more than there.
    return open.exclude ? { members: new Set(), open: new Set([anySystem]) } : { members, open: new Set(open.include) };
  }
}

function certain(members: readonly ConceptDraft[]): Part {
  return { members: new Set(members), open: new Set() };
}

function openEnd(reason: string, reasons: Set<string>, system = anySystem): Part {
  reasons.add(reason);
  return { members: new Set(), open: new Set([system]) };
}

function wholeSystem(system: SystemDraft, reasons: Set<string>): Part {
  if (!system.complete) return openEnd(`the code system ${system.uri} is not here as a whole`, reasons, system.uri);
  return certain(definedIn(system));
}

function filtered(
  system: SystemDraft,
  test: ((concept: ConceptDraft) => boolean) | string,
  reasons: Set<string>,
): Part {
  return typeof test === 'string' ? openEnd(test, reasons, system.uri) : certain(definedIn(system).filter(test));
}

function definedIn(system: SystemDraft): ConceptDraft[] {
  return [...system.concepts.values()].filter(({ flags }) => (flags & conceptFlags.defined) !== 0);
}

/** What both take for certain; open wherever either may take more, which is more than is needed and never too little. */
function intersection(one: Part, other: Part): Part {
  const members = new Set([...one.members].filter((member) => other.members.has(member)));
  const open = new Set([...one.open, ...other.open]);
  return { members, open: open.has(anySystem) ? new Set([anySystem]) : open };
}
