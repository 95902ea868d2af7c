import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { straceUnavailable } from '../support/parser-reach/strace.js';

const child = join(import.meta.dirname, '../support/parser-reach/child.mjs');
const secret = 'canary-6f1c2a';
const noStrace = straceUnavailable();

interface Reached {
  /** What the child printed. */
  readonly said: { documents: number; schemas: number; answers: string[]; calledToLoad: string[]; called: string[] };
  /** Connections that the canary's port saw. */
  readonly connections: number;
  /** System calls about files and the network between the marks; undefined without strace. */
  readonly calls: readonly string[] | undefined;
}

let folder: string;
let listener: Server;
let connections = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'passerelle-reach-'));
  writeFileSync(join(folder, 'canary.xml'), `<a>${secret}</a>`);
  listener = createServer((socket) => {
    connections++;
    socket.destroy();
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  listener.close();
  rmSync(folder, { recursive: true });
});

async function reached(...more: string[]): Promise<Reached> {
  connections = 0;
  const { port } = listener.address() as AddressInfo;
  const traced = join(folder, `trace-${more.join('')}`);
  const node = [process.execPath, child, join(folder, 'canary.xml'), `http://127.0.0.1:${port}/canary.xml`, ...more];
  const strace = ['strace', '-f', '-qq', '-s', '300', '-e', 'trace=%file,%network', '-o', traced];
  const [program, ...words] = noStrace === undefined ? [...strace, ...node] : node;
  const { status, output, errors } = await run(program!, words);
  if (status !== 0) throw new Error(errors);
  const said = JSON.parse(output) as Reached['said'];
  return { said, connections, calls: noStrace === undefined ? between(readFileSync(traced, 'utf8')) : undefined };
}

/** Not synchronous: the canary's port must be answered meanwhile. */
function run(program: string, words: readonly string[]): Promise<{ status: number | null; output: string; errors: string }> {
  return new Promise((resolve, reject) => {
    const started = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'], cwd: import.meta.dirname });
    let [output, errors] = ['', ''];
    started.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    started.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    started.on('error', reject);
    started.on('close', (status) => resolve({ status, output, errors }));
  });
} // prettier-ignore

/** The calls between the marks, which must both be there. */
function between(trace: string): string[] {
  const lines = trace.split('\n');
  const [begin, end] = ['/passerelle-begin', '/passerelle-end'].map((mark) => lines.findIndex((line) => line.includes(mark)));
  if (begin! < 0 || end! < begin!) throw new Error('the trace has no marks');
  return lines.slice(begin! + 1, end);
} // prettier-ignore

describe('threat 1, threat 5: what an XML document names is never fetched', () => {
  it('by any parser: no file is opened, nothing is connected to, and WebAssembly calls none of its imports for it', async () => {
    const { said, connections: seen, calls } = await reached();
    expect(said.documents).toBeGreaterThan(30);
    expect(seen).toBe(0);
    expect(said.answers.filter((answer) => answer.includes(secret))).toEqual([]);
    // Without this the list of calls would be empty for another reason.
    expect(said.calledToLoad).not.toEqual([]);
    // To grow memory and to tell the time is all that libxml2 does outside of itself.
    expect(said.called.filter((name) => /fd_|path_|open|read|stat|sock|connect/i.test(name))).toEqual([]);
    if (calls !== undefined) expect(calls).toEqual([]);
  });

  it('and a schema that names another than those it was given with is refused by a code', async () => {
    const { said } = await reached();
    const ofSchemas = said.answers.slice(-said.schemas);
    expect(ofSchemas).toHaveLength(12);
    for (const answer of ofSchemas) expect(answer).toMatch(/^PSR-(?:7301|1003)$/);
  });

  it('and the test would see it', async () => {
    const { said, connections: seen, calls } = await reached('--leaky');
    expect(said.answers.some((answer) => answer.includes(secret))).toBe(true);
    expect(seen).toBe(1);
    if (calls !== undefined) {
      expect(calls.join('\n')).toMatch(/open(?:at)?\(.*canary\.xml/);
      expect(calls.join('\n')).toMatch(/connect\(.*sin_addr/);
    }
  });
});
