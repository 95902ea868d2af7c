import { currentKey } from '@passerelle/trust/keys';
import type { SigningKeys } from '@passerelle/trust/signer';

/** Purposes that a node cannot work without. */
const needed = ['seal', 'token', 'log'] as const;

/** Whether signatures can be had: the signer answers, and for each purpose there is a key whose certificate is valid. */
export async function signingWorks(keys: SigningKeys, at: Date): Promise<boolean> {
  try {
    await keys.alive();
    for (const purpose of needed) currentKey(keys.keys, purpose, at);
    return true;
  } catch {
    // A probe is answered by yes or no; the code of the error stands in the log of whoever asked for a signature.
    return false;
  }
}
