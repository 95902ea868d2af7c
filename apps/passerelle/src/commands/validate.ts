import { PasserelleError, type Finding } from '@passerelle/kernel';
import { needed, readArguments } from '../arguments.js';
import type { Command } from '../command.js';
import { readDocument, type KnownDocument } from '../document-kind.js';
import { readInput } from '../input.js';
import { printLine } from '../io.js';
import { exit } from '../outcome.js';

/** `passerelle validate`: a Bundle by the rules of the European patient summary, a CDA by those of the eHDSI pivot. */
export const validate: Command = async (args, io) => {
  const { place } = readArguments(args, {}, 1);
  const octets = await readInput(needed(place, 'file'), io);
  const { operationOutcome, validationOutcome } = await import('@passerelle/fhir/outcome');
  const show = (outcome: object): Promise<boolean> => printLine(io.stdout, JSON.stringify(outcome, null, 2));
  let findings: readonly Finding[];
  try {
    findings = await check(readDocument(octets));
  } catch (cause) {
    // A script that reads the outcome gets one for a document that cannot be read, too; the exit code tells them apart.
    if (cause instanceof PasserelleError) await show(operationOutcome(cause));
    throw cause;
  }
  await show(validationOutcome(findings));
  const errors = findings.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (first === undefined) return exit.done;
  const { rule, expression } = first;
  const error = new PasserelleError('PSR-1110', { count: errors.length, first: `${rule} at ${expression}` });
  // Its usual second sentence names the command that was just called.
  await printLine(io.stderr, `${error.code} ${error.message}`);
  return exit.no;
};

/** The rules of the other format, and the mappers, are not loaded. */
async function check(document: KnownDocument): Promise<readonly Finding[]> {
  if (document.kind === 'bundle') return (await import('@passerelle/fhir/gate')).checkEps(document.bundle);
  return (await import('@passerelle/cda')).checkCda(document.root);
}
