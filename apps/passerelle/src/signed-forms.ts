import { systemClock, type Result } from '@passerelle/kernel';
import {
  createContainer,
  requestTimeStamp,
  signDetached,
  signEnveloped,
  signEnveloping,
  type Certificate,
  type DetachedDocument,
  type SealKey,
  type SigningOptions,
} from '@passerelle/trust';
import { cloneAnchors, namedAnchors } from './anchors.js';
import { usage } from './arguments.js';
import type { CommandIo } from './io.js';

/** Forms of XML signature that `seal` makes. */
const forms = ['detached', 'enveloped', 'enveloping', 'asic'] as const;
export type SealForm = (typeof forms)[number];

/** The value of `--form`. @throws PSR-8001 when it is none */
export function readForm(text: string | undefined): SealForm | undefined {
  const form = forms.find((each) => each === text);
  if (text !== undefined && form === undefined) throw usage(`--form is ${forms.join(', ')}`);
  return form;
}

/**
 * Signs a document in one of the forms.
 * @param timeStamp - asks for a time-stamp, where one is wanted
 * @throws PasserelleError as the makers of signatures answer
 */
export async function signInForm(
  form: SealForm,
  document: DetachedDocument & { readonly name: string },
  key: SealKey,
  timeStamp: SigningOptions['timeStamp'],
): Promise<Buffer> {
  const options: SigningOptions = { clock: systemClock, ...(timeStamp && { timeStamp }) };
  const signed = await makers[form](document, key, options);
  if (!signed.ok) throw signed.error;
  return signed.value;
}

type Maker = (
  document: DetachedDocument & { readonly name: string },
  key: SealKey,
  options: SigningOptions,
) => Promise<Result<Buffer>>;

const makers: Readonly<Record<SealForm, Maker>> = {
  detached: (document, key, options) => signDetached([document], key, options),
  enveloped: ({ octets, mediaType }, key, options) => signEnveloped(octets, key, { ...options, mediaType }),
  enveloping: (document, key, options) => signEnveloping([document], key, options),
  asic: (document, key, options) => createContainer([document], key, options),
};

/**
 * Asks an authority for time-stamps, and verifies them by the anchors named, or by those of this clone.
 * @throws PSR-8001 for something else than an address; PSR-7005, PSR-8002 and PSR-2010 for the anchors
 */
export async function timeStamps(
  address: string,
  anchorFiles: readonly string[],
  io: CommandIo,
): Promise<NonNullable<SigningOptions['timeStamp']>> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') throw usage('--time-stamp is an address');
  const anchors: Certificate[] = [];
  const sets = anchorFiles.length > 0 ? namedAnchors(anchorFiles, io) : cloneAnchors(io);
  for await (const set of sets) anchors.push(...set);
  return (octets) => requestTimeStamp({ url, anchors }, octets, { clock: systemClock });
}
