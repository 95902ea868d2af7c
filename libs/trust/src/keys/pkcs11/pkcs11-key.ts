import { createHash, randomBytes } from 'node:crypto';
import type { Handle } from 'pkcs11js';
import type { Certificate } from '../../certificates/certificate.js';
import type { CustodyAlgorithm, CustodyKey } from '../custody/custody-key.js';
import { algorithmFor, octetsOnly, unusableKey } from '../custody/key-object-custody.js';
import { ownSignatureVerifies } from '../custody/own-signature.js';
import { digestOfAlgorithm, type SignatureAlgorithm } from '../signature-algorithms.js';
import { moduleFailure } from './failure.js';
import { digestMechanism, eddsaMechanism, longestSignature } from './mechanism.js';
import { findCertificate, findEd25519PublicKey, findPrivateKey, type ObjectName } from './objects.js';
import type { Token } from './token.js';

/** A key of a token. */
export interface Pkcs11KeyOptions extends ObjectName {
  /** What an RSA key signs with. @default 'RS256' */
  readonly algorithm?: SignatureAlgorithm;
  /** The certificate of the key and its chain, where they are kept in a file; left out, the token has the certificate. */
  readonly certificates?: readonly Certificate[];
  /** An Ed25519 key for the log, without certificate. */
  readonly ed25519?: boolean;
}

/**
 * A key that lies in a security module and never leaves it. Before it is used it has to sign a random number so that its
 * certificate verifies it: whatever the token says about the key, this shows that it is the one.
 * @throws PasserelleError PSR-3075 when key or certificate is not there, PSR-3008 when it may not be used or is not that
 * of the certificate, PSR-3077 when the module fails
 */
export async function pkcs11Key(token: Token, options: Pkcs11KeyOptions): Promise<CustodyKey> {
  const opened = await token.use((library, session, epoch) => {
    const handle = findPrivateKey(library, session, options);
    if (options.ed25519 === true) {
      return { handle, epoch, certificates: [], publicKey: findEd25519PublicKey(library, session, options) };
    }
    const certificates = options.certificates ?? [findCertificate(library, session, handle, options)];
    const [own] = certificates;
    if (own === undefined) throw unusableKey('it has no certificate');
    return { handle, epoch, certificates, publicKey: own.publicKey };
  });
  const { certificates, publicKey } = opened;
  const algorithm = algorithmFor(publicKey, options.algorithm);
  const signer = new TokenSigner(token, options, algorithm, opened);
  const key: CustodyKey = {
    algorithm,
    publicKey,
    certificates,
    sign: (octets) =>
      algorithm === 'EdDSA'
        ? signer.octets(octets)
        : signer.digest(createHash(digestOfAlgorithm(algorithm)).update(octets).digest()),
    signDigest: (digest) => (algorithm === 'EdDSA' ? octetsOnly() : signer.digest(digest)),
  };
  await prove(key);
  return key;
}

/** Asks the token for signatures, and for the key again after its sessions were opened anew. */
class TokenSigner {
  #token: Token;
  #known: { readonly handle: Handle; readonly epoch: number };

  constructor(
    token: Token,
    private readonly name: ObjectName,
    private readonly algorithm: CustodyAlgorithm,
    known: { readonly handle: Handle; readonly epoch: number },
  ) {
    this.#token = token;
    this.#known = known;
  }

  octets(octets: Uint8Array): Promise<Buffer> {
    return this.sign(() => ({ mechanism: eddsaMechanism, input: Buffer.from(octets) }));
  }

  digest(digest: Uint8Array): Promise<Buffer> {
    const algorithm = this.algorithm as SignatureAlgorithm;
    return this.sign((binding) => digestMechanism(binding, algorithm, digest));
  }

  private sign(
    asked: (binding: Parameters<typeof digestMechanism>[0]) => ReturnType<typeof digestMechanism>,
  ): Promise<Buffer> {
    return this.#token.use(async (library, session, epoch) => {
      if (epoch !== this.#known.epoch) this.#known = { epoch, handle: findPrivateKey(library, session, this.name) };
      const { mechanism, input } = asked(library.binding);
      library.calls.C_SignInit(session, mechanism, this.#known.handle);
      // On a thread of its own: a module in the network takes milliseconds, in which the node does other things.
      return library.calls.C_SignAsync(session, input, Buffer.alloc(longestSignature));
    });
  }
}

/** @throws PasserelleError PSR-3008 when the signature does not verify with the certificate, PSR-3077 */
async function prove(key: CustodyKey): Promise<void> {
  const number = randomBytes(32);
  let signature: Buffer;
  try {
    signature = await key.sign(number);
  } catch (error) {
    throw proofFailure(error);
  }
  if (!ownSignatureVerifies(key, number, signature)) throw unusableKey('it is not the key of the certificate');
}

/** A key of another kind than its certificate cannot even make the signature. */
function proofFailure(error: unknown): Error {
  const failure = moduleFailure(error);
  const reason = String(failure.facts['reason'] ?? '');
  const ofOtherKind = ['CKR_KEY_TYPE_INCONSISTENT', 'CKR_MECHANISM_INVALID', 'CKR_DATA_LEN_RANGE'].includes(reason);
  return ofOtherKind ? unusableKey('it is of another kind than its certificate', error) : failure;
}
