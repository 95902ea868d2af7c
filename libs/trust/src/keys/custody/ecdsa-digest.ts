import { createECDH, randomBytes, type KeyObject } from 'node:crypto';

/** A curve by its name in OpenSSL, with the order of its group (FIPS 186-5, SP 800-186 section 3.2.1). */
interface Curve {
  readonly order: bigint;
  /** Octets of a scalar and of a coordinate. */
  readonly octets: number;
}

const curves: Readonly<Record<string, Curve>> = {
  prime256v1: { order: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n, octets: 32 },
  secp384r1: {
    order: 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
    octets: 48,
  },
};

/** Where the per-signature secret comes from; replaced only by tests that have published values to reproduce. */
export type NonceSource = (curve: string) => { readonly secret: Buffer; readonly point: Buffer };

/**
 * Signs digests with an ECDSA key (FIPS 186-5 section 6.4.1). Node.js 20 signs octets only and digests them itself, which
 * would bring whole documents to the process that holds the keys; see the decision on the signer process in docs/adr.
 *
 * The nonce and its point, the two places where ECDSA is lost, come from OpenSSL (a fresh key pair of `createECDH`). What
 * is left is the equation s = (z + r d) / k, which is computed under a random factor b, as (b z + b r d) / (b k): no
 * operation has the key or the nonce as such on one side and a value that others know on the other.
 * @param key - private key on P-256 or P-384
 * @returns a function from a digest to the signature, r and s one after the other (IEEE P1363)
 */
export function ecdsaDigestSigner(key: KeyObject, nonce: NonceSource = freshNonce): (digest: Uint8Array) => Buffer {
  const name = key.asymmetricKeyDetails?.namedCurve ?? '';
  const curve = Object.hasOwn(curves, name) ? curves[name] : undefined;
  if (curve === undefined) throw new Error(`no ECDSA over digests on the curve ${name}`);
  const { order, octets } = curve;
  const secret = scalar(Buffer.from(key.export({ format: 'jwk' }).d ?? '', 'base64url'));

  return (digest) => {
    if (digest.length !== octets) throw new Error(`ECDSA on ${name} signs digests of ${octets} octets`);
    const z = scalar(digest);
    for (;;) {
      const { secret: k, point } = nonce(name);
      // Uncompressed point: 04, x, y (SEC 1 section 2.3.3).
      const r = scalar(point.subarray(1, 1 + octets)) % order;
      const b = blind(curve);
      const s = (inverse((b * scalar(k)) % order, order) * ((b * z + ((b * r) % order) * secret) % order)) % order;
      // Neither happens within the age of the universe; both are asked for by the standard.
      if (r !== 0n && s !== 0n) return Buffer.concat([octetsOf(r, octets), octetsOf(s, octets)]);
    }
  };
}

function freshNonce(curve: string): { secret: Buffer; point: Buffer } {
  const pair = createECDH(curve);
  const point = pair.generateKeys();
  return { secret: pair.getPrivateKey(), point };
}

/** A factor from 1 to order - 1; 64 bits more than the order has make its distribution even (FIPS 186-5 appendix A.3.1). */
function blind({ order, octets }: Curve): bigint {
  return (scalar(randomBytes(octets + 8)) % (order - 1n)) + 1n;
}

function scalar(octets: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(octets).toString('hex')}`);
}

function octetsOf(value: bigint, octets: number): Buffer {
  return Buffer.from(value.toString(16).padStart(octets * 2, '0'), 'hex');
}

/** The inverse of a blinded value modulo a prime, by the extended algorithm of Euclid. */
function inverse(value: bigint, prime: bigint): bigint {
  let [a, b, x, y] = [value, prime, 1n, 0n];
  while (b !== 0n) {
    const quotient = a / b;
    [a, b] = [b, a - quotient * b];
    [x, y] = [y, x - quotient * y];
  }
  return ((x % prime) + prime) % prime;
}
