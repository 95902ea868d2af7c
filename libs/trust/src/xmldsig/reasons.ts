import { PasserelleError } from '@passerelle/kernel';
import type { SignatureFinding, SignatureReason } from '../verification/finding.js';

/**
 * Refusals that leave open whether the signature is genuine (ETSI EN 319 102-1 section 5.1.3, INDETERMINATE): whose it
 * is cannot be said, or what it is over is not where it should be. All others say that it is not, or that it is of a kind
 * that is never accepted.
 */
const leavesOpen = /^PSR-(?:3003|3006|3013|3014|3017|3018|303\d)$/;

/** Why a signature is not accepted, gathered while it is verified. */
export class Reasons {
  private readonly found: SignatureReason[] = [];
  private worst: SignatureFinding['verdict'] = 'valid';

  get verdict(): SignatureFinding['verdict'] {
    return this.worst;
  }

  /** In the order they were found, each once. */
  get list(): readonly SignatureReason[] {
    return this.found;
  }

  add(error: PasserelleError): void {
    if (leavesOpen.test(error.code)) return this.leaveOpen(error);
    this.tell(error);
    this.worst = 'invalid';
  }

  /** Adds what leaves open whether the signature is genuine, whatever its code does elsewhere. */
  leaveOpen(error: PasserelleError): void {
    this.tell(error);
    if (this.worst === 'valid') this.worst = 'indeterminate';
  }

  /** Adds what does not bear on the verdict. */
  tell({ code, message: text }: PasserelleError): void {
    if (!this.found.some((each) => each.code === code && each.text === text)) this.found.push({ code, text });
  }

  /** Does something that may be refused; a refusal is added. Anything else that is thrown is a defect and goes up. */
  attempt<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof PasserelleError)) throw error;
      this.add(error);
      return undefined;
    }
  }
}
