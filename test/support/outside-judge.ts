import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A program that this project did not write and that says whether what it makes is right. */
export interface OutsideJudge {
  readonly command: string;
  readonly leading: readonly string[];
}

/** Exit code and output of a judge. */
export interface Judgement {
  readonly code: number;
  readonly output: string;
}

function runs(command: string, ...probe: readonly string[]): boolean {
  return spawnSync(command, probe, { stdio: 'ignore' }).status === 0;
}

/** xmlsec1, the XML Security Library's command. */
export function xmlsec1(): OutsideJudge | undefined {
  return runs('xmlsec1', '--version') ? { command: 'xmlsec1', leading: [] } : undefined;
}

/** The EU's Digital Signature Service, wrapped as a judge beside the repository; it needs Java and Maven. */
export function dss(): OutsideJudge | undefined {
  return javaJudge('dss');
}

/** Open eHealth's Integration Platform, wrapped likewise: a server of ITI-38, 39, 41 and 55 on Apache CXF. */
export function ipf(): OutsideJudge | undefined {
  return javaJudge('ipf');
}

function javaJudge(name: string): OutsideJudge | undefined {
  const run = fileURLToPath(new URL('../../../shared/tools/judges/run', import.meta.url));
  return existsSync(run) && runs('java', '-version') && runs('mvn', '-version')
    ? { command: run, leading: [name] }
    : undefined;
}

/**
 * Lets DSS fill a folder with certificates and good signatures of every form it knows. It lies where the judge builds
 * itself, so the judge must have been asked before.
 */
export function dssSignatures(folder: string): void {
  const caches = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const built = join(process.env['PASSERELLE_JUDGES'] ?? join(caches, 'passerelle-judges'), 'dss', 'target');
  const classes = `${join(built, 'dss-verify.jar')}:${join(built, 'lib', '*')}`;
  const { code, output } = ask({ command: 'java', leading: ['-cp', classes] }, 'verify.Make', folder);
  if (code !== 0) throw new Error(`DSS made no signatures: ${output}`);
}

/** Asks a judge; standard output and standard error are taken together. */
export function ask(judge: OutsideJudge, ...args: readonly string[]): Judgement {
  const { status, stdout, stderr, error } = spawnSync(judge.command, [...judge.leading, ...args], { encoding: 'utf8' });
  if (error) throw error;
  return { code: status ?? -1, output: `${stdout}${stderr}` };
}

/**
 * Says which judge a test had, so that a run without it cannot pass for one with it.
 * @param required - whether continuous integration installs the judge: there its absence fails the test
 */
export function reportJudge(name: string, judge: OutsideJudge | undefined, required: boolean): void {
  process.stdout.write(`judge: ${name}: ${judge ? 'present' : 'ABSENT, its tests were skipped'}\n`);
  if (!judge && required && process.env['CI'] === 'true') throw new Error(`${name} is not installed`);
}
