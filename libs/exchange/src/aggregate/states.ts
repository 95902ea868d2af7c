import type { Direction, Side } from '@passerelle/kernel';

/**
 * Where an exchange stands.
 *
 * - `received`      the order or the request is taken; nothing has left the house
 * - `translated`    the European documents are written and valid
 * - `sealed`        the exact octets to be sent are sealed
 * - `answered`      a peer that asked has its answer; its receipt is awaited
 * - `verified`      what came from a peer is proved to be what it sealed, and is kept
 * - `acknowledged`  both sides hold evidence of what crossed; final
 * - `refused`       policy or the peer said no; final
 * - `failed`        it could not be done; final until it is replayed
 */
export type ExchangeState =
  'received' | 'translated' | 'sealed' | 'answered' | 'verified' | 'acknowledged' | 'refused' | 'failed';

const giveUp: readonly ExchangeState[] = ['refused', 'failed'];

// One table for each kind of crossing and side; what is not listed cannot happen.
const tables: Readonly<
  Record<`${Direction}-${Side}`, Readonly<Partial<Record<ExchangeState, readonly ExchangeState[]>>>>
> = {
  'push-initiator': {
    received: ['translated', ...giveUp],
    translated: ['sealed', ...giveUp],
    sealed: ['acknowledged', ...giveUp],
  },
  'push-responder': {
    received: ['verified', ...giveUp],
    verified: ['acknowledged', 'failed'],
  },
  'pull-initiator': {
    received: ['verified', ...giveUp],
    verified: ['acknowledged', 'failed'],
  },
  'pull-responder': {
    received: ['translated', ...giveUp],
    translated: ['sealed', ...giveUp],
    sealed: ['answered', ...giveUp],
    answered: ['acknowledged', 'failed'],
  },
};

/** Tells whether an exchange of this kind may go from one state to another. */
export function mayBecome(direction: Direction, side: Side, from: ExchangeState, to: ExchangeState): boolean {
  return tables[`${direction}-${side}`][from]?.includes(to) ?? false;
}

/** Tells whether nothing more happens to an exchange in this state by itself. */
export function isFinal(state: ExchangeState): boolean {
  return state === 'acknowledged' || state === 'refused' || state === 'failed';
}

/** All states, for the filters of the operators' door. */
export const exchangeStates: readonly ExchangeState[] = [
  'received',
  'translated',
  'sealed',
  'answered',
  'verified',
  'acknowledged',
  'refused',
  'failed',
];
