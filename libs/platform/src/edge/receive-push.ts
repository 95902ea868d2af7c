import { emptyWork, runPipeline, withDocuments, type DocumentInHand, type Exchange } from '@passerelle/exchange';
import { readTransaction, type TransactionDocument } from '@passerelle/fhir/exchange';
import { canonicalJson, newId, PasserelleError, sha256 } from '@passerelle/kernel';
import { storeFor } from '../exchange/begin.js';
import type { NodeRuntime } from '../node/runtime.js';
import { answeredBefore } from './message-id.js';
import type { PeerCall } from './peer-call.js';

/** What the receiver answers a push with. */
export interface ReceivedPush {
  readonly exchangeId: string;
  /** How many entries the transaction had; the answer has as many. */
  readonly entries: number;
  readonly receipt: string;
}

/**
 * Country B receives a push: seals are verified, the documents are read and must speak of the patient named, all of it
 * is kept in one transaction, and the signed receipt is the answer.
 * @param json - the transaction, guarded and parsed
 * @throws PasserelleError PSR-1012 malformed transaction, PSR-30xx seal, PSR-2203 other patient, PSR-4002 id reused
 */
export async function receivePush(node: NodeRuntime, call: PeerCall, json: unknown): Promise<ReceivedPush> {
  const read = readTransaction(json);
  if (!read.ok) throw read.error;
  const { messageId, patient, documents } = read.value;
  const received = documents.map(inHand);
  // Retries are built anew with other entry ids, so the digest is over what the message says, not over its octets.
  const requestDigest = node.vault.requestDigest(
    canonicalJson({ patient: { ...patient }, documents: received.map((each) => each.sha256) }),
  );
  const own = { ...call, requestDigest };
  const entries = documents.length + 1;
  const before = await answeredBefore(node, own, messageId);
  if (before !== undefined) return { exchangeId: before.id, entries, receipt: await receiptOfTrail(node, before) };
  const person = await node.database.transaction((session) => node.persons.ensure(session, [patient]));
  const now = node.clock.now();
  const exchange: Exchange = {
    id: newId(now),
    direction: 'push',
    side: 'responder',
    role: 'B',
    peer: call.country,
    messageId,
    requestDigest,
    personId: person.personId,
    category: 'patient-summary',
    purpose: call.requester.purpose,
    state: 'received',
    documents: received.map(({ octets, ...document }) => ({ ...document, size: octets.length })),
    createdAt: now,
    updatedAt: now,
    revision: 0,
  };
  const work = withDocuments({ ...emptyWork, patient }, ...received);
  const outcome = await runPipeline(
    { exchange, work, workers: ['edge'], isNew: true },
    node.ports,
    storeFor(node.exchanges, call.requester),
  );
  if (outcome.ok) return { exchangeId: exchange.id, entries, receipt: outcome.value.work.receipt ?? '' };
  const meanwhile = outcome.error.code === 'PSR-4002' ? await answeredBefore(node, own, messageId) : undefined;
  if (meanwhile === undefined) throw outcome.error;
  return { exchangeId: meanwhile.id, entries, receipt: await receiptOfTrail(node, meanwhile) };
}

/** A Bundle's octets are its canonical JSON: that is what the sender sealed and what both sides digest. */
function inHand(document: TransactionDocument): DocumentInHand {
  const { format, mediaType, content } = document;
  const octets = 'resource' in content ? Buffer.from(canonicalJson(content.resource), 'utf8') : content.octets;
  return { format, mediaType, octets, sha256: sha256(octets), part: 'received' };
}

async function receiptOfTrail(node: NodeRuntime, exchange: Exchange): Promise<string> {
  const trail = await node.exchanges.trail(exchange.id);
  const receipt = trail.find((event) => event.receipt !== undefined)?.receipt;
  // The first try was refused: the same message gets the same refusal.
  if (receipt === undefined) throw new PasserelleError(exchange.errorCode ?? 'PSR-9001');
  return receipt;
}
