import { workerData } from 'node:worker_threads';
import type { DocumentInHand } from '@passerelle/exchange';
import {
  asPasserelleError,
  type CountryCode,
  type DocumentFormat,
  type ErrorCode,
  type ErrorFacts,
  systemClock,
} from '@passerelle/kernel';
import { openTerminology, type TerminologyPlaces } from '@passerelle/terminology';
import { openStoredSchema } from '@passerelle/xml/schema';
import { translateRecord, type TranslatedRecord, type TranslationContext } from './translate-record.js';

/** What a worker thread is started with: names of files only, it opens them itself. */
export interface WorkerSetting {
  readonly terminology: TerminologyPlaces;
  readonly country: CountryCode;
  readonly language: string;
  /** Folder of the official CDA schemas. */
  readonly schemas?: string;
}

/** One record to translate. */
export interface TranslationTask {
  readonly source: DocumentInHand;
  readonly formats: readonly DocumentFormat[];
  /** Time of writing, ISO 8601: the clock is the node's. */
  readonly time: string;
}

/** What a worker answers. A class does not cross between threads, so an error goes as its code and facts. */
export type TranslationAnswer =
  | { readonly translated: TranslatedRecord }
  | { readonly refused: { readonly code: ErrorCode; readonly facts: ErrorFacts } };

const setting = workerData as WorkerSetting;
const { catalogue } = openTerminology(setting.terminology);
const schema = setting.schemas === undefined ? undefined : await openStoredSchema(setting.schemas);
const context: Omit<TranslationContext, 'clock'> = {
  catalogue,
  country: setting.country,
  language: setting.language,
  ...(schema !== undefined && { schema }),
};

/** Translates one record; nothing of it stays in the thread. */
export default async function translationTask({ source, formats, time }: TranslationTask): Promise<TranslationAnswer> {
  const clock = { ...systemClock, now: () => new Date(time) };
  try {
    return { translated: await translateRecord(source, formats, { ...context, clock }) };
  } catch (caught) {
    const { code, facts } = asPasserelleError(caught);
    return { refused: { code, facts } };
  }
}
