export { outgoingMessage, type BusMessage, type ClaimCheck, type OutgoingMessage } from './message.js';
export { assertOutgoing, decodeEnvelope, encodeEnvelope } from './envelope.js';
export { ack, deadLetter, retry, type Ack, type DeadLetter, type HandlerResult, type Retry } from './handler-result.js';
export { silentBusLog, type BusEvent, type BusLog, type BusLogEntry } from './bus-log.js';
export type {
  Backoff,
  BusHealth,
  DeadLetterRecord,
  Handler,
  MessageBus,
  SubscribeOptions,
  Subscription,
  TopicHealth,
} from './message-bus.js';
