import { checkCda, secondOpinion } from '@passerelle/cda';
import type { DocumentInHand, Translator } from '@passerelle/exchange';
import { checkEps } from '@passerelle/fhir';
import {
  asPasserelleError,
  failed,
  ok,
  PasserelleError,
  sha256,
  type Clock,
  type CountryCode,
  type DocumentFormat,
} from '@passerelle/kernel';
import {
  translateAll,
  type CodeGapCounter,
  type Target,
  type TranslateOptions,
  type Translation,
} from '@passerelle/summary';
import type { Catalogue } from '@passerelle/terminology';
import { parseXml } from '@passerelle/xml';
import type { XmlSchema } from '@passerelle/xml/schema';
import type { Logger } from '../logging/logger.js';

/** What the translator is built over. */
export interface TranslatorParts {
  readonly catalogue: Catalogue;
  /** Counts the codes that have no European one. */
  readonly codeGaps: CodeGapCounter;
  readonly clock: Clock;
  readonly logger: Logger;
  /** This node's country, where a record does not say whose it is. */
  readonly country: CountryCode;
  /** Language of records that do not name theirs. */
  readonly language: string;
  /** The official schema of CDA, where one is configured: a document has to be valid by it, too. */
  readonly schema?: XmlSchema;
}

type Targets = Readonly<Partial<Record<DocumentFormat, Target>>>;

const structured: Targets = { 'eps-bundle': 'eps', 'pivot-cda': 'pivot' };
/** What takes the place of the level 3 where a record is a PDF and nothing else. */
const onlyPdf: Targets = { ...structured, 'pivot-cda': 'pivot-l1' };

/**
 * Steps 5 to 8 in this process: one reading serves every target, each document that was written is checked, and one
 * that breaks a rule does not leave: translation fails closed. A record that is only a PDF has no level 3; it crosses as
 * the EPS Bundle that carries the PDF, and as the level 1 pivot around it.
 */
export function inProcessTranslator(parts: TranslatorParts): Translator {
  const { catalogue, codeGaps, clock, logger, country, language, schema } = parts;
  return {
    async translate(source, formats) {
      const options = { clock, catalogue, country, language };
      try {
        const translations = translateInto(source, formats, options);
        for (const translation of translations) await refuseBroken(translation, logger, schema);
        const [first] = translations;
        if (first?.coverage !== undefined) codeGaps.count(first.coverage);
        const { entries, ...outcomes } = first?.report.totals ?? { entries: 0 };
        const { version, digest } = catalogue;
        const facts = { entries, ...outcomes, catalogue: version, catalogueDigest: digest };
        return ok({ documents: translations.map(inHand), facts });
      } catch (caught) {
        // What the document itself is refused for is an outcome; a defect stays one, under the internal code.
        return failed(asPasserelleError(caught));
      }
    },
  };
}

/** Translates into each format; what a Bundle holds shows only when it is read, so one that is but a PDF is read again. */
function translateInto(
  source: DocumentInHand,
  formats: readonly DocumentFormat[],
  options: TranslateOptions,
): readonly Translation[] {
  const into = (targets: Targets): readonly Translation[] =>
    translateAll(
      source.octets,
      formats.map((format) => targets[format]).filter((target) => target !== undefined),
      options,
    );
  if (source.format === 'cda-level-1') return into(onlyPdf);
  try {
    return into(structured);
  } catch (caught) {
    if (!(caught instanceof PasserelleError) || caught.code !== 'PSR-1111') throw caught;
    return into(onlyPdf);
  }
}

/** @throws PasserelleError PSR-1110 with the first rule that the document breaks */
async function refuseBroken({ target, octets }: Translation, logger: Logger, schema?: XmlSchema): Promise<void> {
  const findings =
    target === 'eps' ? checkEps(JSON.parse(Buffer.from(octets).toString('utf8'))) : checkCda(parseXml(octets));
  if (target !== 'eps' && schema !== undefined) findings.push(...(await secondOpinion(schema, octets)));
  const broken = findings.filter((finding) => finding.severity === 'error');
  const [first] = broken;
  if (first === undefined) return;
  logger.warn('gate-closed', { target, rules: [...new Set(broken.map((each) => each.rule))].join(' ') });
  throw new PasserelleError('PSR-1110', { count: broken.length, first: first.rule });
}

function inHand({ target, octets, mediaType }: Translation): DocumentInHand {
  const format = target === 'eps' ? 'eps-bundle' : 'pivot-cda';
  return { format, mediaType, octets, sha256: sha256(octets), part: 'written' };
}
