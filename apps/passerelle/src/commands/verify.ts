import { PasserelleError, registry } from '@passerelle/kernel';
import type { DetachedObject, SignatureFinding, SignatureReason } from '@passerelle/trust';
import { basename } from 'node:path';
import { cloneAnchors, namedAnchors, rememberedAnchors } from '../anchors.js';
import { readArguments, usage } from '../arguments.js';
import type { Command } from '../command.js';
import { readInput } from '../input.js';
import { printLine, type CommandIo } from '../io.js';
import { coveredBy, judgeFile, type FileFinding } from '../judge-file.js';
import { exit, sentenceOf, type ExitCode } from '../outcome.js';
import { readRevocationLists } from '../revocation-lists.js';
import { signedFileOf } from '../signed-file.js';
import { isAccepted, plainLine, verdictOf } from '../verdict.js';

const options = {
  signature: { type: 'string' },
  content: { type: 'string', multiple: true },
  anchor: { type: 'string', multiple: true },
  crl: { type: 'string', multiple: true },
  at: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

/** `passerelle verify`: says of each file whether it is as it was signed, by whom, and how much of it is. */
export const verify: Command = async (args, io) => {
  const { values, places: files } = readArguments(args, options, Number.POSITIVE_INFINITY);
  if (files.length === 0) throw usage('the file is missing');
  const { signature } = values;
  if (signature !== undefined && files.length > 1) throw usage('--signature is for one file');
  const anchors = rememberedAnchors(values.anchor === undefined ? cloneAnchors(io) : namedAnchors(values.anchor, io));
  const surroundings = {
    at: instantOf(values.at),
    crls: await readRevocationLists(values.crl ?? [], io),
    ocspResponses: [],
  };
  const contents = await Promise.all((values.content ?? []).map((name) => readDetached(name, io)));
  const uncovered = new Set(contents);

  const judge = async (file: string): Promise<FileFinding> => {
    const octets = await readInput(file, io);
    // A signature beside the file: the file is what it has to be over.
    const signed = signedFileOf(signature === undefined ? octets : await readInput(signature, io));
    const beside = signature === undefined ? contents : [{ name: basename(file), octets }, ...contents];
    const found = await judgeFile(signed, beside, anchors, surroundings);
    if ('unreadable' in found) return found;
    const covered = coveredBy(found.findings, beside);
    for (const each of covered) uncovered.delete(each);
    if (covered.length === beside.length) return found;
    // Among many files each has to cover what belongs to it, and all of them together everything.
    if (files.length > 1) return judgeFile(signed, covered, anchors, surroundings);
    const isOver = signature === undefined || covered.includes(beside[0]!);
    return isOver || found.findings.some(({ verdict }) => verdict !== 'valid')
      ? { findings: found.findings.map(inPart) }
      : { unreadable: new PasserelleError('PSR-3004', { reason: 'it is not over this document' }) };
  };

  let code: ExitCode = exit.done;
  for (const file of files) {
    const found = await orUnreadable(() => judge(file));
    if (found === undefined) {
      code = exit.failed;
      await printLine(io.stderr, sentenceOf(new PasserelleError('PSR-8002', { file })));
      continue;
    }
    const verdict = verdictOf(file, found);
    await printLine(io.stdout, values.json ? JSON.stringify(verdict) : plainLine(verdict));
    for (const each of verdict.reasons)
      await printLine(io.stderr, explained(each, files.length > 1 ? file : undefined));
    if (!isAccepted(verdict) && code === exit.done) code = exit.no;
  }
  if (files.length > 1 && uncovered.size > 0) {
    for (const { name } of uncovered)
      await printLine(io.stderr, `${name}: ${sentenceOf(new PasserelleError('PSR-3001'))}`);
    if (code === exit.done) code = exit.no;
  }
  return code;
};

/** A signature that leaves out something handed in beside it, as one of a Bundle does, which knows nothing of it. */
function inPart(finding: SignatureFinding): SignatureFinding {
  return finding.scope === 'full' ? { ...finding, scope: 'partial' } : finding;
}

/**
 * A file that is too large to be read is an answer about it; one that is not there, undefined, is a mistake of who asks,
 * and no reason to leave the others unread.
 */
async function orUnreadable(judge: () => Promise<FileFinding>): Promise<FileFinding | undefined> {
  try {
    return await judge();
  } catch (error) {
    if (!(error instanceof PasserelleError)) throw error;
    if (error.code === 'PSR-8002') return undefined;
    if (error.code === 'PSR-1001') return { unreadable: error };
    throw error;
  }
}

async function readDetached(file: string, io: CommandIo): Promise<DetachedObject> {
  return { name: basename(file), octets: await readInput(file, io) };
}

/** What is to be done about a reason stands in the registry. */
function explained({ code, text }: SignatureReason, file: string | undefined): string {
  return `${file === undefined ? '' : `${file}: `}${code} ${text} ${registry[code].action}`;
}

/** The instant to verify for; a date is its beginning, UTC. @throws PSR-8001 */
function instantOf(text: string | undefined): Date {
  if (text === undefined) return new Date();
  const form = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d))?$/;
  const at = new Date(form.test(text) ? text : Number.NaN);
  if (Number.isNaN(at.getTime())) throw usage('--at is no instant, such as 2026-11-28T12:00:00Z');
  return at;
}
