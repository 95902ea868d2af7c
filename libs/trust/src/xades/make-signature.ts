import { createHash } from 'node:crypto';
import { newId, ok, type Clock, type Result } from '@passerelle/kernel';
import type { XmlOut } from '@passerelle/xml';
import type { SealKey } from '../keys/seal-key.js';
import { digestOfAlgorithm, type SignatureAlgorithm } from '../keys/signature-algorithms.js';
import {
  octetsOf,
  signature,
  signatureValue,
  signedInfo,
  signedProperties,
  type ObjectStatement,
} from './signature-document.js';

/** An object that a signature is to cover. */
export interface ObjectToSign extends Omit<ObjectStatement, 'id' | 'digest'> {
  /** What is digested: the octets of a document, or the canonical octets of a part of one. */
  readonly octets: Uint8Array;
}

/** How a signature is made. */
export interface SigningOptions {
  readonly clock: Clock;
  /**
   * `XAdES` at baseline level B, or T with a time-stamp; `XML-DSig` without properties, as SAML has it: then nothing says
   * when it was made, and no time-stamp is added. @default 'XAdES'
   */
  readonly form?: 'XAdES' | 'XML-DSig';
  /** Asks an authority for a token over some octets, as `requestTimeStamp` does: the signature reaches level T. */
  readonly timeStamp?: (octets: Buffer) => Promise<Result<Buffer>>;
}

/** A signature that lacks only its value. */
export interface SignatureDraft {
  readonly id: string;
  readonly info: XmlOut;
  readonly properties?: XmlOut;
  /** The canonical `ds:SignedInfo`: the octets that are signed. */
  readonly toBeSigned: Buffer;
}

/** A fresh `Signature/@Id`. An Id is an NCName, which cannot begin with a digit. */
export function newSignatureId(now: Date): string {
  return `S-${newId(now)}`;
}

/**
 * Writes everything of a signature but its value. Costs the digests of the objects and two of small parts; nothing is
 * parsed or canonicalised, because our writer writes canonical form.
 */
export function draftSignature(
  id: string,
  objects: readonly ObjectToSign[],
  key: SealKey,
  options: SigningOptions,
): SignatureDraft {
  const { algorithm } = key;
  const statement = {
    id,
    algorithm,
    objects: objects.map(({ octets, ...object }, at): ObjectStatement => {
      const place = objects.length === 1 ? 'content' : `content-${at + 1}`;
      return { ...object, id: `${id}-${place}`, digest: digestBy(algorithm, octets) };
    }),
  };
  if (options.form === 'XML-DSig') {
    const info = signedInfo(statement, undefined);
    return { id, info, toBeSigned: octetsOf(info) };
  }
  const properties = signedProperties(statement, {
    // Whole seconds, as xs:dateTime is mostly written; DSS and others compare it with times of that precision.
    signedAt: new Date(Math.floor(options.clock.now().getTime() / 1000) * 1000),
    certificateDigest: digestBy(algorithm, key.certificateDer),
  });
  const info = signedInfo(statement, digestBy(algorithm, octetsOf(properties)));
  return { id, info, properties, toBeSigned: octetsOf(info) };
}

/** The signature with its value, and with the time-stamps over it. */
export function completeSignature(
  { id, info, properties }: SignatureDraft,
  value: Uint8Array,
  key: SealKey,
  besides: { readonly contents?: readonly XmlOut[]; readonly timeStamps?: readonly Uint8Array[] } = {},
): XmlOut {
  const certificate = key.certificateDer;
  return signature(id, { info, value, certificate, ...(properties && { properties }), ...besides });
}

/**
 * Makes a signature over some objects, and has it stamped where the options say so.
 * @param contents - `ds:Object` elements with what is signed inside the signature
 * @returns `ds:Signature`, or the refusal of the time-stamping authority, in which case the signature is thrown away
 */
export async function makeSignature(
  id: string,
  objects: readonly ObjectToSign[],
  key: SealKey,
  options: SigningOptions,
  contents: readonly XmlOut[] = [],
): Promise<Result<XmlOut>> {
  const draft = draftSignature(id, objects, key, options);
  const value = await key.sign(draft.toBeSigned);
  if (options.timeStamp === undefined || draft.properties === undefined) {
    return ok(completeSignature(draft, value, key, { contents }));
  }
  const token = await options.timeStamp(octetsOf(signatureValue(value)));
  return token.ok ? ok(completeSignature(draft, value, key, { contents, timeStamps: [token.value] })) : token;
}

function digestBy(algorithm: SignatureAlgorithm, octets: Uint8Array): string {
  return createHash(digestOfAlgorithm(algorithm)).update(octets).digest('base64');
}
