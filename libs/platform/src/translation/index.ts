export { inProcessTranslator } from './in-process-translator.js';
export type { TranslationReporting } from './settled.js';
export type { TranslationContext } from './translate-record.js';
export { translationPool, type PooledTranslator, type PoolSize } from './translation-pool.js';
export type { WorkerSetting } from './translation-worker.js';
