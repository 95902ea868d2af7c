import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('./pdf-judge/', import.meta.url));
const jars = fileURLToPath(new URL('../../.cache/pdf-judge/jars', import.meta.url));
const pom = join(here, 'pom.xml');

/** What a validator says of a file. */
export interface PdfVerdict {
  readonly file: string;
  /** `veraPDF 1a`, `veraPDF 1b`, `veraPDF ua1`, `preflight 1b`. */
  readonly standard: string;
  readonly checks: number;
  readonly valid: boolean;
  /** The rules that are broken. */
  readonly broken: readonly string[];
}

function runs(command: string, probe: string): boolean {
  return spawnSync(command, [probe], { stdio: 'ignore' }).status === 0;
}

/** Whether the validators can be had: they are Java programs whose jars Maven fetches once. */
export function canJudgePdf(): boolean {
  return runs('java', '-version') && runs('javac', '-version') && runs('mvn', '-version');
}

/** Asks veraPDF and PDFBox preflight about PDF files. @throws where they cannot be fetched, or reach no verdict */
export function judgePdf(files: readonly string[]): readonly PdfVerdict[] {
  fetchJars();
  const { status, stdout, stderr } = spawnSync('java', ['-cp', join(jars, '*'), join(here, 'Judge.java'), ...files], {
    encoding: 'utf8',
    maxBuffer: 64_000_000,
  });
  if (status !== 0) throw new Error(`the validators of PDF ended with ${status}: ${stderr.slice(-2000)}`);
  const verdicts: (PdfVerdict & { broken: string[] })[] = [];
  for (const line of stdout.split('\n')) {
    const [file, standard, checks, verdict] = line.split('\t');
    if (verdict !== undefined) {
      verdicts.push({
        file: file!,
        standard: standard!,
        checks: Number(checks),
        valid: verdict === 'valid',
        broken: [],
      });
    } else if (line.startsWith('  ')) verdicts.at(-1)?.broken.push(line.trim());
  }
  return verdicts;
}

/** The folder holds the pom it was filled from; another pom, or a fetch that was broken off, fills it anew. */
function fetchJars(): void {
  const marker = join(jars, 'pom.xml');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === readFileSync(pom, 'utf8')) return;
  const fetching = `${jars}.${process.pid}`;
  mkdirSync(fetching, { recursive: true });
  const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${fetching}`, '-DincludeScope=runtime'];
  const { status, stderr, stdout } = spawnSync('mvn', ['-B', '-q', '-f', pom, ...goal], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`Maven cannot fetch the validators of PDF: ${stdout}${stderr}`);
  cpSync(pom, join(fetching, 'pom.xml'));
  rmSync(jars, { recursive: true, force: true });
  renameSync(fetching, jars);
}
