import { canonicalJson, PasserelleError, sha256, type Clock, type Json } from '@passerelle/kernel';
import type { Catalogue, CodeProvenance } from '@passerelle/terminology';
import { unwritable } from './cda/datatypes/index.js';
import { writePivot } from './cda/write-document.js';
import { codeAccount } from './coding-policy/account.js';
import { withNullFlavors } from './coding-policy/apply-policy.js';
import type { CodeCoverage, LookedUpSummary } from './coding-policy/coverage.js';
import { writeEps } from './fhir/write-eps.js';
import { lossReport } from './loss-report.js';
import { eachCoding } from './model/codings.js';
import type { Coding } from './model/coded.js';
import { leftOutOfHeader } from './model/carried.js';
import type { CodeAccount, LossReport } from './model/loss-report.js';
import type { PatientSummary } from './model/summary.js';
import { withOwnWords } from './narrative/own-words.js';
import { isOnlyPdf } from './only-pdf.js';
import { readSummary, type SummaryDocument } from './read-summary.js';
import { transcodeSummary } from './transcode.js';
import { translateDisplays } from './translate-displays.js';

/**
 * What a summary can be translated into: the European FHIR document, the eHDSI pivot CDA of level 3 or its level 1 twin
 * around a PDF, our own model as JSON.
 */
export type Target = 'eps' | 'pivot' | 'pivot-l1' | 'canonical';

/** Writes a summary, its codes looked up, as a PDF for people; what a level 1 is written around. */
export type PdfWriter = (lookedUp: LookedUpSummary) => { readonly octets: Uint8Array; readonly language: string };

/** What a translation needs from outside. */
export interface TranslateOptions {
  /** Time of writing, for documents that state it. */
  readonly clock: Clock;
  /** Concept maps; without them codes stay national. */
  readonly catalogue?: Catalogue;
  /** Country of the record, ISO 3166-1 alpha-2, where the document does not say. */
  readonly country?: string;
  /** Language of the country's records, BCP 47, where the document does not say; the pivot needs one. */
  readonly language?: string;
  /** Makes the PDF of the level 1 twin; a record that is a PDF and nothing else brings its own. */
  readonly pdfWriter?: PdfWriter;
  /** Language of the reader, BCP 47: displays are translated into it, as country B does; left out, they stay. */
  readonly displayLanguage?: string;
}

/** A document that was translated. */
export interface Translation {
  readonly target: Target;
  readonly octets: Uint8Array;
  readonly mediaType: string;
  readonly report: LossReport;
  /** The summary in European codes. */
  readonly summary: PatientSummary;
  /** Rows and designations of the catalogue that were used, by place in the source; `''` holds those of the header. */
  readonly provenance: ReadonlyMap<string, readonly CodeProvenance[]>;
  /** How the codes fared; left out where there was no catalogue. It names codes of the patient: count them, never log them. */
  readonly coverage?: CodeCoverage;
}

/**
 * Translates a patient summary: reads it, whatever its format, puts European codes in the place of national ones, writes
 * the target and accounts for every entry.
 * @param octets - the document as received
 * @throws PasserelleError those of {@link readSummary}; PSR-1111 for the level 3 pivot of a record that is only a PDF,
 *   PSR-1122 for the level 1 of any other without a writer of PDF
 */
export function translate(octets: Uint8Array, target: Target, options: TranslateOptions): Translation {
  return writeTarget(prepare(octets, options), target, options);
}

/** Translates into several targets, reading and transcoding once. Answers in the order of the targets. */
export function translateAll(
  octets: Uint8Array,
  targets: readonly Target[],
  options: TranslateOptions,
): readonly Translation[] {
  const prepared = prepare(octets, options);
  return targets.map((target) => writeTarget(prepared, target, options));
}

interface Prepared {
  readonly document: SummaryDocument;
  readonly lookedUp: LookedUpSummary;
  /** Left out where there was no catalogue. */
  readonly codes?: CodeAccount;
}

function prepare(octets: Uint8Array, { catalogue, language, displayLanguage }: TranslateOptions): Prepared {
  const document = inLanguage(readSummary(octets), language);
  const { summary } = document;
  if (catalogue === undefined) {
    const coverage = { codings: 0, changed: 0, gaps: [] };
    return { document, lookedUp: { summary, provenance: new Map(), headerProvenance: [], coverage } };
  }
  const lookedUp =
    displayLanguage === undefined
      ? transcodeSummary(summary, catalogue)
      : translateDisplays(summary, displayLanguage, catalogue);
  return { document, lookedUp, codes: codeAccount(lookedUp.coverage, catalogue, displayLanguage) };
}

/** A language of its own stays, whatever the country speaks; one that had to be assumed is told. */
function inLanguage(document: SummaryDocument, language: string | undefined): SummaryDocument {
  const { summary, warnings } = document;
  if (language === undefined || summary.header.language !== undefined) return document;
  return {
    ...document,
    summary: { ...summary, header: { ...summary.header, language } },
    warnings: [...warnings, 'The document does not say its language; that of the records of the country stands in.'],
  };
}

/** What a writer answers, whatever its format. */
interface Written {
  readonly format: string;
  readonly mediaType: string;
  readonly text: string;
  readonly targets: ReadonlyMap<string, string>;
  readonly omitted: ReadonlyMap<string, readonly string[]>;
  /** Set where everything is carried for people only. */
  readonly asText?: true;
  /** What the target has no place for outside the entries. */
  readonly warnings?: readonly string[];
}

const writers: Readonly<Record<Target, (lookedUp: LookedUpSummary, options: TranslateOptions) => Written>> = {
  eps: writeAsEps,
  pivot: writeAsPivot,
  'pivot-l1': writeAsLevelOne,
  canonical: writeAsCanonical,
};

function writeTarget({ document, lookedUp, codes }: Prepared, target: Target, options: TranslateOptions): Translation {
  const { summary, provenance, headerProvenance, coverage } = lookedUp;
  const { format, mediaType, text, targets, omitted, asText, warnings = [] } = writers[target](lookedUp, options);
  const octets = Buffer.from(text, 'utf8');
  const report = lossReport({
    source: { format: document.format, sha256: document.sha256 },
    target: { format, sha256: sha256(octets) },
    summary,
    warnings: [...document.warnings, ...warnings],
    provenance,
    ...(codes !== undefined && { codes }),
    targets,
    omitted,
    ...(asText === true && { asText }),
  });
  const rows = headerProvenance.length === 0 ? provenance : new Map([['', headerProvenance], ...provenance]);
  return { target, octets, mediaType, report, summary, provenance: rows, ...(codes !== undefined && { coverage }) };
}

function writeAsEps({ summary }: LookedUpSummary, { clock }: TranslateOptions): Written {
  const { bundle, targets, omitted } = writeEps(withOwnWords(summary), { clock });
  const { gender, genderCode } = summary.header.patient;
  const lost = gender === undefined && genderCode?.coding !== undefined;
  return {
    format: 'eps-bundle',
    mediaType: 'application/fhir+json',
    text: JSON.stringify(bundle),
    targets,
    omitted,
    ...(lost && { warnings: [leftOutOfHeader('gender that is none of the four of FHIR')] }),
  };
}

function writeAsPivot({ summary: source, coverage }: LookedUpSummary, options: TranslateOptions): Written {
  const { country, displayLanguage } = options;
  // What a reader in country B gets was judged in country A.
  const summary = displayLanguage === undefined ? withNullFlavors(source, coverage) : source;
  // Nothing of a PDF can be structured without inventing it; the level 1 carries it as it is.
  if (isOnlyPdf(summary)) throw new PasserelleError('PSR-1111', { target: 'pivot' });
  const { xml, targets, omitted: left } = writePivot(summary, country === undefined ? {} : { country });
  const omitted = together(codesWithoutOid(summary), left);
  // CDA R2 has no element for it, and eHDSI takes none of the extensions that have.
  const warnings =
    (summary.header.patient.deceased ?? false) === false ? [] : [leftOutOfHeader('death of the patient')];
  return { format: 'pivot-cda', mediaType: 'application/xml', text: xml, targets, omitted, warnings };
}

function writeAsLevelOne(lookedUp: LookedUpSummary, { country, pdfWriter }: TranslateOptions): Written {
  const { summary } = lookedUp;
  const where = country === undefined ? {} : { country };
  const format = { format: 'pivot-cda-l1', mediaType: 'application/xml', omitted: new Map(), asText: true } as const;
  if (isOnlyPdf(summary)) {
    const { xml, targets } = writePivot(summary, where);
    return { ...format, text: xml, targets };
  }
  if (pdfWriter === undefined) throw new PasserelleError('PSR-1122');
  const { octets, language } = pdfWriter(lookedUp);
  const own = summary.header.language?.split('-')[0]?.toLowerCase() === language;
  const data = Buffer.from(octets.buffer, octets.byteOffset, octets.length).toString('base64');
  const pdf = { mediaType: 'application/pdf', data, ...(!own && { language }) };
  const { xml, targets } = writePivot(summary, { ...where, pdf });
  return { ...format, text: xml, targets };
}

/** Codes that CDA cannot write as codes; they stand in the pivot as words, which is a loss to be told. */
function codesWithoutOid({ sections }: PatientSummary): ReadonlyMap<string, readonly string[]> {
  const omitted = new Map<string, readonly string[]>();
  for (const entry of sections.flatMap(({ entries }) => entries)) {
    const systems = new Set<string>();
    eachCoding(entry, (coding) => {
      gatherUnwritable(coding, systems);
    });
    if (systems.size > 0) omitted.set(entry.path, [...systems]);
  }
  return omitted;
}

/** Two accounts of what was left out, by the path of the entry. */
function together(
  one: ReadonlyMap<string, readonly string[]>,
  other: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, readonly string[]> {
  if (other.size === 0) return one;
  const all = new Map(one);
  for (const [path, parts] of other) all.set(path, [...(all.get(path) ?? []), ...parts]);
  return all;
}

function gatherUnwritable(coding: Coding, systems: Set<string>): void {
  if (unwritable(coding)) systems.add(coding.system === '' ? 'code without system' : `code of ${coding.system}`);
  for (const translation of coding.translations ?? []) gatherUnwritable(translation, systems);
}

function writeAsCanonical({ summary }: LookedUpSummary): Written {
  const targets = new Map<string, string>();
  for (const [at, { entries }] of summary.sections.entries()) {
    for (const [place, { path }] of entries.entries()) targets.set(path, `$.sections[${at}].entries[${place}]`);
  }
  return {
    format: 'canonical',
    mediaType: 'application/json',
    // The model is plain data, which is what a Json value is; its interfaces have no index signature to say so.
    text: canonicalJson(summary as unknown as Json),
    targets,
    omitted: new Map(),
  };
}
