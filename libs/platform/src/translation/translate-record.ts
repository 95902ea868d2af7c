import { checkCda, secondOpinion } from '@passerelle/cda';
import type { DocumentInHand } from '@passerelle/exchange';
import { checkEps } from '@passerelle/fhir';
import {
  PasserelleError,
  type Clock,
  type CountryCode,
  type DocumentFormat,
  type ErrorFacts,
  type Finding,
} from '@passerelle/kernel';
import { translateAll, type CodeCoverage, type Target, type Translation } from '@passerelle/summary';
import type { Catalogue } from '@passerelle/terminology';
import { parseXml } from '@passerelle/xml';
import type { XmlSchema } from '@passerelle/xml/schema';

/** What a record is translated with. */
export interface TranslationContext {
  /** What codes are translated by, and what the gates ask which codes belong to a value set. */
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  /** This node's country, where a record does not say whose it is. */
  readonly country: CountryCode;
  /** Language of records that do not name theirs, BCP 47. */
  readonly language: string;
  /** The official schema of CDA, where one is configured: a document has to be valid by it, too. */
  readonly schema?: XmlSchema;
}

/** A record in European documents, each of which its gate has let through. */
export interface TranslatedRecord {
  readonly documents: readonly DocumentInHand[];
  /** Counts of the loss report and the terminology used, for the trail. */
  readonly facts: ErrorFacts;
  /** How the codes fared. It names codes of the patient: it is counted and never kept. */
  readonly coverage?: CodeCoverage;
}

type Targets = Readonly<Partial<Record<DocumentFormat, Target>>>;

const structured: Targets = { 'eps-bundle': 'eps', 'pivot-cda': 'pivot' };
/** What takes the place of the level 3 where a record is a PDF and nothing else. */
const onlyPdf: Targets = { ...structured, 'pivot-cda': 'pivot-l1' };

/**
 * Steps 5 to 8: one reading serves every target, each document that was written is checked, and one that breaks a rule
 * does not leave: translation fails closed. A record that is only a PDF has no level 3; it crosses as the EPS Bundle that
 * carries the PDF, and as the level 1 pivot around it.
 * @param formats - which documents to write; those that are no European document are passed over
 * @throws PasserelleError those of reading, and PSR-1110 with the rules that a document breaks
 */
export async function translateRecord(
  source: DocumentInHand,
  formats: readonly DocumentFormat[],
  context: TranslationContext,
): Promise<TranslatedRecord> {
  const translations = translateInto(source, formats, context);
  for (const translation of translations) await refuseBroken(translation, context);
  const [first] = translations;
  const { entries, ...outcomes } = first?.report.totals ?? { entries: 0 };
  const { version, digest } = context.catalogue;
  return {
    documents: translations.map(inHand),
    facts: { entries, ...outcomes, catalogue: version, catalogueDigest: digest },
    ...(first?.coverage !== undefined && { coverage: first.coverage }),
  };
}

/** Translates into each format; what a Bundle holds shows only when it is read, so one that is but a PDF is read again. */
function translateInto(
  source: DocumentInHand,
  formats: readonly DocumentFormat[],
  context: TranslationContext,
): readonly Translation[] {
  const into = (targets: Targets): readonly Translation[] =>
    translateAll(
      source.octets,
      formats.map((format) => targets[format]).filter((target) => target !== undefined),
      context,
    );
  if (source.format === 'cda-level-1') return into(onlyPdf);
  try {
    return into(structured);
  } catch (caught) {
    if (!(caught instanceof PasserelleError) || caught.code !== 'PSR-1111') throw caught;
    return into(onlyPdf);
  }
}

/** @throws PasserelleError PSR-1110 with the first rule that the document breaks, and all of them */
async function refuseBroken({ target, octets }: Translation, context: TranslationContext): Promise<void> {
  const { catalogue, schema } = context;
  const { terminology: codes } = catalogue;
  const findings: Finding[] = [
    ...(target === 'eps'
      ? checkEps(JSON.parse(Buffer.from(octets).toString('utf8')), { codes })
      : checkCda(parseXml(octets), { membership: codes })),
  ];
  if (target !== 'eps' && schema !== undefined) findings.push(...(await secondOpinion(schema, octets)));
  const broken = findings.filter((finding) => finding.severity === 'error');
  const [first] = broken;
  if (first === undefined) return;
  const rules = [...new Set(broken.map((each) => each.rule))].join(' ');
  throw new PasserelleError('PSR-1110', { count: broken.length, first: first.rule, target, rules });
}

function inHand({ target, octets, mediaType, report }: Translation): DocumentInHand {
  const format = target === 'eps' ? 'eps-bundle' : 'pivot-cda';
  return { format, mediaType, octets, sha256: report.target.sha256, part: 'written' };
}
