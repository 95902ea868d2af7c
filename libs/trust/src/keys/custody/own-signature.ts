import { verify } from 'node:crypto';
import { verifiesSignature } from '../../seals/signature-value.js';
import type { CustodyKey } from './custody-key.js';

/**
 * Whether a signature that was made elsewhere, in a security module or by the signer process, is one of the key: nothing
 * leaves the node before its public half has said so.
 */
export function ownSignatureVerifies(
  { publicKey, algorithm }: Pick<CustodyKey, 'publicKey' | 'algorithm'>,
  octets: Uint8Array,
  signature: Uint8Array,
): boolean {
  return algorithm === 'EdDSA'
    ? verify(null, octets, publicKey, signature)
    : verifiesSignature(octets, signature, publicKey, algorithm);
}
