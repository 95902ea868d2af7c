import { systemClock } from '@passerelle/kernel';
import { translate as translateSummary, type LossReport, type PdfWriter, type Target } from '@passerelle/summary';
import { viewLanguageOf } from '@passerelle/summary/view';
import type { Catalogue } from '@passerelle/terminology';
import { needed, quoted, readArguments, usage } from '../arguments.js';
import type { Command } from '../command.js';
import { readInput } from '../input.js';
import { print, printLine, type CommandIo } from '../io.js';
import { exit } from '../outcome.js';
import { writeOutput } from '../output.js';
import { cloneTerminology } from '../clone-terminology.js';
import { addCounts } from '../code-counts.js';

const options = {
  to: { type: 'string' },
  report: { type: 'string' },
  'display-language': { type: 'string' },
  counts: { type: 'string' },
} as const;

const targets: readonly Target[] = ['eps', 'pivot', 'pivot-l1', 'canonical'];

/** `passerelle translate`: a summary of any format into a European document, or into our own model. */
export const translate: Command = async (args, io) => {
  const { values, place } = readArguments(args, options, 1);
  const file = needed(place, 'file');
  const target = targetOf(needed(values.to, 'option --to'));
  if (values.report === '-') throw usage('--report needs a file, because the document goes to stdout');
  const octets = await readInput(file, io);
  const { catalogue } = cloneTerminology(io);
  const language = values['display-language'];
  const translation = translateSummary(octets, target, {
    clock: systemClock,
    catalogue,
    ...(language !== undefined && { displayLanguage: languageOf(language) }),
    ...(target === 'pivot-l1' && { pdfWriter: await loadPdfWriter(catalogue, language) }),
  });
  // The report first: if it cannot be written there is no document either, and nobody has one without its account.
  if (values.report !== undefined) {
    await writeOutput(values.report, [`${JSON.stringify(translation.report, null, 2)}\n`], io);
  }
  if (values.counts !== undefined && translation.coverage !== undefined) {
    await addCounts(values.counts, translation.coverage, io);
  }
  await print(io.stdout, translation.octets);
  await tellLosses(translation.report, io);
  return exit.done;
};

/**
 * The writer of PDF brings fonts along, so it is loaded for the one target that needs it.
 * @param language - of the reader, BCP 47; left out, that of the document
 */
async function loadPdfWriter(catalogue: Catalogue, language: string | undefined): Promise<PdfWriter> {
  const { pdfWriter } = await import('@passerelle/rendering');
  return pdfWriter({ catalogue, ...(language !== undefined && { language: viewLanguageOf(language) }) });
}

function targetOf(word: string): Target {
  const target = targets.find((each) => each === word);
  if (target === undefined) throw usage(`--to is ${targets.join(', ')}, not ${quoted(word)}`);
  return target;
}

/** @throws PSR-8001 when it is no language tag */
function languageOf(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? tag;
  } catch (cause) {
    throw usage(`--display-language is a language tag such as fr or pt-PT, not ${quoted(tag)}`, cause);
  }
}

/** Nothing is lost silently: what did not arrive as structure is counted on stderr even when nobody asked for a report. */
async function tellLosses({ totals, warnings, codes }: LossReport, { stderr }: CommandIo): Promise<void> {
  for (const warning of warnings) await printLine(stderr, warning);
  const missing = codes?.gaps.reduce((sum, { count }) => sum + count, 0) ?? 0;
  if (missing > 0) {
    const what = codes?.language === undefined ? 'have no European code' : `have no words in ${codes.language}`;
    await printLine(
      stderr,
      `Of ${codes?.codings} codes, ${missing} ${what} and stay as they are; --report says where.`,
    );
  }
  const { entries, 'narrative-only': narrative, 'not-carried': lost } = totals;
  if (narrative + lost === 0) return;
  await printLine(
    stderr,
    `Of ${entries} entries, ${narrative} are carried as text only and ${lost} not at all; --report says which.`,
  );
}
