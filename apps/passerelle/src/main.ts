import { cloneRoot } from './clone.js';
import { passerelle } from './dispatch.js';

/** The command `passerelle`: connects the dispatcher with the process. */
const { argv, cwd, env, stderr, stdin, stdout } = process;

// A reader that leaves early (`| head`) closes the pipe. Printing answers that nobody reads any more; without these
// listeners the process would die of an uncaught EPIPE and show a stack trace.
for (const stream of [stdout, stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

// The exit code is set and the process left to end by itself, so that what was printed reaches a slow pipe.
process.exitCode = await passerelle(argv.slice(2), { stdin, stdout, stderr, env, cwd: cwd(), root: cloneRoot });
