import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { cloneRoot } from '../support/two-nodes.js';

const built = join(cloneRoot, 'libs/platform/dist/logging/logger.js');

/** What a process writes that logs so; it is another, because the logger writes to its own standard error. */
function written(script: string): string[] {
  const source = `import { createLogger } from ${JSON.stringify(built)}; const logger = createLogger('test'); ${script}`;
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', source], { encoding: 'utf8' });
  expect([run.status, run.stdout]).toEqual([0, '']);
  return run.stderr.trim().split('\n');
}

describe('threat 35: the diagnostic log', () => {
  it('is one JSON line for an event, whatever stands in its facts', () => {
    const forged = 'x\r\n{"level":30,"msg":"node-open"}\u2028\u0007';
    const lines = written(`logger.info('event', { fact: ${JSON.stringify(forged)} }); logger.warn('second');`);
    expect(lines).toHaveLength(2);
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
      expect.objectContaining({ msg: 'event', fact: forged }),
      expect.objectContaining({ msg: 'second' }),
    ]);
  });

  it('writes of an unknown error its kind and its place, and nothing of its message, which may hold a place of its own', () => {
    const [line] = written(
      `const error = new TypeError('Marguerite\\n    at EXEMPLE (1957031210104)'); error.code = 'E'; logger.error('event', error);`,
    );
    expect(line).toMatch(/TypeError E at /);
    expect(line).not.toMatch(/Marguerite|EXEMPLE|1957031210104/);
  });
});
