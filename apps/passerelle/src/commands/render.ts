import { readSummary, transcodeSummary, type PatientSummary } from '@passerelle/summary';
import {
  isViewLanguage,
  viewLanguages,
  viewSummary,
  type SummaryView,
  type ViewLanguage,
} from '@passerelle/summary/view';
import { needed, quoted, readArguments, usage } from '../arguments.js';
import type { Command } from '../command.js';
import { readInput } from '../input.js';
import { print, printLine, type CommandIo } from '../io.js';
import { exit } from '../outcome.js';
import { writeOutput } from '../output.js';
import { cloneTerminology } from '../clone-terminology.js';

const options = { language: { type: 'string' }, to: { type: 'string' }, output: { type: 'string' } } as const;

/** `passerelle render`: a summary of any format as a page for people, HTML or PDF/A. */
export const render: Command = async (args, io) => {
  const { values, place } = readArguments(args, options, 1);
  const file = needed(place, 'file');
  const language = languageOf(needed(values.language, 'option --language'));
  const format = values.to ?? 'html';
  if (format !== 'html' && format !== 'pdf') throw usage(`--to is html or pdf, not ${quoted(format)}`);
  if (values.output === '-') throw usage('--output needs a file; without it the page goes to stdout');
  const { summary, warnings } = readSummary(await readInput(file, io));
  const { catalogue } = cloneTerminology(io);
  const lookedUp = transcodeSummary(summary, catalogue);
  const view = viewSummary(lookedUp.summary, { language, catalogue, lookedUp });
  const octets = format === 'html' ? await html(view) : await pdf(view, lookedUp.summary, io);
  if (values.output === undefined) await print(io.stdout, octets);
  else await writeOutput(values.output, [octets], io);
  for (const warning of warnings) await printLine(io.stderr, warning);
  return exit.done;
};

function languageOf(word: string): ViewLanguage {
  if (!isViewLanguage(word)) throw usage(`--language is ${viewLanguages.join(', ')}, not ${quoted(word)}`);
  return word;
}

async function html(view: SummaryView): Promise<Buffer> {
  const { renderHtml } = await import('@passerelle/rendering/html');
  return Buffer.from(renderHtml(view), 'utf8');
}

/** A record that exists only as PDF is that PDF: a page about it would be less than it. */
async function pdf(view: SummaryView, { attachment }: PatientSummary, io: CommandIo): Promise<Uint8Array> {
  if (view.onlyPdf !== undefined) return Buffer.from(attachment?.data ?? '', 'base64');
  const { renderPdf } = await import('@passerelle/rendering/pdf');
  const { octets, replaced } = renderPdf(view);
  if (replaced.length > 0) {
    await printLine(
      io.stderr,
      `The font has no glyph for ${replaced.join(', ')}; the page shows their numbers instead.`,
    );
  }
  return octets;
}
