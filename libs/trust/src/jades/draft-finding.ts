import { type PasserelleError, type ErrorCode } from '@passerelle/kernel';
import type { Certificate } from '../certificates/certificate.js';
import type {
  SignatureFinding,
  SignatureFormat,
  SignatureScope,
  SignedObject,
  VerifiedTimeStamp,
} from '../verification/finding.js';

/**
 * Refusals after which a signature is not broken, but nobody can say whose it is or what it covers. Everything else that
 * is found wrong makes it invalid (ETSI EN 319 102-1 section 5.1.3).
 */
const leavesOpen: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['PSR-3017', 'PSR-3090', 'PSR-3092', 'PSR-3014']);

/** What is known of a signature while it is being verified. */
export class DraftFinding {
  format: SignatureFormat | null = null;
  scope: SignatureScope = 'none';
  signer?: Certificate;
  signedAt?: Date;
  chain: readonly Certificate[] = [];
  timeStamps: readonly VerifiedTimeStamp[] = [];
  signed: readonly SignedObject[] = [];
  counterSignatures: readonly SignatureFinding[] = [];
  private readonly broken: PasserelleError[] = [];
  private readonly open: PasserelleError[] = [];
  private readonly remarks: PasserelleError[] = [];

  /** Notes a refusal; its code says which verdict follows. */
  refuse(error: PasserelleError): void {
    (leavesOpen.has(error.code) ? this.open : this.broken).push(error);
  }

  /** Notes that nobody vouches for the signer, whatever the code. */
  leaveOpen(error: PasserelleError): void {
    this.open.push(error);
  }

  /** Notes what is wrong with something that the verdict does not need, such as a time-stamp. */
  remark(error: PasserelleError): void {
    this.remarks.push(error);
  }

  get isBroken(): boolean {
    return this.broken.length > 0;
  }

  /** The finding. What does not verify is shown to nobody: an invalid signature covers nothing. */
  finding(): SignatureFinding {
    const verdict = this.broken.length > 0 ? 'invalid' : this.open.length > 0 ? 'indeterminate' : 'valid';
    const reasons = verdict === 'valid' ? [] : [...this.broken, ...this.open, ...this.remarks];
    return {
      verdict,
      scope: verdict === 'invalid' ? 'none' : this.scope,
      format: this.format,
      ...(this.signer && { signer: this.signer }),
      chain: this.chain,
      ...(this.signedAt && { signedAt: this.signedAt }),
      timeStamps: verdict === 'invalid' ? [] : this.timeStamps,
      signed: verdict === 'invalid' ? [] : this.signed,
      reasons: reasons.map(({ code, message: text }) => ({ code, text })),
      ...(this.counterSignatures.length > 0 && { counterSignatures: this.counterSignatures }),
    };
  }
}

/** The finding of a signature that has no form. */
export function malformedFinding(error: PasserelleError): SignatureFinding {
  const draft = new DraftFinding();
  draft.refuse(error);
  return draft.finding();
}
