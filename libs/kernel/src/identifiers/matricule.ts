/**
 * The matricule: Luxembourg's national identification number, 13 digits `YYYYMMDD` + serial of three + two check
 * digits, issued under urn:oid:1.3.182.4.4. The twelfth digit is Luhn, the thirteenth Verhoeff, and **both** are
 * computed over the first eleven digits (the reading that computes Verhoeff over twelve is a known error).
 */

/** The system under which matricules are issued. */
export const matriculeSystem = 'urn:oid:1.3.182.4.4';

/** What is wrong with a text that should be a matricule. */
export type MatriculeFault = 'form' | 'luhn' | 'verhoeff';

/**
 * Checks a matricule. What people type is refused on any fault; documents are only warned about, because test persons
 * in circulation carry numbers with wrong check digits.
 * @param text - thirteen digits without spaces
 * @returns the first fault, or undefined when the number is well formed
 */
export function matriculeFault(text: string): MatriculeFault | undefined {
  if (!/^\d{13}$/.test(text)) return 'form';
  const digits = Array.from(text, Number);
  const body = digits.slice(0, 11);
  if (luhnDigit(body) !== digits[11]) return 'luhn';
  if (verhoeffDigit(body) !== digits[12]) return 'verhoeff';
  return undefined;
}

/** Completes eleven digits to a matricule; synthetic patients get their numbers from it. */
export function completeMatricule(elevenDigits: string): string {
  const body = Array.from(elevenDigits, Number);
  return `${elevenDigits}${luhnDigit(body)}${verhoeffDigit(body)}`;
}

function luhnDigit(digits: readonly number[]): number {
  let sum = 0;
  for (let place = 0; place < digits.length; place++) {
    const digit = digits[digits.length - 1 - place]!;
    const weighted = place % 2 === 0 ? digit * 2 : digit;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return (10 - (sum % 10)) % 10;
}

// Verhoeff's check works in the dihedral group of order ten: `d` is its multiplication and `p` the permutation that
// is applied once more at each place.
const d = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  [1, 2, 3, 4, 0, 6, 7, 8, 9, 5],
  [2, 3, 4, 0, 1, 7, 8, 9, 5, 6],
  [3, 4, 0, 1, 2, 8, 9, 5, 6, 7],
  [4, 0, 1, 2, 3, 9, 5, 6, 7, 8],
  [5, 9, 8, 7, 6, 0, 4, 3, 2, 1],
  [6, 5, 9, 8, 7, 1, 0, 4, 3, 2],
  [7, 6, 5, 9, 8, 2, 1, 0, 4, 3],
  [8, 7, 6, 5, 9, 3, 2, 1, 0, 4],
  [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
] as const;
const p = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  [1, 5, 7, 6, 2, 8, 3, 0, 9, 4],
  [5, 8, 0, 3, 7, 9, 6, 1, 4, 2],
  [8, 9, 1, 6, 0, 4, 3, 5, 2, 7],
  [9, 4, 5, 3, 1, 2, 6, 8, 7, 0],
  [4, 2, 8, 6, 5, 7, 3, 9, 0, 1],
  [2, 7, 9, 3, 8, 0, 6, 4, 1, 5],
  [7, 0, 4, 6, 9, 1, 3, 2, 5, 8],
] as const;
const inverse = [0, 4, 3, 2, 1, 5, 6, 7, 8, 9] as const;

function verhoeffDigit(digits: readonly number[]): number {
  let check = 0;
  for (let place = 1; place <= digits.length; place++) {
    check = d[check]![p[place % 8]![digits[digits.length - place]!]!]!;
  }
  return inverse[check]!;
}
