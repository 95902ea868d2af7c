export { EmbeddedBus } from './embedded-bus.js';
export { embeddedBusMigration } from './migration.js';
export type { EmbeddedBusOptions } from './options.js';
