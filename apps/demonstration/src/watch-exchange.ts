import type { RunningNode } from './launch-node.js';
import { call, type ShownExchange } from './node-client.js';

const finalStates = ['acknowledged', 'refused', 'failed'];
const patienceMs = 30_000;

/** Waits until an exchange has ended and every entry of its trail has its index in the log. */
export async function watchExchange(node: RunningNode, id: string): Promise<ShownExchange> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const exchange = await call<ShownExchange>(node, 'operators', `/exchanges/${id}`);
    const ended = finalStates.includes(exchange.state);
    const sequenced = exchange.trail.every((event) => event.logIndex !== null);
    if ((ended && sequenced) || performance.now() > until) return exchange;
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

/** The other side of an exchange: the peer's own record of it, found by the message id. */
export async function otherSide(
  node: RunningNode,
  peer: string,
  messageId: string,
): Promise<ShownExchange | undefined> {
  const page = await call<{ exchanges: ShownExchange[] }>(node, 'operators', `/exchanges?peer=${peer}&limit=20`);
  const found = page.exchanges.find((each) => each.messageId === messageId && each.side === 'responder');
  return found && watchExchange(node, found.id);
}
