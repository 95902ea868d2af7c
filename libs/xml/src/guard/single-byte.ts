/**
 * Windows-1252 where it differs from Latin-1: octets 0x80 to 0x9f, in order; a space where Microsoft's table has
 * nothing. https://encoding.spec.whatwg.org/index-windows-1252.txt
 */
const upperControls = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

/**
 * Decodes Windows-1252. ISO-8859-1 is read the same way, as every browser does: the two differ only where ISO-8859-1
 * has control characters that no clinical text holds, and what is labelled ISO-8859-1 is often Windows-1252.
 * Own code, because `TextDecoder('windows-1252')` of Node 20 decodes plain Latin-1 and turns ’ into U+0092.
 * @throws RangeError for the five octets that have no character
 */
export function decodeWindows1252(octets: Uint8Array): string {
  const text = Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength).toString('latin1');
  return /[\u0080-\u009f]/.test(text) ? withUpperCharacters(octets) : text;
}

/** By a loop over the octets, because twenty million replacements in a text cost four seconds. */
function withUpperCharacters(octets: Uint8Array): string {
  const codes = new Uint16Array(octets.length);
  for (let at = 0; at < octets.length; at++) {
    const octet = octets[at]!;
    const isUpper = octet >= 0x80 && octet <= 0x9f;
    const code = isUpper ? upperControls.charCodeAt(octet - 0x80) : octet;
    if (isUpper && code === 0x20) throw new RangeError('an octet without a character');
    codes[at] = code;
  }
  return Buffer.from(codes.buffer).toString('utf16le');
}

/**
 * Decoder of a part of ISO 8859, as the Encoding Standard reads it (https://encoding.spec.whatwg.org): ISO-8859-9 as
 * Windows-1254, which only puts characters in the place of controls.
 * @returns a function that throws a TypeError for an octet that has no character
 */
export function decodeIso8859(label: string): (octets: Uint8Array) => string {
  // The platform's decoder is made when it is needed: most processes never need one.
  return (octets) => new TextDecoder(label, { fatal: true }).decode(octets);
}

/**
 * Decoder of a code page of Windows other than 1252.
 * @returns a function that throws a RangeError for an octet that has no character, which the platform reads as a control
 */
export function decodeWindows(label: string): (octets: Uint8Array) => string {
  return (octets) => {
    const text = new TextDecoder(label).decode(octets);
    // In the Greek page the platform also takes an octet for the ordinal sign of Latin-1.
    const isWrong = /[\u0080-\u009f\ufffd]/.test(text) || (label === 'windows-1253' && text.includes('ª'));
    if (isWrong) throw new RangeError('an octet without a character');
    return text;
  };
}
