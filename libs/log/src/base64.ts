/**
 * Reads standard base64 (RFC 4648 section 4) and refuses every spelling but the one an encoder writes. Node's decoder
 * skips characters it does not know and ignores stray low bits, so two different texts would be one value, and a text
 * that is compared or hashed elsewhere must have exactly one.
 * @returns the octets, or undefined when the text is not canonical base64
 */
export function fromBase64(text: string): Buffer | undefined {
  const octets = Buffer.from(text, 'base64');
  return octets.toString('base64') === text ? octets : undefined;
}
