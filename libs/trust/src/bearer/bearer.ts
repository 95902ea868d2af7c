import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A fresh bearer token: 256 random bits in base64url, 43 characters. */
export function newBearerToken(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * Tells whether an Authorization header carries the expected bearer token (RFC 6750 section 2.1; the scheme's case does
 * not matter, RFC 9110 section 11.1). Digests of both are compared in constant time, so that neither the place of the
 * first difference nor the length of the expected token shows in the time taken.
 * @param header - the header as received; several headers of that name must be refused by the caller
 */
export function bearerMatches(header: string | undefined, expectedToken: string): boolean {
  // An empty expected token means that nobody set one; it must not open the door to an empty header.
  if (expectedToken === '') return false;
  const presented = /^bearer +([A-Za-z0-9\-._~+/]+=*) *$/i.exec(header ?? '')?.[1] ?? '';
  return timingSafeEqual(digest(presented), digest(expectedToken));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
