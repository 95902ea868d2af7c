import { PasserelleError, sha256, systemClock } from '@passerelle/kernel';
import { sealBundle, sealDetached, type SealKey } from '@passerelle/trust';
import { basename } from 'node:path';
import { needed, readArguments } from '../arguments.js';
import type { Command } from '../command.js';
import { readDocument, type JsonObject } from '../document-kind.js';
import { readInput } from '../input.js';
import { print } from '../io.js';
import { exit } from '../outcome.js';
import { readSealKey } from '../seal-key.js';

const options = {
  node: { type: 'string' },
  key: { type: 'string' },
  cert: { type: 'string' },
  algorithm: { type: 'string' },
} as const;

/** `passerelle seal`: a Bundle comes back with its seal inside; of a CDA comes the seal alone. */
export const seal: Command = async (args, io) => {
  const { values, place } = readArguments(args, options, 1);
  const file = needed(place, 'file');
  const octets = await readInput(file, io);
  // What no receiver would read is not sealed, so the document is parsed before a key is touched.
  const document = readDocument(octets);
  const key = await readSealKey(values, io);
  await print(
    io.stdout,
    document.kind === 'bundle'
      ? await sealedBundle(octets, document.bundle, key)
      : await detachedSeal(octets, file, key),
  );
  return exit.done;
};

/**
 * The Bundle as it was written, with the signature as one more member at its end. It is not written anew, because a
 * JavaScript number forgets how it was spelled: `1.10 mg` would leave as `1.1 mg`.
 */
async function sealedBundle(octets: Buffer, bundle: JsonObject, key: SealKey): Promise<string> {
  if (bundle['signature'] !== undefined) throw new PasserelleError('PSR-8005');
  const { organization, commonName, country } = key.certificate.subject;
  const who = { display: organization ?? commonName ?? country ?? key.certificate.fingerprint };
  const { signature } = await sealBundle(bundle, key, { clock: systemClock, who });
  const text = octets.toString('utf8');
  const end = text.lastIndexOf('}');
  return `${text.slice(0, end)},"signature":${JSON.stringify(signature)}${text.slice(end)}`;
}

function detachedSeal(octets: Buffer, file: string, key: SealKey): Promise<Buffer> {
  const uri = file === '-' ? digestName(octets) : encodeURIComponent(basename(file));
  return sealDetached(octets, { uri, mediaType: 'text/xml' }, key, { clock: systemClock });
}

/** Name of octets that came without one: by their digest, RFC 6920. */
function digestName(octets: Uint8Array): string {
  return `ni:///sha-256;${Buffer.from(sha256(octets), 'hex').toString('base64url')}`;
}
