import type { Catalogue } from '@passerelle/terminology';
import type { CodeAccount, CodeGapCount } from '../model/loss-report.js';
import type { CodeCoverage } from './coverage.js';
import { reportableSystem } from './reportable.js';

/**
 * The part of the loss report that tells how the codes fared. It counts gaps by element and code system; which code it was
 * would tell of the patient.
 * @param language - where displays were translated
 */
export function codeAccount(coverage: CodeCoverage, { version, digest }: Catalogue, language?: string): CodeAccount {
  const gaps = new Map<string, { -readonly [K in keyof CodeGapCount]: CodeGapCount[K] }>();
  for (const { element, system: named, reason, usage } of coverage.gaps) {
    const system = reportableSystem(named);
    const key = `${element} ${system} ${reason}`;
    const counted = gaps.get(key);
    if (counted !== undefined) counted.count++;
    else gaps.set(key, { element, system, reason, ...(usage !== undefined && { usage }), count: 1 });
  }
  return {
    catalogue: { version, digest },
    ...(language !== undefined && { language }),
    codings: coverage.codings,
    changed: coverage.changed,
    gaps: [...gaps.values()],
  };
}
