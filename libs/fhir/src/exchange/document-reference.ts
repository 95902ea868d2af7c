import type { DocumentFormat, Identifier } from '@passerelle/kernel';
import type { DocumentReference, DocumentReferenceContent } from 'fhir/r4.js';
import { patientSummaryType } from './systems.js';

/** One form in which a document is to be had. */
export interface OfferedContent {
  readonly format: DocumentFormat;
  readonly mediaType: string;
  /** Where it is: relative to the door (`Bundle/...`), or the fullUrl of an entry in the same transaction. */
  readonly url: string;
  /** Octets, where they are made already. */
  readonly size?: number;
}

/** What a DocumentReference is built from. */
export interface DescribedDocument {
  readonly id?: string;
  readonly identifier: Identifier;
  readonly patient: Identifier;
  /** UTC. */
  readonly date: Date;
  /** The country that keeps it. */
  readonly custodian: { readonly identifier: Identifier; readonly name: string };
  readonly language?: string;
  readonly contents: readonly OfferedContent[];
}

// Format codes: IHE's for the level of a CDA and the detached signature (IHE DSG), the profile for FHIR.
const formatCodes: Readonly<Partial<Record<DocumentFormat, { system: string; code: string }>>> = {
  'eps-bundle': { system: 'urn:ietf:rfc:3986', code: 'http://hl7.eu/fhir/eps/StructureDefinition/bundle-eu-eps' },
  'pivot-cda': {
    system: 'http://ihe.net/fhir/ihe.formatcode.fhir/CodeSystem/formatcode',
    code: 'urn:hl7-org:sdwg:CDA-R2-structuredBody',
  },
  'xades-seal': {
    system: 'http://ihe.net/fhir/ihe.formatcode.fhir/CodeSystem/formatcode',
    code: 'urn:ihe:iti:dsg:detached:2014',
  },
};

/**
 * Builds the DocumentReference of a patient summary: MHD minimal metadata with subject, date and custodian, as the EU
 * Health Data API asks (fhir.md section 3.2). The patient stands as a logical reference, because the other side has no
 * resource of ours to follow.
 */
export function documentReference(document: DescribedDocument): DocumentReference {
  return {
    resourceType: 'DocumentReference',
    ...(document.id === undefined ? {} : { id: document.id }),
    masterIdentifier: { ...document.identifier },
    status: 'current',
    type: { coding: [patientSummaryType] },
    category: [{ coding: [patientSummaryType] }],
    subject: { type: 'Patient', identifier: { ...document.patient } },
    date: document.date.toISOString(),
    custodian: {
      type: 'Organization',
      identifier: { ...document.custodian.identifier },
      display: document.custodian.name,
    },
    content: document.contents.map((content) => contentOf(content, document.language)),
  };
}

function contentOf(content: OfferedContent, language: string | undefined): DocumentReferenceContent {
  const format = formatCodes[content.format];
  return {
    attachment: {
      contentType: content.mediaType,
      url: content.url,
      ...(language === undefined ? {} : { language }),
      ...(content.size === undefined ? {} : { size: content.size }),
    },
    ...(format === undefined ? {} : { format }),
  };
}
