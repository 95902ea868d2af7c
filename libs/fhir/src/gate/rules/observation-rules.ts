import { isObject, listOf, type Findings, type JsonObject } from '../findings.js';
import { hasAny } from './invariant.js';

const effective = ['effectiveDateTime', 'effectivePeriod', 'effectiveTiming', 'effectiveInstant'];
// Observations of EPS and IPS that are known by their LOINC code: pregnancy, tobacco, alcohol, travel. They describe
// the person and not a measurement, so the profiles forbid the parts named here.
const personal: Readonly<Record<string, readonly string[]>> = {
  '82810-3': ['bodySite', 'specimen', 'device', 'referenceRange', 'component'],
  '72166-2': ['component'],
  '74013-4': ['component'],
};
const travel = '94651-7';

/**
 * Rules of the observation profiles: IPS laboratory and radiology (category, effective, performer), EU base
 * medicalTestResult, EPS and IPS pregnancy, tobacco, alcohol, travel.
 */
export function checkObservation(observation: JsonObject, findings: Findings): void {
  const categories = codes(observation['category'], true);
  const loinc = codes(observation['code'], false).find((code) => code === travel || Object.hasOwn(personal, code));
  const measured = categories.some((code) => code === 'laboratory' || code === 'imaging' || code === 'vital-signs');
  if ((measured || loinc !== undefined) && !hasAny(observation, effective)) {
    findings.error('ips-observation-effective', 'This observation must say when it holds, or why not.', 'effective');
  }
  if (categories.some((code) => code === 'laboratory' || code === 'imaging') && !hasAny(observation, ['performer'])) {
    findings.error('ips-result-performer', 'A laboratory or imaging result must have a performer.', 'performer');
  }
  for (const part of loinc === undefined ? [] : (personal[loinc] ?? [])) {
    if (observation[part] !== undefined)
      findings.error('ips-observation-part', `This observation must not have ${part}.`, part);
  }
  if (loinc === travel && !hasAny(observation, ['valueCodeableConcept'])) {
    findings.error('eps-travel-value', 'A travel observation must name the country in code.', 'value');
  }
}

function codes(concepts: unknown, many: boolean): string[] {
  return (many ? listOf(concepts) : [concepts]).flatMap((concept) =>
    isObject(concept)
      ? listOf(concept['coding']).map((coding) => (isObject(coding) ? String(coding['code']) : ''))
      : [],
  );
}
