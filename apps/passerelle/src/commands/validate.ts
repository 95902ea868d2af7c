import { PasserelleError, type Finding } from '@passerelle/kernel';
import { needed, readArguments, usage } from '../arguments.js';
import { schemaFolder } from '../clone.js';
import type { Command } from '../command.js';
import { readDocument, type KnownDocument } from '../document-kind.js';
import { readInput } from '../input.js';
import { printLine, type CommandIo } from '../io.js';
import { exit } from '../outcome.js';

const options = { schema: { type: 'boolean', default: false } } as const;

/** `passerelle validate`: a Bundle by the rules of the European patient summary, a CDA by those of the eHDSI pivot. */
export const validate: Command = async (args, io) => {
  const { values, place } = readArguments(args, options, 1);
  const octets = await readInput(needed(place, 'file'), io);
  const { operationOutcome, validationOutcome } = await import('@passerelle/fhir/outcome');
  const show = (outcome: object): Promise<boolean> => printLine(io.stdout, JSON.stringify(outcome, null, 2));
  let findings: readonly Finding[];
  try {
    const document = readDocument(octets);
    if (values.schema && document.kind !== 'cda') throw usage('--schema is for CDA documents');
    findings = [...(await check(document)), ...(values.schema ? await askSchema(octets, io) : [])];
  } catch (cause) {
    // A script that reads the outcome gets one for a document that cannot be read, too; the exit code tells them apart.
    if (cause instanceof PasserelleError && cause.code !== 'PSR-8001') await show(operationOutcome(cause));
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

/** The second opinion of the official schema. @throws PSR-7303 where none was imported */
async function askSchema(octets: Uint8Array, io: CommandIo): Promise<readonly Finding[]> {
  const { openStoredSchema } = await import('@passerelle/xml/schema');
  const schema = await openStoredSchema(schemaFolder(io.root));
  try {
    return await (await import('@passerelle/cda')).secondOpinion(schema, octets);
  } finally {
    schema.dispose();
  }
}
