import { exportLines, parseVerifierKey } from '@passerelle/log';
import { readArguments } from '../arguments.js';
import { defaultNode } from '../clone.js';
import type { Command } from '../command.js';
import { print } from '../io.js';
import { joinLines } from '../lines.js';
import { exit } from '../outcome.js';
import { writeOutput } from '../output.js';

const options = { node: { type: 'string', default: defaultNode }, out: { type: 'string' } } as const;

/** `passerelle log export`: the log of a node up to its last checkpoint, for whoever verifies it elsewhere. */
export const logExport: Command = async (args, io) => {
  const { values } = readArguments(args, options, 0);
  const { openLogReader } = await import('@passerelle/platform/ledger');
  const reader = await openLogReader({ root: io.root, country: values.node });
  try {
    const pieces = joinLines(exportLines(parseVerifierKey(reader.vkey), await reader.checkpoint(), reader.entries()));
    if (values.out !== undefined) await writeOutput(values.out, pieces, io);
    else {
      // Nobody reads any more: the rest of the log need not be fetched.
      for await (const piece of pieces) if (!(await print(io.stdout, piece))) break;
    }
    return exit.done;
  } finally {
    await reader.close();
  }
};
