import { emptyWork, runPipeline, type Exchange } from '@passerelle/exchange';
import {
  canonicalJson,
  isUuid,
  newId,
  PasserelleError,
  sha256,
  type Direction,
  type Identifier,
} from '@passerelle/kernel';
import { nationalRecords } from '@passerelle/store';
import { storeFor } from '../exchange/begin.js';
import { readRequester, type Requester } from '../exchange/requester.js';
import type { NodeRuntime } from '../node/runtime.js';
import { typedPatient } from './typed-patient.js';

/** An order for an exchange, checked. */
interface Order {
  readonly direction: Direction;
  readonly peer: string;
  readonly patient: Identifier;
  readonly requester: Requester;
  readonly messageId: string;
}

/**
 * Begins an exchange. A push is handed to the workers and goes on by itself; a pull runs now, because somebody waits,
 * and only its receipt is left to the bus. The same message id with the same order answers the exchange it began.
 * @param body - `{ direction, peer, patient: {system, value}, requester: {professional, provider}, purpose?, messageId? }`
 * @throws PasserelleError PSR-4008 malformed order, PSR-1112 matricule, PSR-2007 requester, PSR-4004 peer, PSR-2201
 *   patient unknown, PSR-4002 message id reused, and what the steps of a pull end with
 */
export async function beginExchange(node: NodeRuntime, body: Readonly<Record<string, unknown>>): Promise<Exchange> {
  const order = readOrder(node, body);
  const requestDigest = node.vault.requestDigest(
    canonicalJson({ ...order, patient: { ...order.patient }, requester: sha256(JSON.stringify(order.requester)) }),
  );
  const before = await node.exchanges.findByMessage(order.peer, order.messageId, 'initiator');
  if (before !== undefined) {
    if (before.requestDigest === requestDigest) return before;
    throw new PasserelleError('PSR-4002');
  }
  const exchange = await newExchange(node, order, requestDigest);
  try {
    return await (order.direction === 'push' ? leaveToWorkers : runNow)(node, order, exchange);
  } catch (error) {
    // The same order may have been taken by a parallel request between the look-up and the commit.
    const taken = await node.exchanges.findByMessage(order.peer, order.messageId, 'initiator');
    if (taken?.requestDigest === requestDigest) return taken;
    throw error;
  }
}

function readOrder(node: NodeRuntime, body: Readonly<Record<string, unknown>>): Order {
  const { direction, peer, patient, requester, purpose = 'TREAT', messageId = newId() } = body;
  if (direction !== 'push' && direction !== 'pull') throw new PasserelleError('PSR-4008', { field: 'direction' });
  if (typeof peer !== 'string') throw new PasserelleError('PSR-4008', { field: 'peer' });
  if (typeof purpose !== 'string') throw new PasserelleError('PSR-4008', { field: 'purpose' });
  if (!node.configuration.policy.purposes.includes(purpose)) {
    throw new PasserelleError('PSR-2101', { purpose: purpose.slice(0, 20) });
  }
  if (typeof messageId !== 'string' || !isUuid(messageId))
    throw new PasserelleError('PSR-4008', { field: 'messageId' });
  const trusted = node.peers.get(peer);
  const issuedBy = direction === 'push' ? node.configuration.country : peer;
  return {
    direction,
    peer,
    patient: typedPatient(node.configuration, patient, issuedBy, trusted.peer.patientIdentifiers),
    requester: { identity: readRequester(requester), purpose },
    messageId,
  };
}

async function newExchange(node: NodeRuntime, order: Order, requestDigest: string): Promise<Exchange> {
  const now = node.clock.now();
  const push = order.direction === 'push';
  const known = await node.persons.find(node.database, order.patient);
  const [record] = push && known ? await nationalRecords.ofPerson(node.database, known.personId, 1) : [];
  if (push && record === undefined) throw new PasserelleError('PSR-2201');
  const person = known ?? (await node.database.transaction((session) => node.persons.ensure(session, [order.patient])));
  return {
    id: newId(now),
    direction: order.direction,
    side: 'initiator',
    role: push ? 'A' : 'B',
    peer: order.peer,
    messageId: order.messageId,
    requestDigest,
    personId: person.personId,
    ...(record === undefined ? {} : { recordId: record.id }),
    category: 'patient-summary',
    purpose: order.requester.purpose,
    state: 'received',
    documents: [],
    createdAt: now,
    updatedAt: now,
    revision: 0,
  };
}

/** The first commit of a push: the order, its log entry and the claim check for the translator are one transaction. */
async function leaveToWorkers(node: NodeRuntime, order: Order, exchange: Exchange): Promise<Exchange> {
  const committed = await node.exchanges.begin(
    {
      exchange,
      isNew: true,
      expectedRevision: 0,
      events: [
        {
          at: exchange.createdAt,
          step: 'receive',
          state: 'received',
          outcome: 'success',
          milliseconds: 0,
          facts: {},
          documents: [],
          logged: true,
        },
      ],
      keep: [],
      next: { worker: 'translator', step: 'authorise' },
    },
    order.requester,
  );
  if (!committed.ok) throw committed.error;
  return exchange;
}

async function runNow(node: NodeRuntime, order: Order, exchange: Exchange): Promise<Exchange> {
  const outcome = await runPipeline(
    {
      exchange,
      work: { ...emptyWork, patient: order.patient, requester: order.requester },
      workers: ['edge'],
      isNew: true,
    },
    node.ports,
    storeFor(node.exchanges, order.requester),
  );
  if (outcome.ok) return outcome.value.exchange;
  // A pull that ended without a document is an exchange with its trail; only one that could not be written is an error.
  const written = await node.exchanges.find(exchange.id);
  if (written === undefined) throw outcome.error;
  return written;
}
