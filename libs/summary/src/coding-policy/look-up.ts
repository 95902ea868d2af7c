import type { CodeOutcome, CodeProvenance, GapReason } from '@passerelle/terminology';
import { conceptOfEntry } from '../concepts.js';
import type { Coding } from '../model/coded.js';
import { mapCodings, type CodingVisit } from '../model/codings.js';
import type { Entry } from '../model/entry.js';
import type { PatientSummary, Section } from '../model/summary.js';
import type { CodedElement, CodingPolicy } from './coded-elements.js';
import type { CodeGap, LookedUpSummary } from './coverage.js';

/**
 * Looks up every code of a summary and puts what comes of it in its place.
 * @param ask - what becomes of a coding; is told what the policy asks of its element
 */
export function lookUpCodes(
  summary: PatientSummary,
  policy: CodingPolicy,
  ask: (coding: Coding, element: CodedElement | undefined) => CodeOutcome,
): LookedUpSummary {
  const provenance = new Map<string, readonly CodeProvenance[]>();
  const headerProvenance: CodeProvenance[] = [];
  const gaps: CodeGap[] = [];
  let codings = 0;
  let changed = 0;
  const looking =
    (within: string, used: CodeProvenance[]): CodingVisit =>
    (coding, names, holders) => {
      const from = statementStep(names);
      const name = elementName(within, names, from);
      const row = policy.get(name);
      const element = row?.where?.(holders[from] ?? {}) === false ? undefined : row;
      const outcome = ask(coding, element);
      codings++;
      if (outcome.provenance !== undefined) {
        changed++;
        used.push(outcome.provenance);
      }
      if (outcome.gap !== undefined && isExpected(element, outcome.gap, outcome.coding)) {
        gaps.push({
          element: name,
          system: coding.system,
          code: coding.code,
          reason: outcome.gap,
          ...(element !== undefined && { usage: element.usage }),
          coding: outcome.coding,
        });
      }
      return outcome.coding;
    };
  const lookUpEntry = (entry: Entry, section: Section): Entry => {
    const used: CodeProvenance[] = [];
    const lookedUp = mapCodings(entry, looking(conceptName(entry, section), used));
    // Two entries have one path where the source has one place for both.
    if (used.length > 0) provenance.set(entry.path, [...(provenance.get(entry.path) ?? []), ...used]);
    return lookedUp;
  };
  const lookUpSection = (section: Section): Section => ({
    ...section,
    code: mapCodings(section.code, looking('section.code', headerProvenance)),
    entries: section.entries.map((entry) => lookUpEntry(entry, section)),
  });
  const lookedUp: PatientSummary = {
    ...summary,
    header: mapCodings(summary.header, looking('header', headerProvenance)),
    sections: summary.sections.map(lookUpSection),
  };
  return { summary: lookedUp, provenance, headerProvenance, coverage: { codings, changed, gaps } };
}

/** Whether the element is one in which the gap is a lack. */
function isExpected(element: CodedElement | undefined, gap: GapReason, { system }: Coding): boolean {
  const isGapOfMap = gap !== 'no-designation' && gap !== 'no-display';
  if (isGapOfMap && element?.usage === 'NA') return false;
  return gap !== 'outside-value-set' || element?.besides?.includes(system) !== true;
}

/** `medications` for one, `medications.absence` for the statement that there is none. */
function conceptName(entry: Entry, { concept }: Section): string {
  return entry.kind === 'absence' ? `${concept}.absence` : (conceptOfEntry(entry)?.key ?? concept);
}

/** Steps from a statement to another of its kind that it holds. */
const toItsKind: ReadonlySet<string> = new Set(['members', 'further']);

/** Place of the first name that is of the statement itself: a member of a panel is judged as if it stood alone. */
function statementStep(names: readonly string[]): number {
  let from = 0;
  while (toItsKind.has(names[from] ?? '')) from++;
  return from;
}

/** The name of an element, as the policy has it: the last step into a coded value is left out. */
function elementName(within: string, names: readonly string[], from: number): string {
  const last = names[names.length - 1];
  const own = names.slice(from, last === 'coding' ? -1 : undefined);
  return own.length === 0 ? within : `${within}.${own.join('.')}`;
}
