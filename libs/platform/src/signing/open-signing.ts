import type { Clock } from '@passerelle/kernel';
import {
  heldSigningKeys,
  remoteSigningKeys,
  SignerConnection,
  signerSocket,
  SigningDesk,
  type SigningKeys,
} from '@passerelle/trust/signer';
import type { LoadedConfiguration } from '../configuration/load.js';
import type { Logger } from '../logging/logger.js';
import { signerClients, signerFolder, type SignerClient } from './signer-clients.js';
import { WatchedStore } from './watched-store.js';

/** The signing keys of a process, and the way to let go of them. */
export interface OpenedSigning {
  readonly keys: SigningKeys;
  close(): Promise<void>;
}

/** What signing is opened with. */
export interface SigningParts {
  readonly logger: Logger;
  readonly clock: Clock;
}

/**
 * Opens what a process signs with: the signer process where it is one of several, or where the configuration says so;
 * else the keys themselves.
 * @param client - name of the process towards the signer; left out, it holds the keys itself
 * @throws PasserelleError PSR-3078 when the signer does not answer; PSR-30xx and PSR-7005 when a key cannot be opened
 */
export async function openSigning(
  loaded: LoadedConfiguration,
  parts: SigningParts,
  client?: SignerClient,
): Promise<OpenedSigning> {
  const { configuration, resolve } = loaded;
  const asks = client ?? (configuration.signer.separate ? 'gateway' : undefined);
  if (asks === undefined) {
    const { store, desk } = await openDesk(loaded, parts, () => undefined);
    const keys = heldSigningKeys(store.current, desk, { clock: parts.clock, client: 'gateway' });
    return { keys, close: () => store.close() };
  }
  const path = signerSocket(resolve(signerFolder(configuration)), asks);
  const connection = await SignerConnection.open({ path });
  return { keys: remoteSigningKeys(connection, parts), close: () => connection.close() };
}

/** The keys of a node with the desk where signatures are asked for. @param changed - told when keys were replaced */
export async function openDesk(
  loaded: LoadedConfiguration,
  { logger, clock }: SigningParts,
  changed: () => void,
): Promise<{ readonly store: WatchedStore; readonly desk: SigningDesk }> {
  const { configuration } = loaded;
  const store = await WatchedStore.open(loaded, { logger, changed });
  const desk = new SigningDesk({
    store: store.current,
    clients: signerClients(configuration),
    perSecond: configuration.signer.perSecond,
    logOrigin: configuration.log.origin,
    clock,
    booked: (signature) => logger.info('signed', { ...signature }),
  });
  return { store, desk };
}
