import { systemClock } from '@passerelle/kernel';
import { comparePeers } from '@passerelle/peers/trust-bundle';
import { readCertificate } from '@passerelle/trust';
import { needed, readArguments } from '../arguments.js';
import { shown } from '../columns.js';
import type { Command } from '../command.js';
import { printLine } from '../io.js';
import { exit } from '../outcome.js';
import { bundleAnchors, readBundle } from '../trust/bundle-input.js';
import { differenceLines } from '../trust/difference-lines.js';

const options = { anchor: { type: 'string', multiple: true }, json: { type: 'boolean', default: false } } as const;

/** `passerelle trust diff`: what changes from one bundle to another. Exit code 1 where something does. */
export const trustDiff: Command = async (args, io) => {
  const { values, places } = readArguments(args, options, 2);
  const anchors = await bundleAnchors(values.anchor, io);
  const before = await readBundle(needed(places[0], 'old trust bundle'), anchors, io);
  const after = await readBundle(needed(places[1], 'new trust bundle'), anchors, io);
  const differences = comparePeers(before.contents.peers, after.contents.peers);
  const between = [before, after].map(({ contents: { sequence, issued, expires } }) => ({ sequence, issued, expires }));
  if (values.json) {
    const peers = differences.map((each) => ({
      ...each,
      certificates: each.certificates.map(({ der, ...change }) => ({
        ...change,
        validTo: readCertificate(Buffer.from(der, 'base64')).validTo.toISOString(),
      })),
    }));
    await printLine(io.stdout, JSON.stringify({ from: between[0], to: between[1], peers }));
  } else {
    const [old, current] = between;
    const heading = `From bundle ${old?.sequence} to bundle ${current?.sequence}, valid until ${current?.expires}`;
    for (const line of [heading, '', ...differenceLines(differences, systemClock.now())]) {
      await printLine(io.stdout, shown(line));
    }
  }
  return differences.length === 0 ? exit.done : exit.no;
};
