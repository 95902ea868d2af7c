import type { Certificate } from './certificate.js';

/** Days before its end at which the operators hear of a certificate: renewal at an authority takes weeks. */
export const expiryThresholds = [90, 60, 30, 7] as const;

/** The nearest threshold a certificate has passed, in days; 0 once it has ended. */
export type ExpiryThreshold = (typeof expiryThresholds)[number] | 0;

const day = 24 * 60 * 60 * 1000;

/** How long a certificate is still valid. */
export interface Expiry {
  /** Seconds until notAfter, negative afterwards. */
  readonly seconds: number;
  /** Undefined while it has more days than the first threshold. */
  readonly threshold?: ExpiryThreshold;
}

/** Tells how long a certificate is still valid and which threshold it has passed. */
export function expiryOf({ validTo }: Pick<Certificate, 'validTo'>, now: Date): Expiry {
  const left = validTo.getTime() - now.getTime();
  const passed = left < 0 ? 0 : expiryThresholds.filter((days) => left <= days * day).at(-1);
  return { seconds: Math.floor(left / 1000), ...(passed !== undefined && { threshold: passed }) };
}
