import type { CodeableConcept, DiagnosticReport, Observation, Reference } from 'fhir/r4.js';
import { absentElement, codeableConcept, codeableConcepts, pointOrPeriod, quantity } from '../fhir/datatypes/index.js';
import { writeCarried } from '../fhir/entry/carried.js';
import { annotations } from '../fhir/entry/notes.js';
import { writeOrganization } from '../fhir/header/organization.js';
import { writeParticipant } from '../fhir/header/write-participant.js';
import { laboratoryResult, medicalTestResult } from '../fhir/profiles.js';
import type { FhirWriting } from '../fhir/writing.js';
import type { ResultEntry } from '../model/entry.js';
import { resultStatus } from './result-status.fhir.js';
import { writeValue } from './value.fhir.js';

const categorySystem = 'http://terminology.hl7.org/CodeSystem/observation-category';
const laboratory: CodeableConcept = {
  coding: [{ system: categorySystem, code: 'laboratory', display: 'Laboratory' }],
};
const laboratoryService: CodeableConcept = {
  coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0074', code: 'LAB', display: 'Laboratory' }],
};

/** Adds a result: a panel as DiagnosticReport with its results, anything else as Observation. */
export function writeResult(entry: ResultEntry, writing: FhirWriting): string {
  const { members, value } = entry;
  const isReport = members.length > 0 && (value === undefined || value.kind === 'text');
  return isReport ? writeReport(entry, writing) : writeObservation(entry, writing);
}

/**
 * Adds a DiagnosticReport and its results. What a panel says of time, category and performer holds for its members too
 * (CDA context conduction), and FHIR demands the first of each of them.
 */
function writeReport(entry: ResultEntry, writing: FhirWriting): string {
  const { dateTime, period, absent } = pointOrPeriod(entry.period, writing.offset);
  const report: DiagnosticReport = {
    resourceType: 'DiagnosticReport',
    ...writeCarried(entry),
    status: resultStatus(entry.status),
    category: [entry.category === undefined ? laboratoryService : codeableConcept(entry.category, writing.language)],
    code: codeableConcept(entry.code, writing.language),
    subject: writing.patient,
    effectiveDateTime: dateTime,
    _effectiveDateTime: absent,
    effectivePeriod: period,
    performer: organizationsOf(entry, writing),
    result: writeMembers(entry, writing),
    conclusion: entry.value?.kind === 'text' ? entry.value.text : undefined,
  };
  return writing.add(report, entry.path);
}

/** Adds the members of a panel. */
function writeMembers(panel: ResultEntry, writing: FhirWriting): Reference[] {
  return panel.members.map((member) => {
    const stands = member.period.low !== undefined || member.period.high !== undefined;
    const conducted: ResultEntry = {
      ...member,
      period: stands ? member.period : panel.period,
      performers: member.performers.length > 0 ? member.performers : panel.performers,
    };
    return { reference: writeObservation(conducted, writing) };
  });
}

/** Adds an Observation, with its members where it is a panel with a value of its own, or one within another. */
function writeObservation(entry: ResultEntry, writing: FhirWriting): string {
  const { language, offset } = writing;
  const { dateTime, period, absent } = pointOrPeriod(entry.period, offset);
  const performer = performersOf(entry, writing);
  const isLaboratory = entry.category === undefined || isLaboratoryCategory(entry);
  const resource: Observation = {
    resourceType: 'Observation',
    ...writeCarried(entry),
    status: resultStatus(entry.status),
    category: categoriesOf(entry, isLaboratory, language),
    code: codeableConcept(entry.code, language),
    subject: writing.patient,
    effectiveDateTime: dateTime,
    _effectiveDateTime: absent,
    effectivePeriod: period,
    // The laboratory profile of IPS demands who performed it, or that this is not known.
    performer: performer.length === 0 ? [absentElement('UNK')] : performer,
    ...(entry.value === undefined ? noValue(entry) : writeValue(entry.value, writing)),
    interpretation: codeableConcepts(entry.interpretations, language),
    note: annotations(entry.notes),
    referenceRange: entry.referenceRanges.map(({ low, high, text }) => ({
      low: low && quantity(low),
      high: high && quantity(high),
      text,
    })),
    hasMember: writeMembers(entry, writing),
  };
  const profiles = isLaboratory ? [medicalTestResult, laboratoryResult] : [medicalTestResult];
  return writing.add(resource, entry.path, profiles);
}

/** A result that neither has a value nor consists of others says that it has none. */
function noValue(entry: ResultEntry): Partial<Observation> {
  if (entry.members.length > 0) return {};
  const system = 'http://terminology.hl7.org/CodeSystem/data-absent-reason';
  return { dataAbsentReason: { coding: [{ system, code: 'unknown', display: 'Unknown' }] } };
}

/** Whether a category is laboratory, in FHIR's table or in that of the diagnostic services. */
function isLaboratoryCategory({ category }: ResultEntry): boolean {
  if (category?.coding === undefined) return false;
  return [category.coding, ...(category.coding.translations ?? [])].some(
    ({ system, code }) => (system === categorySystem && code === 'laboratory') || code === 'LAB',
  );
}

/** Results are of the laboratory unless the source says otherwise; medicalTestResult-eu-core demands a category. */
function categoriesOf({ category }: ResultEntry, isLaboratory: boolean, language?: string): CodeableConcept[] {
  const own = category === undefined ? [] : [codeableConcept(category, language)];
  const stands =
    own[0]?.coding?.some(({ system, code }) => system === categorySystem && code === 'laboratory') === true;
  return isLaboratory && !stands ? [laboratory, ...own] : own;
}

/** Everyone who performed it. */
function performersOf(entry: ResultEntry, writing: FhirWriting): Reference[] {
  return entry.performers.flatMap((each) => writeParticipant(each, writing) ?? []);
}

/**
 * Who is responsible for a report: the organisation, which is all that diagnosticReport-eu-eps lets through validators.
 * The persons are performers of its results.
 */
function organizationsOf(entry: ResultEntry, writing: FhirWriting): Reference[] {
  return entry.performers.flatMap(({ organization }) => {
    return organization === undefined ? [] : writeOrganization(organization, writing);
  });
}
