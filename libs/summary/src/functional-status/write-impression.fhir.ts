import type { ClinicalImpression, ClinicalImpressionInvestigation, Reference } from 'fhir/r4.js';
import { codeableConcept, pointOrPeriod } from '../fhir/datatypes/index.js';
import { writeCarried } from '../fhir/entry/carried.js';
import { annotations } from '../fhir/entry/notes.js';
import { writeParticipant } from '../fhir/header/write-participant.js';
import type { FhirWriting } from '../fhir/writing.js';
import type { FunctionalStatus } from '../model/entry.js';
import { isImpliedCategory } from '../observed/categories.js';
import { writeMembers, writeObserved, type ObservedShape } from '../observed/write-observed.fhir.js';

/** An item of an assessment is an Observation without profile. */
const shape: ObservedShape<'functional-status'> = { profilesOf: () => [], components: false, counts: 'integer' };

// CDA ActStatus and clinicalimpression-status, which has no code for unknown: an assessment that is told has been made.
const statuses: Readonly<Record<string, ClinicalImpression['status']>> = {
  active: 'in-progress',
  new: 'in-progress',
  held: 'in-progress',
  suspended: 'in-progress',
  nullified: 'entered-in-error',
};

/**
 * Adds a ClinicalImpression: what was found as a coded finding or in words, the items of an assessment by its
 * investigation. What an impression has no place for (a quantity, a range) stands in an Observation that is its only item.
 * @returns its fullUrl
 */
export function writeImpression(entry: FunctionalStatus, writing: FhirWriting): string {
  const { language, offset } = writing;
  const { value, path } = entry;
  const simple = isSimple(entry);
  const { dateTime, period, absent } = pointOrPeriod(entry.period, offset);
  if (simple && entry.category !== undefined && !isImpliedCategory(entry)) writing.omit(path, 'category');
  const resource: ClinicalImpression = {
    resourceType: 'ClinicalImpression',
    ...writeCarried(entry),
    status: statuses[entry.status ?? ''] ?? 'completed',
    code: codeableConcept(entry.code, language),
    subject: writing.patient,
    effectiveDateTime: dateTime,
    _effectiveDateTime: entry.period.lowAbsence === undefined ? undefined : absent,
    effectivePeriod: period,
    assessor: simple ? writeAssessor(entry, writing) : undefined,
    investigation: writeInvestigation(entry, simple, writing),
    finding: simple && value?.kind === 'coded' ? [{ itemCodeableConcept: codeableConcept(value.coded, language) }] : [],
    summary: simple && value?.kind === 'text' ? value.text : undefined,
    note: simple ? annotations(entry.notes) : undefined,
  };
  return writing.add(resource, path);
}

/** Whether an impression has a place for all that the entry says. */
function isSimple({ value, bodySite, method, ...entry }: FunctionalStatus): boolean {
  const { interpretations, referenceRanges, members } = entry;
  if (interpretations.length + referenceRanges.length > 0 || (bodySite ?? method) !== undefined) return false;
  return value === undefined || (members.length === 0 && (value.kind === 'coded' || value.kind === 'text'));
}

function writeInvestigation(
  entry: FunctionalStatus,
  simple: boolean,
  writing: FhirWriting,
): ClinicalImpressionInvestigation[] {
  if (simple && entry.members.length === 0) return [];
  const { identifiers: _identifiers, text: _text, ...own } = entry;
  const itself = { ...own, path: `${entry.path}/observation`, identifiers: [] };
  const item = simple
    ? writeMembers(entry, entry.members, writing, shape)
    : [{ reference: writeObserved(itself, writing, shape) }];
  return [{ code: codeableConcept(entry.code, writing.language), item }];
}

/** One person assessed; FHIR has no place for others, and none for an organisation without a person. */
function writeAssessor({ performers, path }: FunctionalStatus, writing: FhirWriting): Reference | undefined {
  const [assessor, ...others] = performers;
  if (others.length > 0) writing.omit(path, 'further performer');
  return assessor === undefined ? undefined : writeParticipant(assessor, writing, {});
}
