import type { Identifier } from '@passerelle/kernel';
import { element, serialize, type XmlOut } from '@passerelle/xml';
import type { Header, PatientSummary } from '../model/summary.js';
import { stableUuid } from '../stable-id.js';
import { uriSystem } from './datatypes/index.js';
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

/** What a pivot is to be called. */
export interface PivotWriting {
  /** Identifier of the document that is written; made from that of the source where none is given. */
  readonly identifier?: Identifier;
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
 * Writes the eHDSI pivot of a summary: level 3, or level 1 around the PDF where the summary has nothing else. The same
 * summary gives the same octets at every writing.
 *
 * The source is named by relatedDocument XFRM, which is also what ties a level 3 to its level 1.
 */
export function writePivot(summary: PatientSummary, writing: PivotWriting = {}): PivotWritten {
  const { header, attachment } = summary;
  const source = header.identifier;
  const level = isOnlyPdf(summary) ? 'levelOne' : 'levelThree';
  const country = writing.country ?? countryOf(header);
  const identity: DocumentIdentity = {
    identifier: writing.identifier ?? { system: uriSystem, value: `urn:uuid:${stableUuid(source, level)}` },
    source,
    templates: templates[level],
    ...(country !== undefined && { country }),
  };
  const targets = new Map<string, string>();
  const omitted = new Map<string, string[]>();
  const body =
    attachment !== undefined && level === 'levelOne'
      ? element(
          'nonXMLBody',
          {},
          element('text', { mediaType: attachment.mediaType, representation: 'B64' }, attachment.data),
        )
      : writeBody(summary, targets, omitted);
  const document = element(
    'ClinicalDocument',
    { classCode: 'DOCCLIN', moodCode: 'EVN' },
    writeHeader(header, identity),
    element('component', {}, body),
  );
  return { xml: serialize(document, namespaces), targets, omitted };
}

/** Whether the record is a PDF and nothing else: sections without entries beside it only say that they are empty. */
export function isOnlyPdf({ attachment, sections }: PatientSummary): boolean {
  return attachment !== undefined && sections.every(({ entries }) => entries.length === 0);
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
