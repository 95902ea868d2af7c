import type { Exchange } from '@passerelle/exchange';
import { PasserelleError } from '@passerelle/kernel';
import type { NodeRuntime } from '../node/runtime.js';
import { peerEvent, type PeerCall } from './peer-call.js';

/**
 * The exchange that this peer began before with the same message id. The same content again is a retry and gets what
 * the first one got; other content under the same id is a conflict and raises an alarm.
 * @throws PasserelleError PSR-4002 for other content
 */
export async function answeredBefore(
  node: NodeRuntime,
  call: PeerCall,
  messageId: string,
): Promise<Exchange | undefined> {
  const before = await node.exchanges.findByMessage(call.country, messageId, 'responder');
  if (before === undefined || before.requestDigest === call.requestDigest) return before;
  node.logger.error('alarm', new PasserelleError('PSR-4002'), { peer: call.country, exchangeId: before.id });
  await node.doorLog.write(
    peerEvent(node, call, {
      event: 'alarm-message-id-reused',
      role: before.role,
      result: 'refused',
      code: 'PSR-4002',
      messageId,
    }),
  );
  throw new PasserelleError('PSR-4002');
}
