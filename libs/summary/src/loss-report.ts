import type { Sha256 } from '@passerelle/kernel';
import type { CodeProvenance } from '@passerelle/terminology';
import type { CodeAccount, LossReport, LossReportEntry, Outcome } from './model/loss-report.js';
import type { Entry } from './model/entry.js';
import type { PatientSummary } from './model/summary.js';

/** What a loss report is made of. */
export interface Account {
  readonly source: { readonly format: string; readonly sha256: Sha256 };
  readonly target: { readonly format: string; readonly sha256: Sha256 };
  readonly summary: PatientSummary;
  readonly warnings: readonly string[];
  readonly provenance: ReadonlyMap<string, readonly CodeProvenance[]>;
  /** How the codes fared, where there was a catalogue. */
  readonly codes?: CodeAccount;
  /** Places in the target by places in the source. */
  readonly targets: ReadonlyMap<string, string>;
  /** Parts of entries that the writer of the target had no place for, by places in the source. */
  readonly omitted: ReadonlyMap<string, readonly string[]>;
  /** Set where the target carries everything for people only, as a PDF does. */
  readonly asText?: true;
}

/**
 * Makes the account of a translation: one row for each entry of the source, in its order. A resource that two sections
 * of a Bundle refer to is one entry and has one row.
 */
export function lossReport(account: Account): LossReport {
  const rows = new Map<string, LossReportEntry>();
  const totals = { carried: 0, transcoded: 0, 'narrative-only': 0, 'not-carried': 0 };
  for (const section of account.summary.sections) {
    const code = section.code.coding?.code ?? '';
    for (const entry of section.entries) {
      if (rows.has(entry.path)) continue;
      const row = rowOf(entry, code, account);
      totals[row.outcome]++;
      rows.set(entry.path, row);
    }
  }
  const entries = [...rows.values()];
  return {
    source: { ...account.source, language: account.summary.header.language ?? '' },
    target: account.target,
    entries,
    totals: { ...totals, entries: entries.length },
    ...(account.codes !== undefined && { codes: account.codes }),
    warnings: account.warnings,
  };
}

function rowOf(entry: Entry, section: string, account: Account): LossReportEntry {
  const target = account.targets.get(entry.path);
  const used = account.provenance.get(entry.path) ?? [];
  const maps = used.filter(({ kind }) => kind === 'map');
  const outcome = outcomeOf(entry, target, maps.length > 0, account);
  const left = [...new Set([...(entry.omitted ?? []), ...(account.omitted.get(entry.path) ?? [])])];
  const reasons = [
    ...(entry.kind === 'unmodelled' ? [entry.reason] : []),
    ...(account.asText === true ? ['the target is for people only'] : []),
    ...(target === undefined ? ['the target has no place for it'] : []),
    ...(entry.kind !== 'unmodelled' && isText(target)
      ? ['the profile of the target has no place for it but the text of the section']
      : []),
    ...(outcome === 'transcoded' ? [`transcoded with ${cataloguesOf(maps)}`] : []),
    ...(left.length > 0 ? [`left out: ${left.join(', ')}`] : []),
  ];
  return {
    section,
    path: entry.path,
    outcome,
    ...(reasons.length > 0 && { reason: reasons.join('; ') }),
    ...(target !== undefined && { target }),
  };
}

function outcomeOf(entry: Entry, target: string | undefined, transcoded: boolean, { asText }: Account): Outcome {
  if (target === undefined) return 'not-carried';
  if (entry.kind === 'unmodelled' || asText === true || isText(target)) return 'narrative-only';
  return transcoded ? 'transcoded' : 'carried';
}

/** Whether the target says an entry in the text of a section only; an absence may have no other place beside entries. */
function isText(target: string | undefined): boolean {
  return target !== undefined && /[./]text$/.test(target);
}

/** The maps that were used, without their rows: a row is a code, and a code of the patient has no place in a report. */
function cataloguesOf(used: readonly CodeProvenance[]): string {
  return [...new Set(used.map(({ catalogue, version }) => `${catalogue} ${version}`))].join(', ');
}
