import { advance, type TrailEvent } from '@passerelle/exchange';
import { PasserelleError } from '@passerelle/kernel';
import { verifyReceipt } from '@passerelle/trust';
import type { NodeRuntime } from '../node/runtime.js';
import type { PeerCall } from './peer-call.js';

/**
 * Country A gets the receipt for an answer it gave: the exchange is acknowledged when the receipt quotes exactly the
 * document that was answered. A receipt that comes twice changes nothing.
 * @throws PasserelleError PSR-4001 no such exchange of this peer, PSR-3007 receipt refused
 */
export async function receiveReceipt(
  node: NodeRuntime,
  call: PeerCall,
  messageId: string,
  receipt: string,
): Promise<void> {
  const exchange = await node.exchanges.findByMessage(call.country, messageId, 'responder');
  if (exchange?.direction !== 'pull') throw new PasserelleError('PSR-4001');
  const began = node.clock.monotonic();
  const verified = await verifyReceipt(receipt, {
    issuer: call.country,
    audience: node.configuration.country,
    messageId,
    documents: exchange.documents.filter((document) => document.part === 'sent'),
    sealCertificates: node.peers.get(call.country).seal,
    clock: node.clock,
  });
  if (!verified.ok) throw verified.error;
  if (exchange.state === 'acknowledged') return;
  const at = node.clock.now();
  const acknowledged = advance(exchange, { to: 'acknowledged' }, at);
  if (!acknowledged.ok) throw acknowledged.error;
  const event: TrailEvent = {
    at,
    step: 'receipt',
    state: 'acknowledged',
    outcome: 'success',
    milliseconds: Math.round((node.clock.monotonic() - began) * 10) / 10,
    facts: {},
    documents: verified.value.documents.map((document) => document.sha256),
    receipt,
    logged: true,
  };
  const committed = await node.exchanges.commit({
    exchange: acknowledged.value,
    isNew: false,
    expectedRevision: exchange.revision,
    events: [event],
    keep: [],
  });
  if (committed.ok) return;
  // The same receipt may have come twice at once; the other one has said all there is to say.
  const now = await node.exchanges.find(exchange.id);
  if (now?.state !== 'acknowledged') throw committed.error;
}
