import { filesOfPlaces, openKeyStore, type KeyStore } from '@passerelle/trust/keys';
import { statSync } from 'node:fs';
import type { LoadedConfiguration } from '../configuration/load.js';
import type { Logger } from '../logging/logger.js';
import { TurnLoop } from '../node/turn-loop.js';
import { keyPlaces } from './key-places.js';

/** Milliseconds for signatures that were begun with a key that is being put away. */
const graceMs = 15_000;

/**
 * The keys of a node, and again when their files or the configuration change: keys are replaced while the node runs. Files
 * are looked at in turns, and not a signal waited for, because whoever puts a new key into place (an operator, a volume of
 * secrets) can do just that everywhere. What cannot be used is reported and changes nothing: the present keys stay.
 */
export class WatchedStore {
  private readonly loop: TurnLoop;
  private state: string;
  private readonly retired = new Map<KeyStore, NodeJS.Timeout>();

  private constructor(
    private loaded: LoadedConfiguration,
    private present: KeyStore,
    private readonly parts: { readonly logger: Logger; readonly changed: () => void },
  ) {
    this.state = stateOf(this.files());
    this.loop = new TurnLoop(loaded.configuration.signer.checkSeconds * 1000, () => this.look());
  }

  /**
   * Opens the keys and begins to watch.
   * @param changed - told when other keys are in force
   * @throws PasserelleError what `openKeyStore` throws
   */
  static async open(
    loaded: LoadedConfiguration,
    parts: { readonly logger: Logger; readonly changed: () => void },
  ): Promise<WatchedStore> {
    const watched = new WatchedStore(loaded, await openStore(loaded), parts);
    watched.loop.start();
    return watched;
  }

  /** The keys in force. */
  readonly current = (): KeyStore => this.present;

  async close(): Promise<void> {
    await this.loop.stop();
    for (const [store, timer] of this.retired) {
      clearTimeout(timer);
      await store.close();
    }
    await this.present.close();
  }

  private async look(): Promise<void> {
    const state = stateOf(this.files());
    if (state === this.state) return;
    // Looked at once: a wrong PIN that is tried again and again locks the token.
    this.state = state;
    const { logger, changed } = this.parts;
    try {
      this.loaded = this.loaded.again();
      this.state = stateOf(this.files());
      const next = await openStore(this.loaded);
      this.retire(this.present);
      this.present = next;
      logger.info('keys-replaced', { keys: next.keys.map(({ purpose, id }) => `${purpose} ${id}`).join(', ') });
      changed();
    } catch (error) {
      // Half-written files are usual while a key is put into place; they change once more when they are whole.
      logger.error('keys-not-replaced', error);
    }
  }

  private retire(store: KeyStore): void {
    const timer = setTimeout(() => {
      this.retired.delete(store);
      void store.close();
    }, graceMs);
    timer.unref();
    this.retired.set(store, timer);
  }

  private files(): readonly string[] {
    const { configuration, resolve, files } = this.loaded;
    return [...files, ...filesOfPlaces(keyPlaces(configuration)).map(resolve)];
  }
}

function openStore({ configuration, resolve }: LoadedConfiguration): Promise<KeyStore> {
  return openKeyStore(keyPlaces(configuration), { resolve });
}

/** What tells a changed file from an unchanged one, also when it was put in the place of another. */
function stateOf(files: readonly string[]): string {
  return files
    .map((file) => {
      const found = statSync(file, { throwIfNoEntry: false });
      return found === undefined ? 'absent' : `${found.ino} ${found.size} ${found.mtimeMs}`;
    })
    .join('\n');
}
