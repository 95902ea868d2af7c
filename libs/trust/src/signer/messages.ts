import { createPublicKey } from 'node:crypto';
import { isErrorCode, PasserelleError, type ErrorFacts } from '@passerelle/kernel';
import { readCertificate } from '../certificates/certificate.js';
import type { CustodyAlgorithm } from '../keys/custody/custody-key.js';
import { isKeyPurpose } from '../keys/key-purpose.js';
import { keyId, type KeyDescription } from '../keys/store/key-ring.js';
import type { CheckpointRequest, DigestRequest } from './signing-desk.js';

/*
 * Messages between the signer and the processes that ask it: one JSON object a line, in UTF-8. A question has a number
 * that its answer repeats. The signer tells the keys by itself, without number, when a connection begins and whenever
 * they change. No message holds a document: a signature is asked for by a digest, or by the text of a checkpoint.
 */

/** Octets of a question; the largest holds a checkpoint in base64. */
export const longestQuestion = 4096;
/** Octets of an answer; the largest lists all keys with their chains. */
export const longestAnswer = 512 * 1024;

/** A question to the signer. */
export type Question =
  | { readonly id: number; readonly ask: 'sign'; readonly request: DigestRequest | CheckpointRequest }
  | { readonly id: number; readonly ask: 'health' };

/** What the signer says. */
export type Answer =
  | { readonly keys: readonly KeyDescription[] }
  | { readonly id: number; readonly signature: Buffer }
  | { readonly id: number; readonly health: true }
  | { readonly id: number; readonly error: PasserelleError };

/** The line of a question. */
export function questionLine(question: Question): string {
  if (question.ask === 'health') return line(question);
  const { id, ask, request } = question;
  return line({
    id,
    ask,
    purpose: request.purpose,
    key: request.key,
    ...('octets' in request
      ? { octets: base64(request.octets) }
      : {
          algorithm: request.algorithm,
          digest: base64(request.digest),
          ...(request.exchange !== undefined && { exchange: request.exchange }),
        }),
  });
}

/**
 * Reads the line of a question.
 * @throws PasserelleError PSR-3081 when it is none
 */
export function readQuestion(text: string): Question {
  const told = members(text);
  const { id, ask, purpose, key } = told;
  if (typeof id !== 'number' || !Number.isSafeInteger(id)) throw malformed('it has no number');
  if (ask === 'health') return { id, ask };
  if (ask !== 'sign') throw malformed('it asks for something else than a signature');
  if (!isKeyPurpose(purpose)) throw malformed('its purpose is none');
  if (!matches(key, /^[0-9a-f]{64}$/)) throw malformed('its key is none');
  if (told['octets'] !== undefined) {
    if (purpose !== 'log') throw malformed('octets are signed for the log only');
    return { id, ask, request: { purpose, key, octets: octets(told['octets']) } };
  }
  const { algorithm, exchange } = told;
  if (!matches(algorithm, /^[A-Z]{2}\d{3}$/)) throw malformed('its algorithm is none');
  if (exchange !== undefined && !matches(exchange, /^[0-9A-Za-z:-]{1,64}$/)) throw malformed('its exchange is none');
  const request = { purpose, key, algorithm, digest: octets(told['digest']) };
  return { id, ask, request: exchange === undefined ? request : { ...request, exchange } };
}

/** The line of an answer. */
export function answerLine(answer: Answer): string {
  if ('keys' in answer) return line({ keys: answer.keys.map(describe) });
  if ('signature' in answer) return line({ id: answer.id, signature: base64(answer.signature) });
  if ('health' in answer) return line(answer);
  return line({ id: answer.id, error: { code: answer.error.code, facts: answer.error.facts } });
}

/**
 * Reads the line of an answer.
 * @throws PasserelleError PSR-3081 when it is none; PSR-2010 for a damaged certificate
 */
export function readAnswer(text: string): Answer {
  const told = members(text);
  const { id, keys, signature, health, error } = told;
  if (Array.isArray(keys)) return { keys: keys.map(readDescription) };
  if (typeof id !== 'number') throw malformed('it has no number');
  if (typeof signature === 'string') return { id, signature: octets(signature) };
  if (health === true) return { id, health };
  return { id, error: readError(error) };
}

function describe({ purpose, name, algorithm, publicKey, certificates, chosen }: KeyDescription): object {
  return {
    purpose,
    name,
    algorithm,
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    certificates: certificates.map((each) => each.der.toString('base64')),
    chosen,
  };
}

function readDescription(told: unknown): KeyDescription {
  const { purpose, name, algorithm, publicKey, certificates, chosen } = asMembers(told);
  if (!isKeyPurpose(purpose) || typeof name !== 'string' || !matches(algorithm, /^([A-Z]{2}\d{3}|EdDSA)$/)) {
    throw malformed('a key in it is none');
  }
  if (typeof chosen !== 'boolean' || !Array.isArray(certificates)) throw malformed('a key in it is none');
  const chain = certificates.map((each) => readCertificate(octets(each)));
  const key = createPublicKey({ key: octets(publicKey), format: 'der', type: 'spki' });
  return {
    purpose,
    name,
    id: keyId(key, chain),
    algorithm: algorithm as CustodyAlgorithm,
    publicKey: key,
    certificates: chain,
    chosen,
  };
}

function readError(told: unknown): PasserelleError {
  const { code, facts } = asMembers(told);
  if (typeof code !== 'string' || !isErrorCode(code)) throw malformed('its error is none');
  const plain = Object.entries(asMembers(facts ?? {})).filter(([, fact]) => typeof fact !== 'object');
  return new PasserelleError(code, Object.fromEntries(plain) as ErrorFacts);
}

function line(message: object): string {
  return `${JSON.stringify(message)}\n`;
}

function members(text: string): Record<string, unknown> {
  try {
    return asMembers(JSON.parse(text) as unknown);
  } catch (cause) {
    if (cause instanceof PasserelleError) throw cause;
    throw malformed('it is not JSON', cause);
  }
}

function asMembers(value: unknown): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw malformed('it is not an object');
}

function octets(value: unknown): Buffer {
  if (!matches(value, /^[0-9A-Za-z+/]+={0,2}$/)) throw malformed('a part of it is not base64');
  return Buffer.from(value, 'base64');
}

function base64(value: Uint8Array): string {
  return Buffer.from(value).toString('base64');
}

function matches(value: unknown, form: RegExp): value is string {
  return typeof value === 'string' && form.test(value);
}

function malformed(reason: string, cause?: unknown): PasserelleError {
  return new PasserelleError('PSR-3081', { reason }, { cause });
}
