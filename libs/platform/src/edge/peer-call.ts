import { newId, PasserelleError, type CountryCode } from '@passerelle/kernel';
import type { VerifiedRequester } from '@passerelle/trust';
import type { DoorEvent } from '../exchange/door-log.js';
import type { Requester } from '../exchange/requester.js';
import { requestIdOf, type DoorRequest } from '../doors/peer-request.js';
import type { NodeRuntime } from '../node/runtime.js';

/** One request of an identified peer. */
export interface PeerCall {
  readonly country: CountryCode;
  readonly certificate: string;
  readonly verified: VerifiedRequester;
  readonly requester: Requester;
  /** The caller's correlation id; for a pull it is the message id of the exchange. */
  readonly requestId: string;
  /** Keyed digest of what was asked: method and address, which may name a person. */
  readonly requestDigest: string;
}

/** The call of a request that the hook has identified. @throws PasserelleError PSR-2004 */
export function peerCall(node: NodeRuntime, request: DoorRequest): PeerCall {
  const { peer } = request;
  if (peer?.requester === undefined) throw new PasserelleError('PSR-2004');
  const { requester: identity, purposeOfUse } = peer.requester;
  return {
    country: peer.country,
    certificate: peer.certificate,
    verified: peer.requester,
    requester: { identity, purpose: purposeOfUse },
    requestId: requestIdOf(request) ?? newId(),
    requestDigest: node.vault.requestDigest(`${request.method} ${request.url}`),
  };
}

/** The log entry of something this peer did at the door. */
export function peerEvent(
  node: NodeRuntime,
  call: PeerCall,
  event: Pick<DoorEvent, 'event' | 'role' | 'result' | 'code' | 'subject' | 'messageId' | 'documents'>,
): DoorEvent {
  return {
    ...event,
    peer: call.country,
    certificate: call.certificate,
    requestId: call.requestId,
    requestDigest: call.requestDigest,
    tokenDigest: call.verified.tokenDigest,
    purpose: call.requester.purpose,
    actor: node.exchanges.actorOf(call.requester),
  };
}
