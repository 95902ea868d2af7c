import type { Commit, CommitOutcome, Exchange, ExchangeStore, RecordedEvent } from '@passerelle/exchange';
import {
  failed,
  ok,
  PasserelleError,
  sha256,
  newId,
  type CountryCode,
  type Result,
  type Side,
} from '@passerelle/kernel';
import {
  eventTable,
  exchangeTable,
  handledMessages,
  logTables,
  notify,
  outbox,
  outboxChannel,
  stagingChannel,
  type Database,
  type DocumentTable,
  type ExchangeFilter,
  type ExchangeRow,
  type Person,
  type Persons,
  type PersonVault,
  type Session,
} from '@passerelle/store';
import type { TrustedPeers } from '../node/trusted-peers.js';
import { exchangeLogEntry } from './exchange-log-entry.js';
import { toEventRow, toExchange, toRecordedEvent, toRow, type Actor } from './exchange-row.js';
import type { Requester } from './requester.js';

/** What the store is built over. */
export interface ExchangeStoreParts {
  readonly database: Database;
  readonly persons: Persons;
  readonly documents: DocumentTable;
  readonly vault: PersonVault;
  readonly peers: TrustedPeers;
  readonly country: CountryCode;
}

/** Exchanges in PostgreSQL. A commit writes the state, the trail, the documents, the outbox and the log in one transaction. */
export class PostgresExchangeStore implements ExchangeStore {
  constructor(private readonly parts: ExchangeStoreParts) {}

  async find(id: string): Promise<Exchange | undefined> {
    const row = await exchangeTable.get(this.parts.database, id);
    return row && toExchange(row);
  }

  async findByMessage(peer: CountryCode, messageId: string, side: Side): Promise<Exchange | undefined> {
    const row = await exchangeTable.findByMessage(this.parts.database, peer, messageId, side);
    return row && toExchange(row);
  }

  /** A page of exchanges, newest first. */
  async page(filter: ExchangeFilter): Promise<Exchange[]> {
    return (await exchangeTable.page(this.parts.database, filter)).map(toExchange);
  }

  /** The whole trail of an exchange. */
  async trail(id: string): Promise<RecordedEvent[]> {
    return (await eventTable.ofExchange(this.parts.database, id)).map(toRecordedEvent);
  }

  /** The full identity of who asked, decrypted. */
  async requesterOf(exchange: Exchange): Promise<Requester> {
    const { database, persons, vault } = this.parts;
    const row = await exchangeTable.get(database, exchange.id);
    const person = await persons.get(database, exchange.personId);
    if (row === undefined || person === undefined) throw new PasserelleError('PSR-4001');
    return JSON.parse(vault.open(person, row.sealed_requester, sha256(exchange.id)).toString('utf8')) as Requester;
  }

  /**
   * The name by which the log knows a professional: keyed, as national professional numbers can be guessed. It is not
   * bound to a patient's key, or the accesses of one professional could not be found together.
   */
  actorOf(requester: Requester): Actor {
    const { professional, provider } = requester.identity;
    const system = `professional:${professional.country_code}:${professional.issuing_authority_name}`;
    return {
      pseudonym: this.parts.vault.lookup({ system, value: professional.hp_identifier }),
      organisation: provider.healthcare_provider_identifier,
    };
  }

  /** Writes a new exchange together with who asked for it. See `commit` for one that exists. */
  async begin(commit: Commit, requester: Requester): Promise<Result<CommitOutcome>> {
    return this.write(commit, requester);
  }

  async commit(commit: Commit): Promise<Result<CommitOutcome>> {
    return this.write(commit, undefined);
  }

  private async write(commit: Commit, requester: Requester | undefined): Promise<Result<CommitOutcome>> {
    const { database, persons } = this.parts;
    try {
      return await database.transaction(async (session): Promise<Result<CommitOutcome>> => {
        if (commit.handled !== undefined && !(await handledMessages.mark(session, commit.handled))) {
          return ok('handled-before');
        }
        const person = await persons.get(session, commit.exchange.personId);
        if (person === undefined) throw new PasserelleError('PSR-2201');
        const row = await this.writeExchange(session, commit, person, requester);
        await this.parts.documents.put(session, person, commit.keep);
        await this.writeTrail(session, commit, person, row);
        if (commit.next !== undefined) {
          const claim = { exchangeId: commit.exchange.id, step: commit.next.step };
          await outbox.add(session, { id: newId(), topic: commit.next.worker, claim });
        }
        await notify(session, stagingChannel, ...(commit.next === undefined ? [] : [outboxChannel]));
        return ok('committed');
      });
    } catch (caught) {
      // Thrown inside so that the transaction rolls back; outside an expected outcome is a value again.
      if (caught instanceof PasserelleError) return failed(caught);
      throw caught;
    }
  }

  private async writeExchange(
    session: Session,
    commit: Commit,
    person: Person,
    requester: Requester | undefined,
  ): Promise<Pick<ExchangeRow, 'actor_pseudonym' | 'actor_organisation' | 'sealed_requester'>> {
    const { exchange, expectedRevision } = commit;
    if (commit.isNew) {
      if (requester === undefined) throw new PasserelleError('PSR-9001');
      const plain = Buffer.from(JSON.stringify(requester), 'utf8');
      const sealed = this.parts.vault.seal(person, plain, sha256(exchange.id));
      const row = toRow(exchange, this.actorOf(requester), sealed);
      if (!(await exchangeTable.insert(session, row))) throw new PasserelleError('PSR-4002');
      return row;
    }
    const known = await exchangeTable.get(session, exchange.id);
    if (known === undefined) throw new PasserelleError('PSR-4001');
    const actor = { pseudonym: known.actor_pseudonym, organisation: known.actor_organisation };
    const row = toRow(exchange, actor, known.sealed_requester);
    if (!(await exchangeTable.update(session, row, expectedRevision))) {
      throw new PasserelleError('PSR-4003', { state: known.state, next: exchange.state });
    }
    return row;
  }

  private async writeTrail(
    session: Session,
    { exchange, events }: Commit,
    person: Person,
    row: Pick<ExchangeRow, 'actor_pseudonym' | 'actor_organisation' | 'sealed_requester'>,
  ): Promise<void> {
    const entries = events.map((event) => {
      if (!event.logged) return undefined;
      return exchangeLogEntry(exchange, event, {
        actor: { pseudonym: row.actor_pseudonym, organisation: row.actor_organisation },
        subject: person.pseudonym,
        peerCertificate: this.parts.peers.recordedCertificate(exchange.peer) ?? 'none',
        country: this.parts.country,
        payload: sha256(row.sealed_requester),
      });
    });
    await eventTable.append(
      session,
      exchange.id,
      events.map((event, at) => toEventRow(event, entries[at]?.entryId)),
    );
    await logTables.stage(
      session,
      entries.filter((entry) => entry !== undefined),
    );
  }
}
