import { PasserelleError } from '@passerelle/kernel';
import { unwritable } from '../cda/datatypes/index.js';
import { mapCoded } from '../model/codings.js';
import type { Coding } from '../model/coded.js';
import type { PatientSummary } from '../model/summary.js';
import type { CodeCoverage } from './coverage.js';

/**
 * Gives the codes without a European one the form that eHDSI asks for: where the policy allows a null flavour (`RNFA`),
 * the value becomes `OTH` with its words as original text, and the code stays inside as a translation. Where a code is
 * required (`R`), the document is refused. Anything else stays as it is.
 *
 * This is for the pivot. The bindings of EPS are preferred or weaker for all these elements, so there a national code is
 * better than none and stays.
 * @param coverage - of the transcoding that the summary comes from
 * @throws PSR-1114 when an element that must have a European code has none
 */
export function withNullFlavors(summary: PatientSummary, { gaps }: CodeCoverage): PatientSummary {
  const required = gaps.find(({ usage }) => usage === 'R');
  if (required !== undefined) {
    throw new PasserelleError('PSR-1114', { element: required.element, system: required.system });
  }
  const without = new Set<Coding>(gaps.filter(({ usage }) => usage === 'RNFA').map(({ coding }) => coding));
  if (without.size === 0) return summary;
  return mapCoded(summary, (coded) => {
    // What CDA cannot write as a code the writer puts into words already, the code among them.
    if (!without.has(coded.coding) || unwritable(coded.coding)) return coded;
    const text = coded.text ?? coded.coding.display;
    return { ...coded, ...(text !== undefined && { text }), absence: coded.absence ?? 'OTH' };
  });
}
