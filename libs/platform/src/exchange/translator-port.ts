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
import { translateAll, type CodeGapCounter, type Target, type Translation } from '@passerelle/summary';
import type { Catalogue, CodeMembership } from '@passerelle/terminology';
import { parseXml } from '@passerelle/xml';
import type { XmlSchema } from '@passerelle/xml/schema';
import type { Logger } from '../logging/logger.js';

/** What the translator is built over. */
export interface TranslatorParts {
  /** What codes are translated by, and what the gates ask which codes belong to a value set. */
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

const targetOf: Readonly<Partial<Record<DocumentFormat, Target>>> = { 'eps-bundle': 'eps', 'pivot-cda': 'pivot' };

/**
 * Steps 5 to 8 in this process: one reading serves every target, each document that was written is checked, and one
 * that breaks a rule does not leave: translation fails closed. A record that is only a PDF has no pivot; it crosses as
 * the EPS Bundle that carries the PDF.
 */
export function inProcessTranslator(parts: TranslatorParts): Translator {
  const { catalogue, codeGaps, clock, logger, country, language, schema } = parts;
  return {
    async translate(source, formats) {
      const wanted = source.format === 'cda-level-1' ? formats.filter((format) => format !== 'pivot-cda') : formats;
      const targets = wanted.map((format) => targetOf[format]).filter((target) => target !== undefined);
      try {
        const translations = translateAll(source.octets, targets, { clock, catalogue, country, language });
        for (const translation of translations) await refuseBroken(translation, catalogue.terminology, logger, schema);
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

/** @throws PasserelleError PSR-1110 with the first rule that the document breaks */
async function refuseBroken(
  { target, octets }: Translation,
  codes: CodeMembership,
  logger: Logger,
  schema?: XmlSchema,
): Promise<void> {
  const findings =
    target === 'eps'
      ? checkEps(JSON.parse(Buffer.from(octets).toString('utf8')), { codes })
      : checkCda(parseXml(octets), { membership: codes });
  if (target === 'pivot' && schema !== undefined) findings.push(...(await secondOpinion(schema, octets)));
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
