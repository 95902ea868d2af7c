import type { Composition, CompositionAttester, CompositionRelatesTo, CompositionSection } from 'fhir/r4.js';
import { loincSystem } from '../../model/codings.js';
import type { Header, RelatedDocument } from '../../model/summary.js';
import { absentElement, dateTime, identifier, languageCode, period } from '../datatypes/index.js';
import type { FhirWriting } from '../writing.js';
import { writeOrganization } from './organization.js';
import { writeParticipant } from './write-participant.js';

/** LOINC code of the patient summary. */
export const patientSummaryCode = {
  coding: [{ system: loincSystem, code: '60591-5', display: 'Patient summary Document' }],
};
/** Extension for the version of a document, which R4 Composition has no element for. */
export const versionUrl = 'http://hl7.org/fhir/StructureDefinition/composition-clinicaldocument-versionNumber';
/** The codes of v3-Confidentiality that Composition.confidentiality allows (required binding). */
const confidentialities: ReadonlySet<string> = new Set(['U', 'L', 'M', 'N', 'R', 'V']);

// ActRelationshipDocument of CDA and document-relationship-type of FHIR.
const relations: Readonly<Record<string, CompositionRelatesTo['code']>> = {
  XFRM: 'transforms',
  RPLC: 'replaces',
  APND: 'appends',
};

/** The document's confidentiality as far as FHIR has a code for it. */
export function confidentialityOf(header: Header): Composition['confidentiality'] {
  const code = header.confidentiality?.coding?.code;
  return code !== undefined && confidentialities.has(code) ? (code as Composition['confidentiality']) : undefined;
}

/**
 * Builds the Composition of the summary. What is written is a document of its own, made from the source: it says so in
 * `relatesTo`, with the identifier of the source, and keeps the identifier of the set of versions.
 */
export function writeComposition(header: Header, section: CompositionSection[], writing: FhirWriting): Composition {
  const { custodian, careEvent, version, authors } = header;
  const author = authors.flatMap((each) => writeParticipant(each, writing, { organization: true, device: true }) ?? []);
  const related: RelatedDocument[] = [{ type: 'XFRM', identifier: header.identifier }, ...header.relatedDocuments];
  const care = careEvent === undefined ? undefined : period(careEvent.period, writing.offset);
  return {
    resourceType: 'Composition',
    language: languageCode(header.language),
    extension: version === undefined ? undefined : [{ url: versionUrl, valueString: version }],
    identifier: identifier(header.setIdentifier ?? header.identifier),
    status: 'final',
    type: patientSummaryCode,
    subject: writing.patient,
    date: dateTime(header.created, writing.offset),
    author: author.length === 0 ? [absentElement('UNK')] : author,
    title: header.title,
    confidentiality: confidentialityOf(header),
    attester: writeAttester(header, writing),
    custodian: custodian === undefined ? undefined : writeOrganization(custodian, writing),
    relatesTo: related.flatMap(writeRelated),
    event: care === undefined ? undefined : [{ code: [careProvision], period: care }],
    section,
  };
}

const careProvision = {
  coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActClass', code: 'PCPR', display: 'care provision' }],
};

/** The legal authenticator as attester of mode legal (composition-eu-core). */
function writeAttester({ legalAuthenticator }: Header, writing: FhirWriting): CompositionAttester[] | undefined {
  if (legalAuthenticator === undefined) return undefined;
  const { time } = legalAuthenticator;
  const party = writeParticipant(legalAuthenticator, writing);
  if (party === undefined && time === undefined) return undefined;
  return [{ mode: 'legal', time: time === undefined ? undefined : dateTime(time, writing.offset), party }];
}

/** A relation that FHIR has no code for is not written. */
function writeRelated({ type, identifier: target }: RelatedDocument): CompositionRelatesTo[] {
  const code = relations[type];
  return code === undefined ? [] : [{ code, targetIdentifier: identifier(target) }];
}
