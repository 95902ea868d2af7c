import { decide, emptyWork, runPipeline, type Exchange } from '@passerelle/exchange';
import { isUuid, newId, PasserelleError } from '@passerelle/kernel';
import { nationalRecords, type Person } from '@passerelle/store';
import type { NodeRuntime } from '../node/runtime.js';
import { storeFor } from '../exchange/begin.js';
import { answeredBefore } from './message-id.js';
import { peerEvent, type PeerCall } from './peer-call.js';

/**
 * Country A answers a pull, MHD ITI-68: the record is authorised, fetched, translated and sealed while the peer waits,
 * committed, and only then answered. The same request a second time gets the same octets.
 * @param recordId - from the address; opaque to the peer
 * @throws PasserelleError PSR-2202 no such document or not for this peer, PSR-4002 message id reused, any step's code
 */
export async function answerPull(node: NodeRuntime, call: PeerCall, recordId: string): Promise<Buffer> {
  const before = await answeredBefore(node, call, call.requestId);
  // Any text may stand in the address; one that is no id of ours names no record. What is asked of the database is the
  // same for each of them: an answer that comes sooner would tell which ids lead to a record.
  const record = await nationalRecords.get(node.database, isUuid(recordId) ? recordId : newId());
  const person = await node.persons.get(node.database, record?.personId ?? newId());
  const decision = decide(
    {
      purpose: call.requester.purpose,
      professionalRole: call.requester.identity.professional.hp_professional_role,
      known: record !== undefined,
      optedOut: person?.optedOut ?? false,
      restricted: record?.restricted ?? false,
    },
    node.configuration.policy,
  );
  if (!decision.ok) throw decision.error;
  if (!decision.value.allow || record === undefined || person === undefined) throw new PasserelleError('PSR-2202');
  if (before !== undefined) return answerAgain(node, call, before, person);
  const now = node.clock.now();
  const exchange: Exchange = {
    id: newId(now),
    direction: 'pull',
    side: 'responder',
    role: 'A',
    peer: call.country,
    messageId: call.requestId,
    requestDigest: call.requestDigest,
    personId: record.personId,
    recordId,
    category: 'patient-summary',
    purpose: call.requester.purpose,
    state: 'received',
    documents: [],
    createdAt: now,
    updatedAt: now,
    revision: 0,
  };
  const outcome = await runPipeline(
    { exchange, work: emptyWork, workers: ['translator', 'signer', 'edge'], isNew: true },
    node.ports,
    storeFor(node.exchanges, call.requester),
  );
  if (outcome.ok) {
    const sealed = outcome.value.work.documents.find((document) => document.part === 'sent');
    if (sealed === undefined) throw new PasserelleError('PSR-9001');
    return Buffer.from(sealed.octets);
  }
  // The same request may have been answered by a parallel one between the look-up and the commit.
  const meanwhile = outcome.error.code === 'PSR-4002' ? await answeredBefore(node, call, call.requestId) : undefined;
  if (meanwhile === undefined) throw outcome.error;
  return answerAgain(node, call, meanwhile, person);
}

/**
 * The octets that were answered before. The policy has decided anew, since the patient may object by now and another
 * professional may ask; whoever it is that reads them again is an entry of the log.
 */
async function answerAgain(node: NodeRuntime, call: PeerCall, exchange: Exchange, person: Person): Promise<Buffer> {
  const sealed = exchange.documents.find((document) => document.part === 'sent' && document.format === 'eps-bundle');
  if (sealed === undefined) throw new PasserelleError(exchange.errorCode ?? 'PSR-2202');
  const octets = await node.documents.get(node.database, exchange.personId, sealed.sha256);
  await node.doorLog.write(
    peerEvent(node, call, {
      event: 'exchange-pull-answer-again',
      role: 'A',
      result: 'success',
      messageId: exchange.messageId,
      subject: person.pseudonym,
      documents: [sealed.sha256],
    }),
  );
  return octets;
}
