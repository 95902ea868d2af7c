import { plainText } from '../narrative/plain-text.js';
import type { NarrativeById } from './narrative/read-narrative.js';
import type { CdaReading } from './reading.js';

/** What the reading of one document keeps: its narrative by ID, its warnings, and what the entry being read left out. */
export class DocumentReading implements CdaReading {
  /** Every element of the narrative that has an ID. */
  readonly ids: NarrativeById = new Map();
  readonly warnings: string[] = [];
  #texts = new Map<string, string | undefined>();
  #omitted: string[] = [];

  narrativeText(reference: string): string | undefined {
    const id = reference.startsWith('#') ? reference.slice(1) : reference;
    // A row is referred to by the entry and by each of its codes, so its text is made once.
    if (this.#texts.has(id)) return this.#texts.get(id);
    const [element, ...others] = this.ids.get(id) ?? [];
    if (element === undefined) this.warn('An entry refers to narrative that the document does not hold.');
    if (others.length > 0) this.warn('Two parts of the narrative have the same ID; references mean the first.');
    const text = element === undefined ? undefined : plainText(element);
    this.#texts.set(id, text);
    return text;
  }

  warn(sentence: string): void {
    if (!this.warnings.includes(sentence)) this.warnings.push(sentence);
  }

  omit(part: string): void {
    this.#omitted.push(part);
  }

  /** What was omitted since the last time this was asked. */
  takeOmitted(): readonly string[] {
    const omitted = this.#omitted;
    if (omitted.length > 0) this.#omitted = [];
    return omitted;
  }
}
