import type { MapRow, Terminology } from '../lookup/terminology.js';

/** Relationships that a code may be replaced along: the target says no more than the source did. */
const safe = ['equivalent', 'source-is-narrower-than-target'] as const;

/**
 * The one row of a concept map to transcode by.
 *
 * A row may replace a code only if the target means the same or something wider: a target that is narrower, or merely
 * related, would say of the patient what nobody said. Among those, rows for the value set of the element go before rows
 * for any, rows whose target is known to be in the value set before the others, equivalents before wider targets. Where
 * different targets are left, nothing chooses between them.
 * @param valueSets - value sets of the element, URLs or OIDs; where none is known, rows for some value set serve as well
 *   if they all agree
 */
export function chooseRow(
  rows: readonly MapRow[],
  valueSets: readonly string[],
  terminology: Terminology,
): MapRow | 'ambiguous' | undefined {
  // The usual case is one row for any value set.
  const [only] = rows;
  const usable = rows.filter(({ relationship }) => (safe as readonly string[]).includes(relationship));
  if (only !== undefined && usable.length === 1 && rows.length === 1 && only.scope === undefined) return only;
  const anywhere = valueSets.length === 0;
  const general = usable.filter(({ scope }) => scope === undefined);
  const scoped = usable.filter(
    ({ scope }) =>
      scope !== undefined && (anywhere || valueSets.some((valueSet) => isSame(scope, valueSet, terminology))),
  );
  const inSet = general.filter((row) => membership(valueSets, row, terminology) === true);
  const ranked = anywhere ? [general, scoped] : [scoped, inSet, general];
  const candidates = ranked.find((each) => each.length > 0);
  if (candidates === undefined) return undefined;
  const best = safe
    .map((relationship) => candidates.filter((row) => row.relationship === relationship))
    .find((each) => each.length > 0)!;
  const [chosen] = best;
  return best.every((row) => row.system === chosen!.system && row.code === chosen!.code) ? chosen : 'ambiguous';
}

/** Whether a code is in one of the value sets; undefined where none has it and of one it is not known. */
export function membership(
  valueSets: readonly string[],
  { system, code }: { readonly system: string; readonly code: string },
  terminology: Terminology,
): boolean | undefined {
  let answer: boolean | undefined = valueSets.length === 0 ? undefined : false;
  for (const valueSet of valueSets) {
    const contains = terminology.contains(valueSet, system, code);
    if (contains === true) return true;
    if (contains === undefined) answer = undefined;
  }
  return answer;
}

function isSame(one: string, other: string, terminology: Terminology): boolean {
  return canonical(one, terminology) === canonical(other, terminology);
}

function canonical(valueSet: string, terminology: Terminology): string {
  const [name = ''] = valueSet.split('|');
  return terminology.valueSetUrl(name) ?? name.replace(/^urn:oid:/, '');
}
