import { PasserelleError } from '@passerelle/kernel';
import { attribute, child, path, textOf, type XmlElement } from '@passerelle/xml';
import type { Attachment, PatientSummary, Section } from '../model/summary.js';
import { leftOutOfHeader } from '../model/carried.js';
import { DocumentReading } from './document-reading.js';
import { readHeader } from './header/read-header.js';
import { gatherSections, readSection } from './read-section.js';

const cdaNamespace = 'urn:hl7-org:v3';
/** LOINC Patient summary Document. */
const patientSummary = '60591-5';
/** The first octets of a PDF, `%PDF`, as base64 begins with them. */
const pdfStart = 'JVBER';

/** A summary as read from a document, and what its reader should know of the document as a whole. */
export interface SummaryRead {
  readonly summary: PatientSummary;
  /** Sentences without personal data. */
  readonly warnings: readonly string[];
}

/**
 * Reads a CDA patient summary of either level: level 3 (sections with entries) or level 1 (an embedded PDF), of a
 * national record, of eHDSI or of epSOS.
 *
 * Every `entry` element becomes one entry, in the order of the document, with its absolute XPath as path; what no
 * concept can read becomes an unmodelled entry that holds its words.
 * @param root - the document element
 * @throws PasserelleError PSR-1101 not a ClinicalDocument, PSR-1103 not in CDA's namespace, PSR-1102 not a patient
 *   summary, PSR-1104 no patient identifier, PSR-1105 no body, PSR-1106 embedded document not a PDF, PSR-1113
 *   no time at which it was made, PSR-1116 more than one patient
 */
export function readCda(root: XmlElement): SummaryRead {
  if (root.local !== 'ClinicalDocument') throw new PasserelleError('PSR-1101');
  if (root.uri !== cdaNamespace) throw new PasserelleError('PSR-1103');
  if (attribute(child(root, 'code'), 'code') !== patientSummary) throw new PasserelleError('PSR-1102');
  const reading = new DocumentReading();
  const header = readHeader(root, reading);
  // What the header left out is no part of any entry.
  for (const part of reading.takeOmitted()) reading.warn(leftOutOfHeader(part));
  const sections = readSections(root, reading);
  const attachment = sections === undefined ? readAttachment(root) : undefined;
  if (sections === undefined && attachment === undefined) throw new PasserelleError('PSR-1105');
  return {
    summary: { header, sections: sections ?? [], ...(attachment !== undefined && { attachment }) },
    warnings: reading.warnings,
  };
}

function readSections(root: XmlElement, reading: DocumentReading): Section[] | undefined {
  const body = path(root, 'component', 'structuredBody');
  if (body === undefined) return undefined;
  const gathered = gatherSections(body, '/ClinicalDocument/component/structuredBody', reading.ids);
  return gathered.length === 0 ? undefined : gathered.map((section) => readSection(section, reading));
}

function readAttachment(root: XmlElement): Attachment | undefined {
  const text = path(root, 'component', 'nonXMLBody', 'text');
  if (text === undefined) return undefined;
  const mediaType = attribute(text, 'mediaType') ?? 'application/pdf';
  const data = (textOf(text) ?? '').replace(/\s+/g, '');
  const readable = attribute(text, 'representation') === 'B64' && mediaType === 'application/pdf';
  if (!readable || !data.startsWith(pdfStart) || !isBase64(data)) throw new PasserelleError('PSR-1106');
  return { mediaType, data };
}

function isBase64(data: string): boolean {
  return data.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(data);
}
