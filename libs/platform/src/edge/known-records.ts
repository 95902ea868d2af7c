import { decide } from '@passerelle/exchange';
import { newId, PasserelleError, sha256, type Identifier } from '@passerelle/kernel';
import { nationalRecords, type Person, type RecordRow } from '@passerelle/store';
import type { NodeRuntime } from '../node/runtime.js';
import { peerEvent, type PeerCall } from './peer-call.js';

/** A person as a peer may know it, with the records that may cross. */
export interface KnownPerson {
  readonly person: Person;
  /** Newest first, never empty. */
  readonly records: readonly RecordRow[];
}

/**
 * Step 3 for a search: the policy decides on facts of the store before any document is opened. A person who is
 * unknown, has objected, or has only restricted records is answered alike: not found. Only the log tells them apart.
 * @param event - name of the search in the log
 * @throws PasserelleError PSR-2101, PSR-2102, PSR-2201
 */
export async function knownPerson(
  node: NodeRuntime,
  call: PeerCall,
  patient: Identifier,
  event: string,
): Promise<KnownPerson> {
  const person = await node.persons.find(node.database, patient);
  // Of nobody the same is asked as of somebody: an answer that comes sooner would tell who is unknown.
  const records = await nationalRecords.ofPerson(node.database, person?.personId ?? newId());
  const open = records.filter((record) => !record.restricted);
  const decision = decide(
    {
      purpose: call.requester.purpose,
      professionalRole: call.requester.identity.professional.hp_professional_role,
      known: records.length > 0,
      optedOut: person?.optedOut ?? false,
      restricted: open.length === 0,
    },
    node.configuration.policy,
  );
  // A refused requester is logged by the door's filter, like every error.
  if (!decision.ok) throw decision.error;
  const { value } = decision;
  const subject = person === undefined ? {} : { subject: person.pseudonym };
  if (!value.allow || person === undefined) {
    const hidden = value.allow ? 'unknown' : value.hidden;
    await node.doorLog.write(
      peerEvent(node, call, {
        event: `${event}-${hidden}`,
        role: 'A',
        result: 'refused',
        code: 'PSR-2201',
        ...subject,
      }),
    );
    throw new PasserelleError('PSR-2201');
  }
  await node.doorLog.write(peerEvent(node, call, { event, role: 'A', result: 'success', ...subject }));
  return { person, records: open };
}

/** Demographics kept beside a record, decrypted. */
export function demographicsOf(node: NodeRuntime, person: Person, record: RecordRow): Record<string, unknown> {
  const plain = node.vault.open(person, record.demographics, sha256(record.id));
  return JSON.parse(plain.toString('utf8')) as Record<string, unknown>;
}
