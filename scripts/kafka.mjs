/**
 * `npm run kafka -- [--port N] [--any-port] [--ephemeral]`: a real Kafka broker for development and tests, until Ctrl-C.
 * Prints `kafka ready on 127.0.0.1:<port>`. Exit status 2: it could not be started for a reason that it names.
 */
import { parseArgs } from 'node:util';
import { watchAncestors } from './kafka/ancestors.mjs';
import { startKafka } from './kafka/broker.mjs';
import { isFree } from './kafka/ports.mjs';
import { Refusal } from './kafka/refusal.mjs';

const usage = 'Usage: npm run kafka -- [--port N (19092)] [--any-port] [--ephemeral]';

/** How often to look whether whoever started this still lives. */
const ancestorCheckMs = 500;

const options = readArguments();
try {
  await run(options);
} catch (cause) {
  if (!(cause instanceof Refusal)) throw cause;
  console.error(cause.message);
  process.exitCode = 2;
}

async function run({ port, anyPort, ephemeral }) {
  const taken = !(await isFree(port));
  const broker = await startKafka({ ephemeral, ...(taken && anyPort ? {} : { port }) });
  let asked = false;
  const stop = () => {
    asked = true;
    void broker.stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
  const wanted = watchAncestors();
  const check = setInterval(() => wanted() || stop(), ancestorCheckMs);
  console.log(`kafka ready on ${broker.address}`);
  await broker.exited;
  clearInterval(check);
  if (!asked) throw new Refusal('PSR-5009');
  process.exit(0);
}

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: '19092' },
        'any-port': { type: 'boolean', default: false },
        ephemeral: { type: 'boolean', default: false },
      },
    });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new TypeError('--port takes a number to 65535.');
    return { port, anyPort: values['any-port'], ephemeral: values.ephemeral };
  } catch (cause) {
    console.error(`${cause.message}\n${usage}`);
    process.exit(2);
  }
}
