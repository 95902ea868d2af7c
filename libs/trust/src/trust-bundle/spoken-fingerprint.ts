import type { Pin } from '../certificates/pin.js';

/**
 * A fingerprint as two people compare it over the telephone: 16 groups of four hexadecimal digits in capitals.
 * `3F2A 91BC …`; a person keeps four digits in mind, and finds the place again by counting groups.
 */
export function spokenFingerprint(pin: Pin): string {
  return pin.toUpperCase().replace(/.{4}(?=.)/g, '$& ');
}
