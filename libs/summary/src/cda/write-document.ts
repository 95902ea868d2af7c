import type { Identifier } from '@passerelle/kernel';
import { element, serialize, type XmlOut } from '@passerelle/xml';
import type { Attachment, Header, PatientSummary } from '../model/summary.js';
import { isOnlyPdf } from '../only-pdf.js';
import { stableUuid } from '../stable-id.js';
import { writeHeader, type DocumentIdentity } from './header/write-header.js';
import { NarrativeIds } from './narrative/narrative-ids.js';
import { pivotSections } from './pivot-sections.js';
import { writeSection } from './write-section.js';

const namespaces = {
  '': 'urn:hl7-org:v3',
  pharm: 'urn:hl7-org:pharm',
  xsi: 'http://www.w3.org/2001/XMLSchema-instance',
};

/** eHDSI document templates (myhealtheu-wire.md section 13.2), level 3 with the IHE template that older nodes look for. */
const templates = {
  levelThree: ['1.3.6.1.4.1.12559.11.10.1.3.1.1.3', '1.3.6.1.4.1.19376.1.5.3.1.1.1'],
  levelOne: ['1.3.6.1.4.1.12559.11.10.1.3.1.1.7'],
};

/** Extensions of the identifiers of a pair, under one root. */
const extensions = { levelThree: '1', levelOne: '2' };

/** A PDF to write a level 1 around. */
export interface PdfBody extends Attachment {
  /** Language the PDF is in, BCP 47, where it is another than the document's. */
  readonly language?: string;
}

/** What a pivot is to be called, and which of the two levels it is to be. */
export interface PivotWriting {
  /**
   * Identifier of the document that is written; made from that of the source where none is given. Then level 3 and level 1
   * of a source share the root, with the extensions 1 and 2, as the pairs of the member states do.
   */
  readonly identifier?: Identifier;
  /** Writes the level 1 twin around this PDF; left out, a record that is a PDF and nothing else is written around its own. */
  readonly pdf?: PdfBody;
  /** Country of the record, ISO 3166-1 alpha-2; read from the language or the custodian where none is given. */
  readonly country?: string;
}

/** A pivot document. */
export interface PivotWritten {
  /** The document in exclusive canonical form, without XML declaration; its octets are its UTF-8. */
  readonly xml: string;
  /** Where each entry went: absolute XPath in the pivot by path in the source. */
  readonly targets: ReadonlyMap<string, string>;
  /** Parts of entries that CDA has no place for, by the path of the source entry. */
  readonly omitted: ReadonlyMap<string, readonly string[]>;
}

/**
 * Writes the eHDSI pivot of a summary: level 3, or level 1 around a PDF: the one given, or that of the record where it has
 * nothing else. The same summary gives the same octets at every writing.
 *
 * The source is named by relatedDocument XFRM, which is also what ties a level 3 to its level 1 (myhealtheu-wire.md section
 * 13.1): the head of both is the same but for template and identifier.
 */
export function writePivot(summary: PatientSummary, writing: PivotWriting = {}): PivotWritten {
  const { header, attachment } = summary;
  const source = header.identifier;
  const pdf: PdfBody | undefined = writing.pdf ?? (isOnlyPdf(summary) ? attachment : undefined);
  const level = pdf === undefined ? 'levelThree' : 'levelOne';
  const country = writing.country ?? countryOf(header);
  const identity: DocumentIdentity = {
    identifier: writing.identifier ?? { system: `urn:uuid:${stableUuid(source, 'pivot')}`, value: extensions[level] },
    source,
    templates: templates[level],
    ...(country !== undefined && { country }),
  };
  const targets = new Map<string, string>();
  const omitted = new Map<string, string[]>();
  const body = pdf === undefined ? writeBody(summary, targets, omitted) : writePdfBody(pdf, summary, targets);
  const document = element(
    'ClinicalDocument',
    { classCode: 'DOCCLIN', moodCode: 'EVN' },
    writeHeader(header, identity),
    element('component', {}, body),
  );
  return { xml: serialize(document, namespaces), targets, omitted };
}

/** The body of a level 1. All that the summary says is in the PDF, so that is where each entry went. */
function writePdfBody(
  { mediaType, data, language }: PdfBody,
  summary: PatientSummary,
  targets: Map<string, string>,
): XmlOut {
  for (const { path } of summary.sections.flatMap(({ entries }) => entries)) {
    targets.set(path, '/ClinicalDocument/component/nonXMLBody/text');
  }
  return element(
    'nonXMLBody',
    {},
    element('text', { mediaType, representation: 'B64' }, data),
    language === undefined ? undefined : element('languageCode', { code: language }),
  );
}

function writeBody(
  { header, sections }: PatientSummary,
  targets: Map<string, string>,
  omitted: Map<string, string[]>,
): XmlOut {
  const ids = new NarrativeIds();
  const written = pivotSections(sections).map((section, at) =>
    writeSection(section, {
      ids,
      stableId: (place) => stableUuid(header.identifier, place),
      path: `/ClinicalDocument/component/structuredBody/component[${at + 1}]/section`,
      targets,
      omitted,
    }),
  );
  return element(
    'structuredBody',
    {},
    written.map((section) => element('component', {}, section)),
  );
}

/** Country of the record: the region of its language (`LU` of `fr-LU`), else that of its custodian's address. */
function countryOf({ language = '', custodian }: Header): string | undefined {
  const region = /^[A-Za-z]{2,3}-([A-Z]{2})$/.exec(language)?.[1];
  const country = custodian?.addresses.find((address) => address.country !== undefined)?.country;
  return region ?? (country !== undefined && /^[A-Z]{2}$/.test(country) ? country : undefined);
}
