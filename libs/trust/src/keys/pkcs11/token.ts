import { PasserelleError } from '@passerelle/kernel';
import type { Handle } from 'pkcs11js';
import { moduleFailure, sessionLost } from './failure.js';
import { openLibrary, type Library } from './library.js';

/** A token of a security module and the right to use it. */
export interface TokenPlace {
  /** Path of the library of the security module. */
  readonly module: string;
  /** Label of the token; slots are numbered anew by many modules whenever they start. */
  readonly token: string;
  readonly pin: string;
}

/** Signatures under way at once; a session makes one at a time. */
const sessions = 4;

/** Work in a session. `epoch` changes when sessions are opened anew, after which handles of objects are void. */
export type SessionWork<T> = (library: Library, session: Handle, epoch: number) => T | Promise<T>;

interface Session {
  readonly handle: Handle;
  readonly epoch: number;
}

interface Waiting {
  resolve(session: Session): void;
  reject(error: unknown): void;
}

/**
 * A token one is logged in to, with a few sessions that take turns. A session that was lost, because the module was
 * restarted or the token taken out and put back, is opened again once.
 */
export class Token {
  private idle: Session[] = [];
  /** Sessions that are ours to close; the library may be used by others of this process. */
  private readonly handles = new Set<Handle>();
  private readonly waiting: Waiting[] = [];
  private open = 0;
  private epoch = 0;
  private slot: Handle | undefined;
  /** Private to the language, so that printing a token does not print its PIN. */
  readonly #place: TokenPlace;

  private constructor(
    private readonly library: Library,
    place: TokenPlace,
  ) {
    this.#place = place;
  }

  /** @throws PasserelleError PSR-3074 to PSR-3077 */
  static async open(place: TokenPlace): Promise<Token> {
    const token = new Token(await openLibrary(place.module), place);
    try {
      await token.use(() => undefined);
      return token;
    } catch (error) {
      token.close();
      throw error;
    }
  }

  /**
   * Does work in a session, a second time where the session was lost meanwhile.
   * @throws PasserelleError PSR-3075 to PSR-3077
   */
  async use<T>(work: SessionWork<T>): Promise<T> {
    const { epoch } = this;
    try {
      return await this.once(work);
    } catch (error) {
      if (!sessionLost(error)) throw moduleFailure(error);
      // Whoever notices first opens anew; the others find it done.
      if (epoch === this.epoch) this.forget();
      try {
        return await this.once(work);
      } catch (again) {
        throw moduleFailure(again);
      }
    }
  }

  /** Logs out and lets go of the library. */
  close(): void {
    this.closeSessions();
    this.library.release();
  }

  private async once<T>(work: SessionWork<T>): Promise<T> {
    const session = await this.take();
    try {
      return await work(this.library, session.handle, session.epoch);
    } finally {
      if (session.epoch === this.epoch) this.give(session);
    }
  }

  private take(): Session | Promise<Session> {
    const free = this.idle.pop();
    if (free !== undefined) return free;
    if (this.open < sessions) return this.openSession();
    return new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
  }

  private give(session: Session): void {
    const next = this.waiting.shift();
    if (next === undefined) this.idle.push(session);
    else next.resolve(session);
  }

  private openSession(): Session {
    const { binding, calls } = this.library;
    this.slot ??= this.findSlot();
    const handle = calls.C_OpenSession(this.slot, binding.CKF_SERIAL_SESSION);
    try {
      calls.C_Login(handle, binding.CKU_USER, this.#place.pin);
    } catch (error) {
      // All sessions of a process share one login (PKCS#11 section 5.6).
      if ((error as { code?: unknown }).code !== binding.CKR_USER_ALREADY_LOGGED_IN) {
        calls.C_CloseSession(handle);
        throw error;
      }
    }
    this.open++;
    this.handles.add(handle);
    return { handle, epoch: this.epoch };
  }

  private findSlot(): Handle {
    const { calls } = this.library;
    const found = calls
      .C_GetSlotList(true)
      .filter((slot) => calls.C_GetTokenInfo(slot).label.trim() === this.#place.token);
    const [slot] = found;
    if (slot !== undefined && found.length === 1) return slot;
    throw new PasserelleError('PSR-3075', { reason: `${found.length} tokens with the label ${this.#place.token}` });
  }

  /** Drops all sessions. Those who wait for one get a new one, or learn that there is none. */
  private forget(): void {
    this.closeSessions();
    this.epoch++;
    this.idle = [];
    this.open = 0;
    this.slot = undefined;
    for (const { resolve, reject } of this.waiting.splice(0)) {
      // Also the fifth gets its own way: it asks again, and waits again.
      Promise.resolve()
        .then(() => this.take())
        .then(resolve, reject);
    }
  }

  private closeSessions(): void {
    for (const handle of this.handles) {
      try {
        this.library.calls.C_CloseSession(handle);
      } catch {
        // The token is gone already, and its sessions with it.
      }
    }
    this.handles.clear();
  }
}
