import { newId, PasserelleError, type Identifier } from '@passerelle/kernel';
import type { Session } from '../database/session.js';
import type { PersonKey, PersonVault } from './vault.js';

/** A person known to this node. */
export interface Person extends PersonKey {
  /** Name in the log. */
  readonly pseudonym: string;
  readonly optedOut: boolean;
}

interface Row {
  id: string;
  wrapped_key: Buffer;
  pseudonym: string;
  opted_out: boolean;
}

/** Persons, found by their identifiers without these being stored. */
export class Persons {
  constructor(private readonly vault: PersonVault) {}

  /** The person an identifier belongs to. */
  async find(session: Session, identifier: Identifier): Promise<Person | undefined> {
    const rows = await session.query<Row>(
      `SELECT p.id, p.wrapped_key, p.pseudonym, p.opted_out FROM person_identifier i JOIN person p ON p.id = i.person_id
       WHERE i.lookup = $1`,
      [this.vault.lookup(identifier)],
    );
    return rows[0] && toPerson(rows[0]);
  }

  /** The person of a row known from elsewhere. */
  async get(session: Session, personId: string): Promise<Person | undefined> {
    const rows = await session.query<Row>('SELECT id, wrapped_key, pseudonym, opted_out FROM person WHERE id = $1', [
      personId,
    ]);
    return rows[0] && toPerson(rows[0]);
  }

  /**
   * The person with these identifiers, made when none of them is known; identifiers that are new for a known person
   * are added.
   * @throws PasserelleError PSR-2203 where the identifiers belong to two persons
   */
  async ensure(session: Session, identifiers: readonly Identifier[]): Promise<Person> {
    const lookups = identifiers.map((identifier) => this.vault.lookup(identifier));
    const known = await session.query<Row>(
      `SELECT DISTINCT p.id, p.wrapped_key, p.pseudonym, p.opted_out
       FROM person_identifier i JOIN person p ON p.id = i.person_id WHERE i.lookup = ANY ($1)`,
      [lookups],
    );
    if (known.length > 1) throw new PasserelleError('PSR-2203');
    const person = known[0] ? toPerson(known[0]) : await this.add(session, identifiers);
    // Two requests may meet a new person at the same moment: the second one finds the lookup taken and takes the first's row.
    const taken = await session.query<{ person_id: string }>(
      `INSERT INTO person_identifier (lookup, person_id) SELECT unnest($1::text[]), $2
       ON CONFLICT (lookup) DO UPDATE SET lookup = excluded.lookup RETURNING person_id`,
      [lookups, person.personId],
    );
    const other = taken.find((row) => row.person_id !== person.personId);
    if (other === undefined) return person;
    const first = await this.get(session, other.person_id);
    if (first === undefined) throw new PasserelleError('PSR-2203');
    return first;
  }

  /** Records that a person objects to cross-border access, or takes the objection back. */
  async setOptOut(session: Session, personId: string, optedOut: boolean): Promise<void> {
    await session.query('UPDATE person SET opted_out = $2 WHERE id = $1', [personId, optedOut]);
  }

  /**
   * Erases a person: the only copy of the wrapped key, and with it, by the keys of the database, look-ups, documents and
   * national records. What exchanges keep sealed under the key can be opened by nobody from then on.
   *
   * The row is locked first, so that a document that is being kept for the person comes before, and is erased, or after,
   * and finds nobody.
   * @param finalStates - states in which an exchange is over
   * @returns how many exchanges are still open; where it is not 0, nothing was erased
   */
  async erase(session: Session, personId: string, finalStates: readonly string[]): Promise<number> {
    await session.query('SELECT id FROM person WHERE id = $1 FOR UPDATE', [personId]);
    const [open] = await session.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM exchange WHERE person_id = $1 AND state <> ALL ($2)',
      [personId, finalStates],
    );
    const count = open?.count ?? 0;
    if (count === 0) await session.query('DELETE FROM person WHERE id = $1', [personId]);
    return count;
  }

  private async add(session: Session, identifiers: readonly Identifier[]): Promise<Person> {
    const [first] = identifiers;
    if (first === undefined) throw new PasserelleError('PSR-1104');
    const key = this.vault.newKey(newId());
    const pseudonym = this.vault.pseudonym(key, first);
    await session.query('INSERT INTO person (id, wrapped_key, pseudonym) VALUES ($1, $2, $3)', [
      key.personId,
      key.wrappedKey,
      pseudonym,
    ]);
    return { ...key, pseudonym, optedOut: false };
  }
}

function toPerson(row: Row): Person {
  return { personId: row.id, wrappedKey: row.wrapped_key, pseudonym: row.pseudonym, optedOut: row.opted_out };
}
