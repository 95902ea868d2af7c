import { PasserelleError, sha256, systemClock } from '@passerelle/kernel';
import { sealBundle, type SealKey } from '@passerelle/trust';
import { basename } from 'node:path';
import { needed, readArguments, usage } from '../arguments.js';
import type { Command } from '../command.js';
import { readDocument, type JsonObject, type KnownDocument } from '../document-kind.js';
import { readInput } from '../input.js';
import { print } from '../io.js';
import { exit } from '../outcome.js';
import { readSealKey } from '../seal-key.js';
import { readForm, signInForm, timeStamps } from '../signed-forms.js';

const options = {
  node: { type: 'string' },
  key: { type: 'string' },
  cert: { type: 'string' },
  algorithm: { type: 'string' },
  form: { type: 'string' },
  'time-stamp': { type: 'string' },
  anchor: { type: 'string', multiple: true },
} as const;

/**
 * `passerelle seal`: a Bundle comes back with its seal inside; of a CDA comes the seal alone, or what `--form` says.
 */
export const seal: Command = async (args, io) => {
  const { values, place } = readArguments(args, options, 1);
  const file = needed(place, 'file');
  const form = readForm(values.form);
  const { 'time-stamp': authority, anchor: anchors = [] } = values;
  if (authority === undefined && anchors.length > 0) throw usage('--anchor is for --time-stamp');
  const octets = await readInput(file, io);
  // What no receiver would read is not sealed, so the document is parsed before a key is touched.
  const document = readDocument(octets);
  const key = await readSealKey(values, io);
  await print(io.stdout, await sealed());
  return exit.done;

  async function sealed(): Promise<string | Buffer> {
    if (document.kind === 'bundle' && form === undefined) {
      if (authority !== undefined)
        throw usage('--time-stamp of a Bundle goes with --form detached, enveloping or asic');
      return sealedBundle(octets, document.bundle, key);
    }
    const timeStamp = authority === undefined ? undefined : await timeStamps(authority, anchors, io);
    const mediaType = document.kind === 'bundle' ? 'application/fhir+json' : 'text/xml';
    return signInForm(form ?? 'detached', { ...namesOf(file, octets, document), octets, mediaType }, key, timeStamp);
  }
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

/** How a signature refers to the file, and what it is called in a container. */
function namesOf(file: string, octets: Buffer, { kind }: KnownDocument): { uri: string; name: string } {
  if (file === '-') return { uri: digestName(octets), name: kind === 'bundle' ? 'document.json' : 'document.xml' };
  return { uri: encodeURIComponent(basename(file)), name: basename(file) };
}

/** Name of octets that came without one: by their digest, RFC 6920. */
function digestName(octets: Uint8Array): string {
  return `ni:///sha-256;${Buffer.from(sha256(octets), 'hex').toString('base64url')}`;
}
