import { PasserelleError, systemClock } from '@passerelle/kernel';
import { cloneAnchors, namedAnchors } from '../anchors.js';
import { needed, readArguments } from '../arguments.js';
import type { Command } from '../command.js';
import { looksLikeJson } from '../document-kind.js';
import { readInput } from '../input.js';
import { printLine, type CommandIo } from '../io.js';
import { judgeSeal, type SealFinding } from '../judge-seal.js';
import { exit, sentenceOf } from '../outcome.js';
import { plainLine, verdictOf } from '../verdict.js';

const options = {
  signature: { type: 'string' },
  anchor: { type: 'string', multiple: true },
  json: { type: 'boolean', default: false },
} as const;

/** `passerelle verify`: says whether a document is as it was sealed, and by whom. */
export const verify: Command = async (args, io) => {
  const { values, place } = readArguments(args, options, 1);
  const file = needed(place, 'file');
  const octets = await readInput(file, io);
  const finding = await findingOn(octets, values, io);
  // Octets that nobody can read are bad input; whether they carry a seal is not the question any more.
  if (finding.verdict !== 'valid' && finding.error.code.startsWith('PSR-10')) throw finding.error;
  const verdict = verdictOf(file, finding);
  await printLine(io.stdout, values.json ? JSON.stringify(verdict) : plainLine(verdict));
  if (finding.verdict === 'valid') return exit.done;
  await printLine(io.stderr, sentenceOf(finding.error));
  return exit.no;
};

async function findingOn(
  octets: Buffer,
  { signature, anchor }: { signature?: string; anchor?: string[] },
  io: CommandIo,
): Promise<SealFinding> {
  // Only a Bundle can carry a seal inside. Anything else without a seal beside it has none, and needs no anchors to tell.
  if (signature === undefined && !looksLikeJson(octets))
    return { verdict: 'invalid', error: new PasserelleError('PSR-3001') };
  const seal = signature === undefined ? undefined : await readInput(signature, io);
  const anchors = anchor === undefined ? cloneAnchors(io) : namedAnchors(anchor, io);
  return judgeSeal({ octets, ...(seal && { signature: seal }) }, anchors, systemClock);
}
