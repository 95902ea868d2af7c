import { failed, ok, PasserelleError, systemClock, type Clock, type Result } from '@passerelle/kernel';
import type { Certificate } from '../certificates/certificate.js';
import { checkValidity } from '../certificates/validity.js';
import { isObject, verifyCompact } from '../jws/verify-compact.js';
import { receiptType, type ReceiptLogPosition, type ReceivedDocument, type Receipt } from './receipt.js';

/** What a receipt must state: the exchange and the documents exactly as they were sent. */
export interface ReceiptExpectation extends Omit<Receipt, 'log'> {
  /** Seal certificates pinned for the receiving node. */
  readonly sealCertificates: readonly Certificate[];
  /** @default the machine's clock */
  readonly clock?: Clock;
  /** Seconds the receiver's clock may run ahead. @default 60 */
  readonly skew?: number;
}

/** A receipt that proves delivery. */
export interface VerifiedReceipt extends Receipt {
  readonly receiptId: string;
  readonly issuedAt: Date;
  /** Pin of the certificate that signed. */
  readonly signedBy: string;
}

/** A receipt lists digests; one of this length would acknowledge several hundred documents. */
const largestReceipt = 64 * 1024;
const digest = /^[0-9a-f]{64}$/;

/**
 * Verifies a receipt against what was sent. The certificate is held against the time of the receipt, not the present:
 * a receipt is evidence for ten years and its certificate valid for one.
 * @returns PSR-3007 for every reason to refuse it, named in its fact `reason`
 */
export async function verifyReceipt(jws: string, expected: ReceiptExpectation): Promise<Result<VerifiedReceipt>> {
  const verification = await verifyCompact(jws, {
    typ: receiptType,
    pinned: expected.sealCertificates,
    largest: largestReceipt,
  });
  if ('refused' in verification) return refuse(verification.refused);
  const { claims, certificate } = verification;
  if (claims['iss'] !== expected.issuer) return refuse('it was issued by another country');
  if (claims['aud'] !== expected.audience) return refuse('it is addressed to another country');
  if (claims['messageId'] !== expected.messageId) return refuse('it is for another message');
  if (claims['outcome'] !== 'accepted') return refuse('its outcome is not accepted');
  if (!quotesExactly(claims['documents'], expected.documents)) return refuse('it does not quote the documents sent');

  const issuedAt = dateOf(claims['iat']);
  if (!issuedAt) return refuse('it has no date');
  const latest = (expected.clock ?? systemClock).now().getTime() + (expected.skew ?? 60) * 1000;
  if (issuedAt.getTime() > latest) return refuse('it is dated in the future');
  if (!checkValidity(certificate, issuedAt, 'PSR-3006').ok) return refuse('its certificate was out of date');

  const receiptId = claims['jti'];
  if (typeof receiptId !== 'string' || receiptId === '') return refuse('it has no id');
  const log = readLogPosition(claims['log']);
  if (log === 'malformed') return refuse('its place in the log is malformed');
  const { issuer, audience, messageId, documents } = expected;
  const signedBy = certificate.fingerprint;
  return ok({ issuer, audience, messageId, documents, receiptId, issuedAt, signedBy, ...(log && { log }) });
}

/** The same documents, each as often as it was sent; their order carries no meaning. */
function quotesExactly(quoted: unknown, sent: readonly ReceivedDocument[]): boolean {
  if (!Array.isArray(quoted) || quoted.length !== sent.length || sent.length === 0) return false;
  const lines = (documents: readonly unknown[]) =>
    documents
      .map((document) => (isObject(document) ? [document['sha256'], document['size'], document['mediaType']] : []))
      .map((parts) => JSON.stringify(parts))
      .sort();
  return lines(quoted).join('\n') === lines(sent).join('\n');
}

function readLogPosition(log: unknown): ReceiptLogPosition | 'malformed' | undefined {
  if (log === undefined) return undefined;
  if (!isObject(log)) return 'malformed';
  const { index, size, root } = log;
  if (!isCount(index) || !isCount(size) || index >= size) return 'malformed';
  if (typeof root !== 'string' || !digest.test(root)) return 'malformed';
  return { index, size, root };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function dateOf(iat: unknown): Date | undefined {
  return typeof iat === 'number' && iat >= 0 && iat <= 8.64e12 ? new Date(iat * 1000) : undefined;
}

function refuse(reason: string): Result<never> {
  return failed(new PasserelleError('PSR-3007', { reason }));
}
