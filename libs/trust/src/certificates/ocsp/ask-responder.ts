import { randomBytes } from 'node:crypto';
import { failed, ok, PasserelleError, type Clock, type Result } from '@passerelle/kernel';
import type { Certificate } from '../certificate.js';
import { DerError } from '../der/strict-der.js';
import { fieldsOf } from '../fields/fields-of.js';
import type { Link } from '../path/path.js';
import { fetchLimited, type RevocationFetch } from '../revocation/fetch-limited.js';
import type { Revocation } from '../revocation/revocation-verdict.js';
import { identifies } from './certificate-id.js';
import { judgeResponse, responseFreshness, responseOf } from './judge-response.js';
import { makeOcspRequest } from './make-request.js';
import { largestResponse } from './read-response.js';

/** A certificate whose status is asked for, and where. */
export interface OcspQuestion {
  readonly certificate: Certificate;
  /** The authority that issued it. */
  readonly issuer: Certificate;
  /** Address of the responder, from the configuration of trust. */
  readonly responder: string;
  /** Where the configuration of trust names the certificate of the responder: its answers count, and those of no other. */
  readonly signer?: Certificate;
}

/** How a responder is asked. */
export interface OcspAsking extends RevocationFetch {
  readonly clock: Clock;
  /** Milliseconds that an answer may be old; one hour unless said otherwise. */
  readonly freshness?: number;
  /** Whether to send a nonce. Responders that answer from prepared responses leave it out; a wrong one is refused. */
  readonly nonce?: boolean;
}

/** An answer that was verified. */
export interface OcspAnswer {
  /** The response, DER: it can be stapled, and relied on by whoever trusts the authority. */
  readonly octets: Buffer;
  readonly status: 'good' | 'revoked';
  readonly thisUpdate: Date;
  readonly nextUpdate?: Date;
  /** Of a certificate that is revoked: since when and why. */
  readonly revocation?: Revocation;
}

/**
 * Asks a responder about a certificate over HTTP (RFC 6960 appendix A.1) and verifies what it answers.
 * @returns the answer, whether good or revoked; PSR-3040 or PSR-3041 when it was not asked or did not answer, PSR-3039 when
 * the answer cannot be relied on, PSR-3031 for a certificate that cannot be read
 */
export async function askResponder(question: OcspQuestion, asking: OcspAsking): Promise<Result<OcspAnswer>> {
  const subject = linkOf(question.certificate);
  const issuer = linkOf(question.issuer);
  if (!subject.ok) return subject;
  if (!issuer.ok) return issuer;
  const signer = question.signer && linkOf(question.signer);
  if (signer?.ok === false) return signer;
  const nonce = asking.nonce ? randomBytes(32) : undefined;
  const body = makeOcspRequest(subject.value, issuer.value, nonce);
  const post = {
    body,
    sends: 'application/ocsp-request',
    expects: 'application/ocsp-response',
    bytes: largestResponse,
  };
  const fetched = await fetchLimited(question.responder, post, asking);
  return fetched.ok
    ? judgeAnswer(fetched.value, { subject: subject.value, issuer: issuer.value, signer: signer?.value }, nonce, asking)
    : fetched;
}

function judgeAnswer(
  octets: Buffer,
  { subject, issuer, signer }: { readonly subject: Link; readonly issuer: Link; readonly signer: Link | undefined },
  nonce: Buffer | undefined,
  { clock, freshness = responseFreshness }: OcspAsking,
): Result<OcspAnswer> {
  const now = clock.now();
  // A responder without ocsp-nocheck would have to be looked up in a list, which is not at hand here.
  const verdict = judgeResponse(octets, subject, issuer, {
    ...{ at: now, now, freshness, isKnownGood: () => false },
    ...(signer && { signer }),
  });
  if (verdict.kind === 'unusable') return failed(verdict.error);
  const response = responseOf(octets);
  if (verdict.kind === 'silent' || response instanceof DerError) return refused('it is about another certificate');
  if (nonce !== undefined && response.nonce !== undefined && !response.nonce.equals(nonce))
    return refused('it answers another request');
  const { thisUpdate } = verdict;
  const single = response.responses.find(({ id }) => identifies(id, subject.fields, issuer.fields));
  const nextUpdate = single?.nextUpdate;
  const revocation = verdict.kind === 'revoked' ? { revocation: verdict.revocation } : {};
  return ok({ octets, status: verdict.kind, thisUpdate, ...(nextUpdate && { nextUpdate }), ...revocation });
}

function refused(reason: string): Result<OcspAnswer> {
  return failed(new PasserelleError('PSR-3039', { reason }));
}

function linkOf(certificate: Certificate): Result<Link> {
  const fields = fieldsOf(certificate);
  return fields.ok ? ok({ certificate, fields: fields.value }) : fields;
}
