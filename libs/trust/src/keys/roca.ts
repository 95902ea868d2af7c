import { createPublicKey, type KeyObject } from 'node:crypto';

/** Odd primes whose residues tell such a modulus from any other (Nemec et al., CVE-2017-15361, section 3.1). */
const primes = [
  3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109, 113,
  127, 131, 137, 139, 149, 151, 157, 163, 167,
];

/** For each prime, the residues that are powers of 65537. */
const powers = primes.map((prime) => {
  const residues = new Set<number>();
  for (let power = 1; !residues.has(power); power = (power * 65537) % prime) residues.add(power);
  return { prime: BigInt(prime), residues };
});

const known = new WeakMap<KeyObject, boolean>();

/**
 * Tells whether an RSA key was made by the library of CVE-2017-15361 ("ROCA"), which smart cards and security modules
 * carried until 2017: its primes are powers of 65537 modulo a product of small primes, so that keys of 2048 bits can be
 * factored. Another modulus has this form with a probability below 2^-100. The answer is kept for each key object.
 */
export function isRocaKey(key: KeyObject): boolean {
  const before = known.get(key);
  if (before !== undefined) return before;
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  const { n = '' } = publicKey.export({ format: 'jwk' });
  const modulus = BigInt(`0x${Buffer.from(n, 'base64url').toString('hex')}`);
  const found = powers.every(({ prime, residues }) => residues.has(Number(modulus % prime)));
  known.set(key, found);
  return found;
}
