import type { DocumentReference } from 'fhir/r4.js';
import type { Attachment, Header } from '../../model/summary.js';
import { dateTime, identifier, languageCode } from '../datatypes/index.js';
import { patientSummaryCode } from '../header/write-composition.js';
import type { FhirWriting } from '../writing.js';

/**
 * Adds a DocumentReference that describes the source document. A section that has only narrative refers to it: the
 * section is not empty, so it must not say so, and yet ips-comp-1 demands an entry or the reason for none.
 */
export function writeSourceDocument(header: Header, writing: FhirWriting): string {
  return writing.add(reference(header, writing, {}), 'source-document');
}

/** Adds a DocumentReference that holds the PDF of a record that has nothing else. */
export function writePdf(header: Header, { mediaType, data }: Attachment, writing: FhirWriting): string {
  const size = (data.length / 4) * 3 - (data.endsWith('==') ? 2 : data.endsWith('=') ? 1 : 0);
  return writing.add(reference(header, writing, { contentType: mediaType, data, size }), 'attachment');
}

function reference(
  header: Header,
  writing: FhirWriting,
  content: { contentType?: string; data?: string; size?: number },
): DocumentReference {
  const created = dateTime(header.created, writing.offset);
  return {
    resourceType: 'DocumentReference',
    masterIdentifier: identifier(header.identifier),
    status: 'current',
    type: patientSummaryCode,
    subject: writing.patient,
    // `date` is an instant, which a document dated to the day does not have.
    date: created.includes('T') ? created : undefined,
    content: [
      { attachment: { ...content, language: languageCode(header.language), title: header.title, creation: created } },
    ],
  };
}
