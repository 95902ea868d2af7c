/**
 * Decodes base64 (RFC 4648 section 4) strictly: `Buffer.from` skips what it does not know, so that one signature would
 * have many spellings. White space is allowed, because signers wrap lines.
 * @returns undefined when the text is not exactly the base64 of something
 */
export function decodeBase64(text: string): Buffer | undefined {
  const compact = text.replace(/[ \t\r\n]+/g, '');
  const octets = Buffer.from(compact, 'base64');
  return octets.length > 0 && octets.toString('base64') === compact ? octets : undefined;
}

/** Decodes base64url without padding (RFC 7515 section 2) as strictly; no white space. */
export function decodeBase64url(text: string): Buffer | undefined {
  const octets = Buffer.from(text, 'base64url');
  return octets.length > 0 && octets.toString('base64url') === text ? octets : undefined;
}
