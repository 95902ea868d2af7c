import { unreadable } from './asn1.js';

/** Rounds beyond which a store would hold up the node: a hundred times what OpenSSL writes, some seconds. */
const mostIterations = 300_000;

/** @throws PasserelleError PSR-3071 */
export function limitIterations(rounds: number): number {
  if (rounds >= 1 && rounds <= mostIterations) return rounds;
  throw unreadable(`it asks for ${rounds} rounds of key derivation; 1 to ${mostIterations} are allowed`);
}
