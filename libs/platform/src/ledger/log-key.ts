import { CheckpointSigner, verifierKey, type VerifierKey } from '@passerelle/log';
import type { SigningKeys } from '@passerelle/trust/signer';

/** What the key of a log is made of. */
export interface LogKeyParts {
  readonly keys: Pick<SigningKeys, 'checkpointKey' | 'keys'>;
  /** Origin of the log, which is the name of its key. */
  readonly origin: string;
}

/** Signs with the present key of the log, and recognises checkpoints that a former one signed. */
export function checkpointSigner({ keys, origin }: LogKeyParts): CheckpointSigner {
  const { publicKey, sign } = keys.checkpointKey();
  const others = keys.keys.filter((key) => key.purpose === 'log' && !key.publicKey.equals(publicKey));
  return new CheckpointSigner(
    { key: verifierKey(origin, publicKey), sign },
    others.map((key) => verifierKey(origin, key.publicKey)),
  );
}

/** The public side of the present key of the log. */
export function logVerifierKey({ keys, origin }: LogKeyParts): VerifierKey {
  return verifierKey(origin, keys.checkpointKey().publicKey);
}
