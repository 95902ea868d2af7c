import type { Entry, LossReport, PatientSummary } from '@passerelle/summary';

/** Something an entry says that must not get lost unnoticed. */
export interface Fact {
  readonly kind: 'code' | 'identifier' | 'date' | 'quantity';
  /** Where in the entry it stands, without places in lists: `product.ingredients.strength.numerator`. */
  readonly role: string;
  /** System and code, system and value, amount and unit, or the moment. */
  readonly value: string;
}

/** Properties of the model that hold a moment. */
const moments = new Set(['low', 'high', 'at', 'date', 'onset', 'expires', 'time', 'created']);
/** Properties that frame an entry, or show it to people. */
const frame = new Set(['path', 'text', 'omitted', 'kind', 'display', 'telecoms', 'addresses', 'names']);

/** Every code, identifier, date and quantity that an entry holds, in its order. */
export function factsOf(entry: Entry): Fact[] {
  const facts: Fact[] = [];
  gather(entry, '', '', facts);
  return facts;
}

function gather(part: unknown, role: string, key: string, facts: Fact[]): void {
  if (typeof part === 'string') {
    if (moments.has(key)) facts.push({ kind: 'date', role, value: part });
    return;
  }
  if (typeof part !== 'object' || part === null) return;
  if (Array.isArray(part)) {
    for (const item of part) gather(item, role, key, facts);
    return;
  }
  const { system, code, value, unit } = part as Record<string, unknown>;
  if (typeof system === 'string' && typeof code === 'string') {
    facts.push({ kind: 'code', role, value: `${system}|${code.trim().replace(/\s+/g, ' ')}` });
  } else if (typeof system === 'string' && typeof value === 'string') {
    facts.push({ kind: 'identifier', role, value: `${system}|${value}` });
  } else if (typeof value === 'string') {
    facts.push({ kind: 'quantity', role, value: `${value} ${typeof unit === 'string' ? unit : ''}` });
  }
  for (const [name, inner] of Object.entries(part)) {
    if (!frame.has(name)) gather(inner, role === '' ? name : `${role}.${name}`, name, facts);
  }
}

/** What became of the entries of a summary in another format: that summary as read again, and the report of the translation. */
export interface Passage {
  readonly before: PatientSummary;
  readonly after: PatientSummary;
  readonly report: LossReport;
}

/**
 * Facts of a summary that are not there any more after a translation, though the loss report does not say so.
 * @param explained - whether a part that the report says was left out is what held the fact
 * @returns a line for each, with the place of the entry
 */
export function unexplained(
  { before, after, report }: Passage,
  explained: (fact: Fact, entry: Entry, part: string) => boolean,
): string[] {
  const sources = byPath(before);
  const targets = byPath(after);
  const lines: string[] = [];
  for (const { path, target = '', reason = '' } of report.entries) {
    const found = target.split(' | ').flatMap((place) => targets.get(place) ?? []);
    const left = /left out: (.*)$/s.exec(reason)?.[1]?.split(', ') ?? [];
    const kept = new Set(found.flatMap(factsOf).map(keyOf));
    for (const entry of sources.get(path) ?? []) {
      if (entry.kind === 'unmodelled' || entry.kind === 'absence') continue;
      if (!found.some(({ kind }) => kind === entry.kind)) lines.push(`${path}: the ${entry.kind} itself`);
      for (const fact of factsOf(entry)) {
        if (kept.has(keyOf(fact)) || isKept(fact, found) || isImplied(fact)) continue;
        if (left.some((part) => explained(fact, entry, part))) continue;
        lines.push(`${path}: ${entry.kind} ${fact.role} ${fact.kind} ${fact.value}`);
      }
    }
  }
  return lines;
}

function byPath({ sections }: PatientSummary): Map<string, Entry[]> {
  const entries = new Map<string, Entry[]>();
  for (const entry of sections.flatMap((section) => section.entries)) {
    entries.set(entry.path, [...(entries.get(entry.path) ?? []), entry]);
  }
  return entries;
}

/** The same fact has the same key in both formats, however each of them spells it. */
function keyOf({ kind, value }: Fact): string {
  switch (kind) {
    case 'date':
      // A time without offset takes that of the document, and a time without seconds gets them.
      return `date ${value.slice(0, 16).replace(/T\d{2}$/, '$&:00')}`;
    case 'quantity':
      // What is no unit of UCUM becomes an annotation of it.
      return `quantity ${value
        .replace(/[{}]/g, '')
        .replace(/[\s_]+/g, ' ')
        .normalize('NFD')
        .replace(/[^ -~]/g, '')
        .trim()}`;
    case 'identifier':
      // The system of URIs says nothing of a value that is none.
      return `identifier ${value.replace(/^urn:ietf:rfc:3986\|(?!urn:|https?:)/, '|')}`;
    case 'code':
      return `code ${value}`;
  }
}

/** Statuses and criticality are bound to tables of their own in FHIR, so they are the same in another code. */
const bound = ['clinicalStatus', 'verificationStatus', 'criticality'] as const;

function isKept(fact: Fact, found: readonly Entry[]): boolean {
  const role = bound.find((each) => fact.role.startsWith(each));
  return role !== undefined && found.some((entry) => role in entry);
}

const categories = 'http://terminology.hl7.org/CodeSystem/observation-category|';
const implied = ['laboratory', 'vital-signs', 'social-history', 'survey', 'imaging'].map((code) => categories + code);

/** CDA has no category of observations: the section and the code say it, and it is written again from them. */
function isImplied({ role, value }: Fact): boolean {
  return /(?:^|\.)category\.coding$/.test(role) && implied.includes(value);
}
