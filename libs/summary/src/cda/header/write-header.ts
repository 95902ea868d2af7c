import type { Identifier } from '@passerelle/kernel';
import { element, type XmlOut } from '@passerelle/xml';
import type { Coded, Coding } from '../../model/coded.js';
import type { Moment } from '../../model/moment.js';
import type { Participant } from '../../model/party.js';
import type { Header } from '../../model/summary.js';
import { writeAuthor, writeAuthorTime } from '../authors.js';
import {
  writeAssignedEntity,
  writeCoded,
  writeCustodianOrganization,
  writeIdentifier,
  writeInterval,
  writeMoment,
} from '../datatypes/index.js';
import { writeParticipants, writeRecordTarget } from './write-patient.js';

/** What a document says of itself beyond the header of the summary. */
export interface DocumentIdentity {
  /** Identifier of the document that is written. */
  readonly identifier: Identifier;
  /** Identifier of the document it was made from; undefined where it is the document itself. */
  readonly source?: Identifier;
  /** Document templates, see {@link pivotTemplates}. */
  readonly templates: readonly string[];
  /** Country of the record, ISO 3166-1 alpha-2; undefined where nobody says. */
  readonly country?: string;
}

const confidentialitySystem = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality';
const restricted: Coding = { system: confidentialitySystem, code: 'R', display: 'restricted' };
const normal: Coded = { coding: { system: confidentialitySystem, code: 'N', display: 'normal' } };

/** Writes everything before the body of the pivot, in the order of POCD_MT000040.ClinicalDocument. */
export function writeHeader(header: Header, identity: DocumentIdentity): XmlOut[] {
  const { legalAuthenticator, setIdentifier, version, language } = header;
  return [
    element('realmCode', { code: identity.country ?? 'EU' }),
    element('typeId', { root: '2.16.840.1.113883.1.3', extension: 'POCD_HD000040' }),
    ...identity.templates.map((root) => element('templateId', { root })),
    writeIdentifier('id', identity.identifier),
    element('code', {
      code: '60591-5',
      codeSystem: '2.16.840.1.113883.6.1',
      codeSystemName: 'LOINC',
      displayName: 'Patient Summary',
    }),
    element('title', {}, header.title),
    element('effectiveTime', { value: toTheSecond(header.created) }),
    writeCoded('confidentialityCode', confidentialityOf(header)),
    element('languageCode', language === undefined ? { nullFlavor: 'NI' } : { code: withCountry(language, identity) }),
    ...(setIdentifier === undefined ? [] : [writeIdentifier('setId', setIdentifier)]),
    ...(isInteger(version) ? [element('versionNumber', { value: version })] : []),
    writeRecordTarget(header.patient),
    ...(header.authors.length === 0
      ? [unknownAuthor()]
      : header.authors.map((author) => writeAuthor(author, { complete: true }))),
    element('custodian', {}, element('assignedCustodian', {}, writeCustodianOrganization(header.custodian))),
    ...(legalAuthenticator === undefined ? [] : [writeLegalAuthenticator(legalAuthenticator)]),
    ...writeParticipants(header.patient),
    ...writeDocumentationOf(header),
    ...writeRelatedDocuments(header, identity),
  ];
}

/**
 * Confidentiality is required. None is N, CDA's own default; a code without system is of the only system there can be. A
 * code of another system is not understood, and what is not understood is never made less confidential: it becomes R.
 */
function confidentialityOf({ confidentiality }: Header): Coded {
  const coding = confidentiality?.coding;
  if (coding === undefined) return normal;
  if (coding.system === confidentialitySystem) return { coding };
  if (coding.system === '') return { coding: { ...coding, system: confidentialitySystem } };
  return { coding: { ...restricted, translations: [coding] } };
}

/** The pivot's time goes to the second and has an offset; what the source leaves open is the first second, in UTC. */
function toTheSecond(created: Moment): string {
  const [, digits = '', fraction = '', offset = '+0000'] =
    /^(\d+)(\.\d+)?([+-]\d{4})?$/.exec(writeMoment(created)) ?? [];
  const start = '00000101000000';
  return digits.length >= start.length ? digits + fraction + offset : digits + start.slice(digits.length) + offset;
}

/** eHDSI writes languages with their country: `fr-LU`. */
function withCountry(language: string, { country }: DocumentIdentity): string {
  return language.includes('-') || country === undefined ? language : `${language}-${country}`;
}

function isInteger(version: string | undefined): version is string {
  return version !== undefined && /^\d+$/.test(version);
}

/** CDA demands an author. Where the source names none, the pivot says that none is known. */
function unknownAuthor(): XmlOut {
  return writeAuthor({ identifiers: [], names: [], addresses: [], telecoms: [] }, { complete: true });
}

function writeLegalAuthenticator(authenticator: Participant): XmlOut {
  // Its organisation is required (friendly rules); one without any content is written as not known.
  const organization = authenticator.organization ?? { identifiers: [], addresses: [], telecoms: [] };
  return element(
    'legalAuthenticator',
    {},
    writeAuthorTime(authenticator),
    element('signatureCode', { code: 'S' }),
    writeAssignedEntity('assignedEntity', { ...authenticator, organization }, { complete: true }),
  );
}

function writeDocumentationOf({ careEvent, created }: Header): XmlOut[] {
  // The high end is the last update of the summary, which the friendly rules demand; the document's time is the latest known.
  const { highAbsence: _highAbsence, ...known } = careEvent?.period ?? { lowAbsence: 'UNK' as const };
  const period = known.high === undefined ? { ...known, high: created } : known;
  return [
    element(
      'documentationOf',
      { typeCode: 'DOC' },
      element(
        'serviceEvent',
        { classCode: 'PCPR', moodCode: 'EVN' },
        element('code', { nullFlavor: 'UNK' }),
        writeInterval('effectiveTime', period),
      ),
    ),
  ];
}

/**
 * Ties the document to its source with XFRM (myhealtheu-wire.md section 13.1). CDA allows one XFRM (section 4.2.3.1), so
 * where the source itself was made from another document that relation stays with the source.
 */
function writeRelatedDocuments({ relatedDocuments }: Header, { source }: DocumentIdentity): XmlOut[] {
  const kept = source === undefined ? relatedDocuments : relatedDocuments.filter(({ type }) => type !== 'XFRM');
  const related = source === undefined ? kept : [...kept, { type: 'XFRM', identifier: source }];
  return related.map(({ type, identifier }) =>
    element('relatedDocument', { typeCode: type }, element('parentDocument', {}, writeIdentifier('id', identifier))),
  );
}
