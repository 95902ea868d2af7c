import type { CodeableConcept, DiagnosticReport, Reference } from 'fhir/r4.js';
import { codeableConcept, pointOrPeriod, readCodeableConcept } from '../fhir/datatypes/index.js';
import { omittedParts, readCarried, writeCarried } from '../fhir/entry/carried.js';
import { writeOrganization } from '../fhir/header/organization.js';
import { readParticipants } from '../fhir/header/read-participant.js';
import { stated, stringOf } from '../fhir/narrowing.js';
import type { FhirReading } from '../fhir/reading.js';
import type { FhirResource } from '../fhir/resource.js';
import type { FhirWriting } from '../fhir/writing.js';
import type { ObservedValue, ResultEntry } from '../model/entry.js';
import { categoryOfCode } from '../observed/categories.js';
import { actStatusOf, observedStatus } from '../observed/observed-status.fhir.js';
import {
  knownOfAny,
  readCategory,
  readMembers,
  readTime,
  startReading,
  withOmitted,
} from '../observed/read-observed.fhir.js';
import { standingMembers, writeMembers, type ObservedShape } from '../observed/write-observed.fhir.js';

const known = new Set([...knownOfAny, 'result', 'conclusion']);
// Diagnostic services of HL7 v2 table 0074, by which DiagnosticReport.category is coded.
const services = 'http://terminology.hl7.org/CodeSystem/v2-0074';
const laboratory: CodeableConcept = { coding: [{ system: services, code: 'LAB', display: 'Laboratory' }] };
const imaging: CodeableConcept = { coding: [{ system: services, code: 'IMG', display: 'Diagnostic Imaging' }] };

/** Reads a DiagnosticReport with its results. */
export function readReport(resource: FhirResource, path: string, reading: FhirReading): ResultEntry {
  const progress = startReading('result', reading);
  const { omitted } = progress;
  omitted.push(...omittedParts(resource, known));
  const entry: ResultEntry = {
    kind: 'result',
    ...readCarried(resource, path, 'all', reading),
    code: readCodeableConcept(resource['code']) ?? { absence: 'NI' },
    ...stated({
      status: actStatusOf(stringOf(resource['status']), omitted),
      category: readCategory(resource['category']),
      value: readConclusion(resource),
    }),
    period: readTime(resource, omitted),
    interpretations: [],
    referenceRanges: [],
    performers: readParticipants(resource['performer'], reading, resource),
    members: readMembers(resource['result'], resource, path, progress),
  };
  return withOmitted(entry, omitted);
}

/** The conclusion of a report is what its panel says as a whole. */
function readConclusion(report: FhirResource): ObservedValue | undefined {
  const text = stringOf(report['conclusion']);
  return text === undefined ? undefined : { kind: 'text', text };
}

/** Whether a panel of results can be a DiagnosticReport: it says nothing itself but words and that it has members. */
export function isReport({ members, value, notes, bodySite, method, ...entry }: ResultEntry): boolean {
  const { interpretations, referenceRanges } = entry;
  return (
    members.length > 0 &&
    (value === undefined || value.kind === 'text') &&
    (bodySite ?? method) === undefined &&
    interpretations.length + referenceRanges.length + (notes?.length ?? 0) === 0
  );
}

/** Adds a DiagnosticReport and its results. */
export function writeReport(entry: ResultEntry, writing: FhirWriting, shape: ObservedShape<'result'>): string {
  const { dateTime, period, absent } = pointOrPeriod(entry.period, writing.offset);
  const report: DiagnosticReport = {
    resourceType: 'DiagnosticReport',
    ...writeCarried(entry),
    status: observedStatus(entry.status),
    category: [writeCategory(entry, writing.language)],
    code: codeableConcept(entry.code, writing.language),
    subject: writing.patient,
    effectiveDateTime: dateTime,
    _effectiveDateTime: absent,
    effectivePeriod: period,
    performer: organizationsOf(entry, writing),
    result: writeMembers(entry, standingMembers(entry, writing, shape), writing, shape),
    conclusion: entry.value?.kind === 'text' ? entry.value.text : undefined,
  };
  return writing.add(report, entry.path);
}

function writeCategory({ category, code }: ResultEntry, language: string | undefined): CodeableConcept {
  if (category !== undefined) return codeableConcept(category, language);
  return categoryOfCode(code)?.code === 'imaging' ? imaging : laboratory;
}

/**
 * Who is responsible for a report: the organisation, which is all that diagnosticReport-eu-eps lets through validators.
 * The persons are performers of those results that name none themselves.
 */
function organizationsOf({ performers, members, path }: ResultEntry, writing: FhirWriting): Reference[] {
  const persons = performers.some(({ names, identifiers }) => names.length + identifiers.length > 0);
  if (persons && members.every((member) => member.performers.length > 0)) writing.omit(path, 'person who performed it');
  return performers.flatMap(({ organization }) => {
    return organization === undefined ? [] : writeOrganization(organization, writing);
  });
}
