import { PasserelleError, type Identifier } from '@passerelle/kernel';
import type { Participant } from '../../model/party.js';
import type { Header, RelatedDocument } from '../../model/summary.js';
import { readIdentifier, readLanguage, readMoment, readPeriod, uriSystem } from '../datatypes/index.js';
import { objectOf, objectsOf, stated, stringOf, type JsonObject } from '../narrowing.js';
import type { FhirReading } from '../reading.js';
import type { FhirResource } from '../resource.js';
import { readOrganization } from './organization.js';
import { readPatient } from './patient.js';
import { readParticipant, readParticipants } from './read-participant.js';
import { versionUrl } from './write-composition.js';

const relations: Readonly<Record<string, string>> = { transforms: 'XFRM', replaces: 'RPLC', appends: 'APND' };

/**
 * Reads the head of the document from Bundle, Composition and Patient.
 * @throws PasserelleError PSR-1104 without patient identifier, PSR-1113 without a date
 */
export function readHeader(
  bundle: JsonObject,
  composition: FhirResource,
  patient: FhirResource,
  reading: FhirReading,
): Header {
  const identifier = identifierOf(bundle, composition);
  const set = readIdentifier(composition['identifier']);
  const created = readMoment(composition['date']) ?? readMoment(bundle['timestamp']);
  if (created === undefined) throw new PasserelleError('PSR-1113');
  const custodian = reading.resolve(composition['custodian'], composition);
  return stated({
    identifier,
    setIdentifier: set?.value === identifier.value && set.system === identifier.system ? undefined : set,
    version: readVersion(composition),
    title: stringOf(composition['title']) ?? 'Patient summary',
    language: readLanguage(composition, bundle, reading),
    created,
    confidentiality: readConfidentiality(composition),
    patient: readPatient(patient, reading),
    authors: readParticipants(composition['author'], reading, composition),
    custodian: custodian?.resourceType === 'Organization' ? readOrganization(custodian) : undefined,
    legalAuthenticator: readLegalAttester(composition, reading),
    careEvent: readCareEvent(composition),
    relatedDocuments: readRelated(composition),
  });
}

/** The Bundle's identifier is that of the document; the Composition's is that of all its versions (R4 section 2.41). */
function identifierOf(bundle: JsonObject, composition: FhirResource): Identifier {
  const stands = readIdentifier(bundle['identifier']) ?? readIdentifier(composition['identifier']);
  if (stands !== undefined) return stands;
  const fullUrl = stringOf(objectsOf(bundle['entry'])[0]?.['fullUrl']);
  return { system: uriSystem, value: fullUrl ?? `urn:uuid:${composition.id ?? ''}` };
}

/** The version, from the extension of R4 or the one that takes over the element of R5. */
function readVersion(composition: FhirResource): string | undefined {
  const extension = objectsOf(composition['extension']).find(
    ({ url }) =>
      url === versionUrl || url === 'http://hl7.org/fhir/5.0/StructureDefinition/extension-Composition.version',
  );
  return stringOf(extension?.['valueString']);
}

function readConfidentiality(composition: FhirResource): Header['confidentiality'] {
  const code = stringOf(composition['confidentiality']);
  const system = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality';
  return code === undefined ? undefined : { coding: { system, code } };
}

/** Who attested legally, and when; professional and personal attesters have no place in the model. */
function readLegalAttester(composition: FhirResource, reading: FhirReading): Participant | undefined {
  const attester = objectsOf(composition['attester']).find(({ mode }) => mode === 'legal');
  const party = readParticipant(attester?.['party'], reading, composition);
  const time = readMoment(attester?.['time']);
  return party === undefined || time === undefined ? party : { ...party, time };
}

/** The care the summary speaks of; an event that only has another code is better than none. */
function readCareEvent(composition: FhirResource): Header['careEvent'] {
  const events = objectsOf(composition['event']).filter((event) => objectOf(event['period']) !== undefined);
  const care = events.find((event) => JSON.stringify(event['code'] ?? '').includes('"PCPR"')) ?? events[0];
  return care === undefined ? undefined : { period: readPeriod(care['period']) };
}

/** Related documents that are named by identifier; a reference to one outside the Bundle says nothing here. */
function readRelated(composition: FhirResource): RelatedDocument[] {
  const found: RelatedDocument[] = [];
  for (const related of objectsOf(composition['relatesTo'])) {
    const type = relations[stringOf(related['code']) ?? ''];
    const identifier = readIdentifier(related['targetIdentifier']);
    if (type !== undefined && identifier !== undefined) found.push({ type, identifier });
  }
  return found;
}
