import { PasserelleError, type Finding } from '@passerelle/kernel';
import { resolve } from 'node:path';
import { needed, quoted, readArguments, usage } from '../arguments.js';
import { schemaFolder } from '../clone.js';
import type { Command } from '../command.js';
import { readDocument, type KnownDocument } from '../document-kind.js';
import { readInput } from '../input.js';
import { printLine, type CommandIo } from '../io.js';
import { exit } from '../outcome.js';

const options = {
  profile: { type: 'string', multiple: true },
  profiles: { type: 'string', multiple: true },
  schema: { type: 'boolean', default: false },
} as const;

/** What a document is held against, as the command line names it. */
interface Rules {
  readonly profile?: readonly string[] | undefined;
  readonly profiles?: readonly string[] | undefined;
  readonly schema: boolean;
}

/**
 * `passerelle validate`: a Bundle by the profiles of the European patient summary, a CDA by those of the eHDSI pivot. Which
 * codes belong to a value set, the terminology of the clone says, as far as it knows.
 */
export const validate: Command = async (args, io) => {
  const { values, place } = readArguments(args, options, 1);
  const octets = await readInput(needed(place, 'file'), io);
  const { operationOutcome, validationOutcome } = await import('@passerelle/fhir/outcome');
  const show = (outcome: object): Promise<boolean> => printLine(io.stdout, JSON.stringify(outcome, null, 2));
  let findings: readonly Finding[];
  try {
    const document = readDocument(octets);
    if (values.schema && document.kind !== 'cda') throw usage('--schema is for CDA documents');
    findings = [...(await check(document, values, io)), ...(values.schema ? await askSchema(octets, io) : [])];
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
async function check(document: KnownDocument, rules: Rules, io: CommandIo): Promise<readonly Finding[]> {
  const { profile = [], profiles = [] } = rules;
  const { terminology: codes } = (await import('../clone-terminology.js')).cloneTerminology(io).catalogue;
  if (document.kind === 'cda') {
    if (profile.length + profiles.length > 0) throw usage('--profile and --profiles are for FHIR documents');
    return (await import('@passerelle/cda')).checkCda(document.root, { membership: codes });
  }
  if (profile.length + profiles.length === 0) {
    return (await import('@passerelle/fhir/gate')).checkEps(document.bundle, { codes });
  }
  const { definitionsAtHand, loadDefinitions, mergedDefinitions, Validator } =
    await import('@passerelle/fhir/validator');
  const { bundleEuEps, bundleUvIps } = await import('@passerelle/fhir/eps-table');
  const named: Readonly<Record<string, string>> = { eps: bundleEuEps, ips: bundleUvIps };
  const definitions = profiles
    .map((file) => loadDefinitions(resolve(io.cwd, file)))
    .reduce(mergedDefinitions, definitionsAtHand());
  const validator = new Validator(definitions, { codes });
  const urls = (profile.length === 0 ? ['eps'] : profile).map((name) => named[name] ?? name);
  const unknown = urls.find((url) => !validator.knows(url));
  if (unknown !== undefined) throw usage(`the profile ${quoted(unknown)} is not known`);
  return validator.validate(document.bundle, urls);
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
