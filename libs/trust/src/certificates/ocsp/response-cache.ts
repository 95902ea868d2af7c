import { failed, type Result } from '@passerelle/kernel';
import { askResponder, type OcspAnswer, type OcspAsking, type OcspQuestion } from './ask-responder.js';
import { responseFreshness } from './judge-response.js';

/** What is kept of one certificate. */
interface Entry {
  answer?: OcspAnswer;
  /** The question that is on its way: whoever asks meanwhile waits for the same. */
  asking: Promise<Result<OcspAnswer>> | undefined;
  /** Monotonic milliseconds before which a responder that failed is not asked again. */
  notBefore: number;
  lastFailure?: Result<OcspAnswer>;
}

/** A responder that does not answer is asked once a minute, however many exchanges wait. */
const pauseAfterFailure = 60_000;
/** Certificates that are kept: own ones and those of peers are some dozens. */
const mostCertificates = 1024;

/**
 * Answers of responders in memory, by certificate, for stapling to what this node sends and for judging what it receives.
 * An answer serves until it is half as old as it may become, then a new one is asked for while it still serves; an outage
 * of the responder therefore goes unnoticed for half the freshness. Many who ask for one certificate ask the responder once.
 */
export class OcspCache {
  readonly #entries = new Map<string, Entry>();

  constructor(private readonly options: OcspAsking) {}

  /**
   * A fresh answer about a certificate.
   * @returns from memory where it is fresh, else from the responder; the errors are those of {@link askResponder}
   */
  async answer(question: OcspQuestion): Promise<Result<OcspAnswer>> {
    const entry = this.#entryOf(question);
    const age = this.#ageOf(entry.answer);
    if (entry.answer !== undefined && age < this.#freshness) {
      if (age >= this.#freshness / 2 && this.#mayAsk(entry)) void this.#ask(question, entry);
      return { ok: true, value: entry.answer };
    }
    if (entry.asking === undefined && !this.#mayAsk(entry) && entry.lastFailure) return entry.lastFailure;
    return this.#ask(question, entry);
  }

  get #freshness(): number {
    return this.options.freshness ?? responseFreshness;
  }

  /** Milliseconds since an answer was true; Infinity once it says itself that it is over, or when there is none. */
  #ageOf(answer: OcspAnswer | undefined): number {
    const now = this.options.clock.now();
    if (answer === undefined || (answer.nextUpdate !== undefined && now > answer.nextUpdate)) return Infinity;
    return now.getTime() - answer.thisUpdate.getTime();
  }

  #mayAsk({ notBefore }: Entry): boolean {
    return this.options.clock.monotonic() >= notBefore;
  }

  #entryOf({ certificate: { fingerprint } }: OcspQuestion): Entry {
    const entry = this.#entries.get(fingerprint) ?? { asking: undefined, notBefore: -Infinity };
    // The one not asked for longest goes first: a Map keeps the order of insertion.
    this.#entries.delete(fingerprint);
    this.#entries.set(fingerprint, entry);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > mostCertificates && oldest !== undefined) this.#entries.delete(oldest);
    return entry;
  }

  #ask(question: OcspQuestion, entry: Entry): Promise<Result<OcspAnswer>> {
    entry.asking ??= this.#keep(question, entry).finally(() => (entry.asking = undefined));
    return entry.asking;
  }

  async #keep(question: OcspQuestion, entry: Entry): Promise<Result<OcspAnswer>> {
    const asked = await askResponder(question, this.options);
    if (asked.ok) {
      entry.answer = asked.value;
      entry.notBefore = -Infinity;
      delete entry.lastFailure;
      return asked;
    }
    entry.notBefore = this.options.clock.monotonic() + pauseAfterFailure;
    entry.lastFailure = failed(asked.error);
    return asked;
  }
}
