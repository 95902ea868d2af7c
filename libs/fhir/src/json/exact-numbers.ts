import { PasserelleError } from '@passerelle/kernel';

const quote = 0x22;
const backslash = 0x5c;
const [zero, nine, minus] = [0x30, 0x39, 0x2d];
const inNumber = /^[-+.0-9eE]+/;

/** A decimal of fewer characters, without exponent, is always read back from its double as it was written. */
const shortestDoubtful = 16;

/**
 * Refuses numbers that a double does not hold. Canonical JSON (RFC 8785) writes numbers as doubles, so that a signature
 * over it would be the same for `9007199254740992` and `9007199254740993`, of which a reader with longer numbers sees the
 * one that was sent. RFC 8785 section 3.2.2.3 and RFC 7493 section 2.2 demand it of what is signed.
 *
 * Zeros at the end of a decimal are not refused: `1.10` and `1.1` are one number, and readers of what is signed see `1.1`.
 * @param octets - JSON that has been parsed without error
 * @throws PasserelleError PSR-1007
 */
export function requireExactNumbers(octets: Uint8Array): void {
  const body = Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength);
  for (let at = 0; at < body.length; at++) {
    const octet = body[at]!;
    if (octet === quote) at = endOfString(body, at + 1);
    else if (octet === minus || (octet >= zero && octet <= nine)) {
      const [number = ''] = inNumber.exec(body.toString('latin1', at, at + longestNumber)) ?? [];
      if (number.length >= longestNumber || (isDoubtful(number) && !isExact(number))) {
        throw new PasserelleError('PSR-1007', { limit: 'numbers' });
      }
      at += number.length - 1;
    }
  }
}

/** No decimal that a double holds, as anybody writes it, is longer. */
const longestNumber = 400;

function endOfString(body: Buffer, start: number): number {
  for (let at = start; at < body.length; at++) {
    if (body[at] === backslash) at++;
    else if (body[at] === quote) return at;
  }
  return body.length;
}

function isDoubtful(number: string): boolean {
  return number.length >= shortestDoubtful || /e/i.test(number);
}

function isExact(number: string): boolean {
  const [digits, exponent] = decimal(number);
  const [held, heldExponent] = decimal(String(Number(number)));
  return digits === held && (digits === '' || exponent === heldExponent);
}

/** A number as its digits, without zeros at either end, and the power of ten of the last. */
function decimal(number: string): readonly [digits: string, exponent: number] {
  const [mantissa = '', power = '0'] = number.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const sign = whole.startsWith('-') ? '-' : '';
  const digits = (whole.replace('-', '') + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return ['', 0];
  return [sign + significant, Number(power) - fraction.length + digits.length - significant.length];
}
