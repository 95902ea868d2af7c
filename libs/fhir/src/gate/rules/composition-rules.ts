import { isObject, listOf, type Findings, type JsonObject } from '../findings.js';
import { resolveReference, type ReferenceContext, type Resolved } from './references.js';
import { sectionRuleOf, sectionRules } from './sections.js';

const loinc = 'http://loinc.org';

/** Rules of the Composition and its sections: EPS composition-eu-eps and IPS Composition-uv-ips (fhir.md section 1.2). */
export function checkComposition(composition: JsonObject, context: ReferenceContext, findings: Findings): void {
  if (!codesOf(composition['type']).includes('60591-5')) {
    findings.error('ips-composition-type', 'The type must be LOINC 60591-5, patient summary.', 'type');
  }
  const subject = composition['subject'];
  if (!isObject(subject) || typeof subject['reference'] !== 'string') {
    findings.error('eps-bundle-subject-ref', 'Composition.subject must be a reference.', 'subject');
  } else if (!isPatient(resolveReference(subject['reference'], context))) {
    findings.error('ips-composition-subject', 'Composition.subject must be the Patient of the Bundle.', 'subject');
  }
  const sections = listOf(composition['section']);
  if (sections.length < 5)
    findings.error('eps-composition-sections', 'A summary must have at least five sections.', 'section');
  const count = new Map<string, number>();
  sections.forEach((section, index) => {
    if (!isObject(section)) return;
    findings.enter('section');
    findings.enter(index);
    checkSection(section, context, findings, count);
    findings.leave();
    findings.leave();
  });
  for (const { slice, loinc: code, required } of sectionRules) {
    const found = count.get(code) ?? 0;
    if (required && found === 0)
      findings.error('eps-section-required', `The section ${slice} (LOINC ${code}) is missing.`, 'section');
    if (found > 1)
      findings.error('eps-section-once', `The section ${slice} (LOINC ${code}) must not repeat.`, 'section');
  }
}

function checkSection(
  section: JsonObject,
  context: ReferenceContext,
  findings: Findings,
  count: Map<string, number>,
): void {
  for (const part of ['title', 'code', 'text']) {
    if (section[part] === undefined) findings.error(`eps-section-${part}`, `A section must have a ${part}.`, part);
  }
  if (section['section'] !== undefined)
    findings.error('eps-section-nested', 'A section must not hold sections.', 'section');
  const entries = listOf(section['entry']);
  const refers = entries.some((entry) => isObject(entry) && entry['reference'] !== undefined);
  if (!refers && section['emptyReason'] === undefined) {
    findings.error('ips-comp-1', 'A section must refer to entries or say why it is empty.');
  }
  const code = codesOf(section['code']).find((each) => sectionRuleOf.has(each));
  const rule = code === undefined ? undefined : sectionRuleOf.get(code);
  if (rule === undefined) return;
  count.set(rule.loinc, (count.get(rule.loinc) ?? 0) + 1);
  entries.forEach((entry, index) => {
    const reference = isObject(entry) ? entry['reference'] : undefined;
    if (typeof reference !== 'string') return;
    const target = resolveReference(reference, context);
    if (target === 'external') {
      findings.error('document-content', 'What a section refers to must be in the Bundle.', `entry[${index}]`);
    } else if (target !== 'dangling' && rule.types !== undefined && !rule.types.has(String(target['resourceType']))) {
      findings.error(
        'section-entry-type',
        `${rule.slice} may refer to: ${[...rule.types].join(', ')}.`,
        `entry[${index}]`,
      );
    } else if (rule.slice === 'sectionResults' && target !== 'dangling') {
      warnOfCategory(target, findings, `entry[${index}]`);
    }
  });
}

function isPatient(resolved: Resolved): boolean {
  return isObject(resolved) && resolved['resourceType'] === 'Patient';
}

/** Official examples of EPS lack the category that EU base demands of a result, so its absence is only warned about. */
function warnOfCategory(result: JsonObject, findings: Findings, property: string): void {
  if (result['resourceType'] !== 'Observation' || result['category'] !== undefined) return;
  findings.warning(
    'eu-result-category',
    'A result should have a category (EU base medicalTestResult-eu-core).',
    property,
  );
}

function codesOf(concept: unknown): string[] {
  if (!isObject(concept)) return [];
  return listOf(concept['coding']).flatMap((coding) =>
    isObject(coding) && coding['system'] === loinc && typeof coding['code'] === 'string' ? [coding['code']] : [],
  );
}
