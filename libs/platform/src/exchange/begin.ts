import type { ExchangeStore } from '@passerelle/exchange';
import type { PostgresExchangeStore } from './postgres-exchange-store.js';
import type { Requester } from './requester.js';

/** The store for a run that begins an exchange: its first commit also writes who asked for it. */
export function storeFor(store: PostgresExchangeStore, requester: Requester): ExchangeStore {
  return {
    find: (id) => store.find(id),
    findByMessage: (peer, messageId, side) => store.findByMessage(peer, messageId, side),
    commit: (commit) => (commit.isNew ? store.begin(commit, requester) : store.commit(commit)),
  };
}
