export { KafkaBus } from './kafka-bus.js';
export type { KafkaBusOptions } from './options.js';
