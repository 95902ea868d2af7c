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
  return text.replace(/[\u0080-\u009f]/g, (control) => {
    const character = upperControls.charAt(control.charCodeAt(0) - 0x80);
    if (character === ' ') throw new RangeError('an octet without a character');
    return character;
  });
}

/** Decoder of a part of ISO 8859: of part 2 or 15 every octet has a character, so nothing can be refused. */
export function decodeIso8859(label: 'iso-8859-2' | 'iso-8859-15'): (octets: Uint8Array) => string {
  return (octets) => new TextDecoder(label, { fatal: true }).decode(octets);
}
