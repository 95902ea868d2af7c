import { PasserelleError, type Identifier } from '@passerelle/kernel';
import { attribute, child, children, path, textOf, type XmlElement } from '@passerelle/xml';
import { isLanguageTag, noLanguageTag } from '../../model/language-tag.js';
import type { Moment } from '../../model/moment.js';
import type { Participant, Patient } from '../../model/party.js';
import type { Header, RelatedDocument } from '../../model/summary.js';
import {
  isStated,
  readCoded,
  readIdentifier,
  readIdentifiers,
  readInterval,
  readMoment,
  readOrganization,
  readParticipation,
} from '../datatypes/index.js';
import type { CdaReading } from '../reading.js';
import { readPatient } from './read-patient.js';

// Parts of a CDA header that the canonical header has no place for, in plain words for the warnings.
const uncarried: Readonly<Record<string, string>> = {
  dataEnterer: 'data enterer',
  informant: 'informant',
  informationRecipient: 'intended recipient',
  authenticator: 'additional authenticator',
  inFulfillmentOf: 'order fulfilled',
  authorization: 'consent document',
  componentOf: 'encompassing encounter',
};

/**
 * Reads the header of a clinical document (CDA R2 section 4.2).
 * @throws PasserelleError PSR-1104 without patient identifier, PSR-1113 without any time at which it was made,
 *   PSR-1116 where there is more than one patient
 */
export function readHeader(document: XmlElement, reading: CdaReading): Header {
  const authors = children(document, 'author').flatMap((author) => readParticipation(author, reading) ?? []);
  const setIdentifier = readIdentifier(child(document, 'setId'));
  const version = attribute(child(document, 'versionNumber'), 'value');
  const patient = readPatient(document, reading);
  const language = readLanguage(document, patient, reading);
  const confidentiality = readCoded(child(document, 'confidentialityCode'), reading);
  const custodian = readOrganization(
    path(document, 'custodian', 'assignedCustodian', 'representedCustodianOrganization'),
  );
  const authenticator = child(document, 'legalAuthenticator');
  const legalAuthenticator = authenticator === undefined ? undefined : readParticipation(authenticator, reading);
  const period = readInterval(path(document, 'documentationOf', 'serviceEvent', 'effectiveTime'), reading);
  warnOfUncarried(document, reading);
  return {
    identifier: readDocumentIdentifier(document, reading),
    ...(setIdentifier !== undefined && { setIdentifier }),
    ...(version !== undefined && { version }),
    title: textOf(child(document, 'title')) ?? attribute(child(document, 'code'), 'displayName') ?? 'Patient Summary',
    ...(language !== undefined && { language }),
    created: readCreated(document, authors, reading),
    ...(confidentiality !== undefined && { confidentiality }),
    patient,
    authors,
    ...(custodian !== undefined && { custodian }),
    ...(legalAuthenticator !== undefined && { legalAuthenticator }),
    ...(isStated(period) && { careEvent: { period } }),
    relatedDocuments: readRelatedDocuments(document),
  };
}

/** A document without identifier is read: whoever holds its octets can name it by their digest. */
function readDocumentIdentifier(document: XmlElement, reading: CdaReading): Identifier {
  const identifier = readIdentifier(child(document, 'id'));
  if (identifier !== undefined) return identifier;
  reading.warn('The document has no identifier of its own.');
  return { system: '', value: '' };
}

function readLanguage(document: XmlElement, { languages }: Patient, reading: CdaReading): string | undefined {
  const language = attribute(child(document, 'languageCode'), 'code');
  if (isLanguageTag(language)) return language;
  if (language !== undefined) reading.omit?.(noLanguageTag);
  const [spoken] = languages;
  if (spoken === undefined) return undefined;
  reading.warn('The document does not say its language; the language of the patient stands in.');
  return spoken;
}

function readCreated(document: XmlElement, authors: readonly Participant[], reading: CdaReading): Moment {
  const value = attribute(child(document, 'effectiveTime'), 'value');
  const created = readMoment(value);
  if (created !== undefined) return created;
  const day = readMoment(value?.slice(0, 8));
  if (day !== undefined) {
    reading.warn('The time of the document is malformed; only its date is used.');
    return day;
  }
  const authored = authors.find(({ time }) => time !== undefined)?.time;
  if (authored === undefined) throw new PasserelleError('PSR-1113');
  reading.warn('The document does not say when it was made; the time of its first author stands in.');
  return authored;
}

function readRelatedDocuments(document: XmlElement): RelatedDocument[] {
  return children(document, 'relatedDocument').flatMap((related) =>
    readIdentifiers(child(related, 'parentDocument')).map((identifier) => ({
      type: attribute(related, 'typeCode') ?? 'XFRM',
      identifier,
    })),
  );
}

function warnOfUncarried(document: XmlElement, reading: CdaReading): void {
  const seen = new Set<string>();
  for (const { local } of children(document)) {
    const words = uncarried[local];
    if (words === undefined || seen.has(local)) continue;
    seen.add(local);
    reading.warn(`The ${words} in the header is not carried.`);
  }
  if (path(document, 'recordTarget', 'patientRole', 'providerOrganization') !== undefined) {
    reading.warn('The organisation that issued the identifiers of the patient is not carried.');
  }
  if (path(document, 'documentationOf', 'serviceEvent', 'performer') !== undefined) {
    reading.warn('The performers of the care documented are not carried.');
  }
}
