import type { Bundle, BundleEntry, CompositionSection } from 'fhir/r4.js';
import type { Clock } from '@passerelle/kernel';
import type { PatientSummary } from '../model/summary.js';
import { isOnlyPdf } from '../only-pdf.js';
import { viewLanguageOf, wordsOf } from '../view/words/index.js';
import { languageCode, offsetOf, uriSystem } from './datatypes/index.js';
import { writePatient } from './header/patient.js';
import { confidentialityOf, patientSummaryCode, writeComposition } from './header/write-composition.js';
import { writeDiv } from './narrative/write-div.js';
import { profilesOf } from './profiles.js';
import { pruned } from './pruned.js';
import { addTarget } from '../targets.js';
import { BundleWriter } from './write/bundle-writer.js';
import { epsSections } from './write/eps-sections.js';
import { writePdf, writeSourceDocument } from './write/source-document.js';
import { writeSection, type SectionWritten } from './write/write-section.js';

/** A European Patient Summary with the account of where each entry went. */
export interface EpsWritten {
  readonly bundle: Bundle;
  /** By the path of the source entry: `Bundle.entry[n].resource`, or the part of the Composition that says it. */
  readonly targets: ReadonlyMap<string, string>;
  /** Parts of entries that FHIR has no place for, by the path of the source entry. */
  readonly omitted: ReadonlyMap<string, readonly string[]>;
}

/**
 * Writes a summary as European Patient Summary: a FHIR R4 document Bundle for the profiles of HL7 Europe
 * (hl7.fhir.eu.eps 1.0.0-xtehr) and of the International Patient Summary (hl7.fhir.uv.ips 2.0) that these impose.
 *
 * The same summary gives the same Bundle but for `timestamp`: all UUIDs come from the identifier of the document. What
 * the source does not say is said to be missing, never filled in.
 * @param options - clock: the time of assembly, Bundle.timestamp
 */
export function writeEps(summary: PatientSummary, { clock }: { readonly clock: Clock }): EpsWritten {
  const { header } = summary;
  const { language } = header;
  const offset = offsetOf(header.created);
  const writer = new BundleWriter({
    document: header.identifier,
    ...(language !== undefined && { language }),
    ...(offset !== undefined && { offset }),
  });
  writer.add(writePatient(header.patient, writer), 'Patient');
  const sourceDocument = (): string => writeSourceDocument(header, writer);
  const onlyPdf = isOnlyPdf(summary) ? sentenceOnlyPdf(summary) : undefined;
  const written = epsSections(summary.sections).map((section) =>
    writeSection(section, writer, { sourceDocument, ...(onlyPdf !== undefined && { whyEmpty: onlyPdf }) }),
  );
  const sections = [...written.map(({ section }) => section), ...writeAttachment(summary, writer)];
  // The Composition comes first in the Bundle but refers to all others, so it is written last.
  const composition = writeComposition(header, sections, writer);
  const compositionUrl = writer.urlOf('Composition');
  const first: BundleEntry = {
    fullUrl: compositionUrl,
    resource: {
      ...pruned(composition),
      id: compositionUrl.slice('urn:uuid:'.length),
      meta: { profile: [...profilesOf('Composition')] },
    },
  };
  const confidentiality = confidentialityOf(header);
  const bundle: Bundle = pruned<Bundle>({
    resourceType: 'Bundle',
    meta: {
      profile: [...profilesOf('Bundle')],
      security: confidentiality === undefined ? undefined : [{ system: confidentialitySystem, code: confidentiality }],
    },
    language: languageCode(language),
    identifier: { system: uriSystem, value: writer.urlOf('Bundle') },
    type: 'document',
    timestamp: clock.now().toISOString(),
  });
  bundle.entry = [first, ...writer.entries];
  return { bundle, targets: targetsOf(written, writer), omitted: writer.omitted };
}

const confidentialitySystem = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality';

/** That a record is a PDF and nothing else, in the language of the document as far as there are words for it. */
function sentenceOnlyPdf({ header }: PatientSummary): { readonly text: string; readonly language: string } {
  const language = viewLanguageOf(header.language);
  return { text: wordsOf(language).onlyPdf.section, language };
}

/** A record that is a PDF has a section of its own for it; what it says of problems or allergies nobody has read. */
function writeAttachment(summary: PatientSummary, writer: BundleWriter): CompositionSection[] {
  const { header, attachment } = summary;
  if (attachment === undefined) return [];
  const { text, language } = sentenceOnlyPdf(summary);
  return [
    {
      title: header.title,
      code: patientSummaryCode,
      text: writeDiv([text], 'generated', language),
      entry: [{ reference: writePdf(header, attachment, writer) }],
    },
  ];
}

/** Places in the Bundle, as FHIRPath, by the places in the source. */
function targetsOf(sections: readonly SectionWritten[], writer: BundleWriter): ReadonlyMap<string, string> {
  const targets = new Map<string, string>();
  for (const [place, { resources, inSection }] of sections.entries()) {
    for (const [path, url] of resources) {
      // One more for the Composition before them.
      const position = writer.positionOf(url);
      if (position !== undefined) addTarget(targets, path, `Bundle.entry[${position + 1}].resource`);
    }
    for (const [path, part] of inSection) {
      addTarget(targets, path, `Bundle.entry[0].resource.section[${place}].${part}`);
    }
  }
  return targets;
}
