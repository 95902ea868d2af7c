import { PasserelleError, sha256, type Sha256 } from '@passerelle/kernel';

/**
 * A pinned certificate: SHA-256 of its DER, 64 lower-case hexadecimal characters. Peers are recognised by pins alone;
 * no chain is built, so a certificate authority that goes astray cannot invent a peer.
 */
export type Pin = Sha256;

/** The pin of a certificate given as DER octets. */
export function pinOf(der: Uint8Array): Pin {
  return sha256(der);
}

/**
 * Reads a pin as an operator writes it: hexadecimal in either case, with or without the colons `openssl x509
 * -fingerprint -sha256` prints.
 * @throws PSR-2010 when it is not a SHA-256 in that form
 */
export function readPin(text: string): Pin {
  const pin = text.trim().replaceAll(':', '').toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(pin)) throw new PasserelleError('PSR-2010', { reason: 'not a SHA-256 fingerprint' });
  return pin;
}

/** The pin in base64url without padding: `x5t#S256` (RFC 7515 section 4.1.8, RFC 8705 section 3.1). */
export function thumbprintOf(pin: Pin): string {
  return Buffer.from(pin, 'hex').toString('base64url');
}
