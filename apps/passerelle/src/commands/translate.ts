import { systemClock } from '@passerelle/kernel';
import { translate as translateSummary, type LossReport, type PdfWriter, type Target } from '@passerelle/summary';
import { needed, quoted, readArguments, usage } from '../arguments.js';
import type { Command } from '../command.js';
import { readInput } from '../input.js';
import { print, printLine, type CommandIo } from '../io.js';
import { exit } from '../outcome.js';
import { writeOutput } from '../output.js';
import { cloneCatalogue } from '../terminology-maps.js';

const options = { to: { type: 'string' }, report: { type: 'string' } } as const;

const targets: readonly Target[] = ['eps', 'pivot', 'pivot-l1', 'canonical'];

/** `passerelle translate`: a summary of any format into a European document, or into our own model. */
export const translate: Command = async (args, io) => {
  const { values, place } = readArguments(args, options, 1);
  const file = needed(place, 'file');
  const target = targetOf(needed(values.to, 'option --to'));
  if (values.report === '-') throw usage('--report needs a file, because the document goes to stdout');
  const octets = await readInput(file, io);
  const catalogue = await cloneCatalogue(io);
  const translation = translateSummary(octets, target, {
    clock: systemClock,
    ...(catalogue && { catalogue }),
    ...(target === 'pivot-l1' && { pdfWriter: await loadPdfWriter() }),
  });
  // The report first: if it cannot be written there is no document either, and nobody has one without its account.
  if (values.report !== undefined) {
    await writeOutput(values.report, [`${JSON.stringify(translation.report, null, 2)}\n`], io);
  }
  await print(io.stdout, translation.octets);
  await tellLosses(translation.report, io);
  return exit.done;
};

/** The writer of PDF brings fonts along, so it is loaded for the one target that needs it. */
async function loadPdfWriter(): Promise<PdfWriter> {
  return (await import('@passerelle/rendering')).pdfWriter();
}

function targetOf(word: string): Target {
  const target = targets.find((each) => each === word);
  if (target === undefined) throw usage(`--to is ${targets.join(', ')}, not ${quoted(word)}`);
  return target;
}

/** Nothing is lost silently: what did not arrive as structure is counted on stderr even when nobody asked for a report. */
async function tellLosses({ totals, warnings }: LossReport, { stderr }: CommandIo): Promise<void> {
  for (const warning of warnings) await printLine(stderr, warning);
  const { entries, 'narrative-only': narrative, 'not-carried': lost } = totals;
  if (narrative + lost === 0) return;
  await printLine(
    stderr,
    `Of ${entries} entries, ${narrative} are carried as text only and ${lost} not at all; --report says which.`,
  );
}
