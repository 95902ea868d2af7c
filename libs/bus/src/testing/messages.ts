import { randomBytes } from 'node:crypto';
import { newId } from '@passerelle/kernel';
import { ack } from '../handler-result.js';
import { outgoingMessage, type BusMessage, type OutgoingMessage } from '../message.js';
import type { Handler } from '../message-bus.js';

/** A topic that no other test uses: adapters keep what earlier runs published. */
export function freshTopic(): string {
  return `contract-${randomBytes(5).toString('hex')}`;
}

/** A message about an exchange of its own unless a key is given. */
export function message(topic: string, exchangeId: string = newId()): OutgoingMessage {
  return outgoingMessage(topic, { exchangeId, step: 'deliver' });
}

/** Several of them. */
export function several(topic: string, count: number, key?: string): OutgoingMessage[] {
  return Array.from({ length: count }, () => message(topic, key));
}

/** A handler that acknowledges everything and notes the ids. */
export function collect(into: string[]): Handler {
  return (received: BusMessage) => {
    into.push(received.id);
    return ack();
  };
}

/** The ids of messages, in their order. */
export function ids(messages: readonly OutgoingMessage[]): string[] {
  return messages.map(({ id }) => id);
}

/** The messages of one key, in their order. */
export function ofKey<T extends OutgoingMessage>(messages: readonly T[], key: string): T[] {
  return messages.filter((candidate) => candidate.key === key);
}

/** Sorts messages that may arrive in any order. */
export function byId(a: OutgoingMessage, b: OutgoingMessage): number {
  return a.id.localeCompare(b.id);
}
