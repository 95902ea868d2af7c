import { PasserelleError, systemClock } from '@passerelle/kernel';
import { spokenFingerprint } from '@passerelle/trust/trust-bundle';
import { needed, readArguments } from '../arguments.js';
import { shown } from '../columns.js';
import type { Command } from '../command.js';
import { printLine } from '../io.js';
import { exit, sentenceOf } from '../outcome.js';
import { bundleAnchors, readBundle } from '../trust/bundle-input.js';
import { bundleLines } from '../trust/bundle-lines.js';

const options = { anchor: { type: 'string', multiple: true }, json: { type: 'boolean', default: false } } as const;

/** `passerelle trust show`: who is trusted for what until when. Exit code 1 for a bundle that has expired. */
export const trustShow: Command = async (args, io) => {
  const { values, place } = readArguments(args, options, 1);
  const opened = await readBundle(needed(place, 'trust bundle'), await bundleAnchors(values.anchor, io), io);
  const now = systemClock.now();
  if (values.json) {
    const { anchor, statement, contents } = opened;
    const { fingerprint, validTo } = anchor;
    await printLine(
      io.stdout,
      JSON.stringify({
        digest: statement.digest,
        anchor: { fingerprint, spoken: spokenFingerprint(fingerprint), validTo: validTo.toISOString() },
        expired: now > statement.expires,
        ...contents,
        peers: contents.peers.map((peer) => ({ ...peer, certificates: described(opened, peer.country) })),
      }),
    );
  } else for (const line of bundleLines(opened, now)) await printLine(io.stdout, shown(line));
  if (now <= opened.statement.expires) return exit.done;
  await printLine(io.stderr, sentenceOf(new PasserelleError('PSR-3053', { expires: opened.contents.expires })));
  return exit.no;
};

function described({ certificates }: Awaited<ReturnType<typeof readBundle>>, country: string): object {
  return Object.fromEntries(
    Object.entries(certificates.get(country) ?? {}).map(([purpose, pins]) => [
      purpose,
      pins.map(({ fingerprint, subject, validFrom, validTo }) => ({
        fingerprint,
        subject,
        validFrom: validFrom.toISOString(),
        validTo: validTo.toISOString(),
      })),
    ]),
  );
}
