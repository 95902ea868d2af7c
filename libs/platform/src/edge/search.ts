import {
  dateMatches,
  dateParameter,
  documentReference,
  fhirJson,
  patientSummaryType,
  tokenParameter,
} from '@passerelle/fhir/exchange';
import { PasserelleError, type Identifier } from '@passerelle/kernel';
import type { FhirResource } from 'fhir/r4.js';
import type { NodeRuntime } from '../node/runtime.js';
import { demographicsOf, knownPerson } from './known-records.js';
import type { PeerCall } from './peer-call.js';

/** One match of a search. */
export interface Match {
  readonly fullUrl: string;
  readonly resource: FhirResource;
}

type Query = Readonly<Record<string, unknown>>;

/**
 * PDQm ITI-78 by identifier. The answer is the minimal patient of the NCPeH API: identifier, name, birth date, gender.
 * @throws PasserelleError PSR-1012 for a parameter that is missing, unknown or malformed; PSR-2201 for nobody
 */
export async function searchPatient(node: NodeRuntime, call: PeerCall, query: Query): Promise<Match[]> {
  refuseUnknown(query, ['identifier', '_format', '_elements']);
  const patient = required(tokenParameter('identifier', query['identifier']));
  const { person, records } = await knownPerson(node, call, patient, 'patient-search');
  const [newest] = records;
  if (newest === undefined) throw new PasserelleError('PSR-2201');
  const resource = {
    resourceType: 'Patient',
    id: person.personId,
    ...demographicsOf(node, person, newest),
  } as unknown as FhirResource;
  return [{ fullUrl: `Patient/${person.personId}`, resource }];
}

/**
 * MHD ITI-67 by type, patient.identifier and date. Documents of another type than the patient summary are not offered,
 * so a search for them matches nothing.
 * @throws PasserelleError as `searchPatient`
 */
export async function searchDocuments(node: NodeRuntime, call: PeerCall, query: Query): Promise<Match[]> {
  refuseUnknown(query, ['type', 'patient.identifier', 'date', 'status', '_format']);
  const patient = required(tokenParameter('patient.identifier', query['patient.identifier']));
  const type = query['type'] === undefined ? undefined : required(tokenParameter('type', query['type']));
  const date = query['date'] === undefined ? [] : dates(query['date']);
  const current = query['status'] === undefined || statuses(query['status']).includes('current');
  const { records } = await knownPerson(node, call, patient, 'document-search');
  if (type !== undefined && (type.system !== patientSummaryType.system || type.value !== patientSummaryType.code)) {
    return [];
  }
  // Every document that is offered is current.
  if (!current) return [];
  return records
    .filter((record) => date.every((each) => dateMatches(each, record.documentDate)))
    .map((record) => ({
      fullUrl: `DocumentReference/${record.id}`,
      resource: reference(node, record.id, patient, record.documentDate, record.language),
    }));
}

function reference(
  node: NodeRuntime,
  id: string,
  patient: Identifier,
  date: Date,
  language: string | undefined,
): FhirResource {
  const { organisation } = node.configuration;
  return documentReference({
    id,
    identifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${id}` },
    patient,
    date,
    custodian: { identifier: { system: organisation.system, value: organisation.value }, name: organisation.name },
    ...(language === undefined ? {} : { language }),
    contents: [{ format: 'eps-bundle', mediaType: fhirJson, url: `Bundle/${id}` }],
  });
}

/** A parameter that is not known is refused visibly: ignored, it would widen the search without a word. */
function refuseUnknown(query: Query, known: readonly string[]): void {
  for (const parameter of Object.keys(query)) {
    if (!known.includes(parameter)) throw new PasserelleError('PSR-1012', { parameter: parameter.slice(0, 40) });
  }
}

/** Status codes of a DocumentReference, any of which may match: `current,superseded`. */
function statuses(value: unknown): string[] {
  const codes = typeof value === 'string' ? value.split(',') : [''];
  const known = codes.every((code) => ['current', 'superseded', 'entered-in-error'].includes(code));
  if (!known) throw new PasserelleError('PSR-1012', { parameter: 'status' });
  return codes;
}

function dates(value: unknown): ReturnType<typeof requiredDate>[] {
  return (Array.isArray(value) ? value : [value]).map(requiredDate);
}

function requiredDate(value: unknown) {
  return required(dateParameter('date', value));
}

function required<T>(result: { ok: true; value: T } | { ok: false; error: PasserelleError }): T {
  if (!result.ok) throw result.error;
  return result.value;
}
