import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, sha256, type Identifier } from '@passerelle/kernel';
import { freshDatabase, type TestDatabase } from '../../../test/support/postgres.js';
import { Database } from './database/database.js';
import { DocumentTable } from './documents/documents.js';
import { eventTable, type EventRow } from './exchanges/event-table.js';
import { exchangeTable, type ExchangeRow } from './exchanges/exchange-table.js';
import { logTables } from './log/log-tables.js';
import { handledMessages, outbox } from './outbox/outbox.js';
import { Persons } from './persons/persons.js';
import type { PersonVault } from './persons/vault.js';
import { nationalRecords, type RecordRow } from './records/national-records.js';

/** A vault that hides nothing but behaves like one: another key does not open. */
const vault: PersonVault = {
  lookup: ({ system, value }) => sha256(`${system}|${value}`),
  requestDigest: (asked) => sha256(asked),
  newKey: (personId) => ({ personId, wrappedKey: Buffer.from(personId) }),
  pseudonym: (key, { value }) => sha256(`${key.personId}${value}`),
  seal: (key, plain) => Buffer.concat([key.wrappedKey, plain]),
  open: (key, sealed) => {
    if (!Buffer.from(sealed).subarray(0, 36).equals(key.wrappedKey)) throw new Error('another key');
    return Buffer.from(sealed).subarray(36);
  },
};
const persons = new Persons(vault);
const documents = new DocumentTable(vault);
const identifier = (value: string): Identifier => ({ system: 'urn:oid:1.3.182.4.4', value });

describe('the tables', () => {
  let place: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    place = await freshDatabase();
    database = await Database.open({ url: place.url, connections: 4, guests: [] });
  });
  afterAll(async () => {
    await database.close();
    await place.drop();
  });

  describe('Persons', () => {
    it('finds a person by any identifier and adds those that are new', async () => {
      const first = await persons.ensure(database, [identifier('1')]);
      const again = await persons.ensure(database, [identifier('1'), identifier('2')]);
      expect(again.personId).toBe(first.personId);
      expect((await persons.find(database, identifier('2')))?.personId).toBe(first.personId);
      expect(await persons.find(database, identifier('3'))).toBeUndefined();
    });

    it('makes one person of two requests that meet a new one at the same moment', async () => {
      const met = await Promise.all(
        Array.from({ length: 6 }, () =>
          database.transaction((session) => persons.ensure(session, [identifier('race')])),
        ),
      );
      expect(new Set(met.map((person) => person.personId)).size).toBe(1);
    });

    it('refuses identifiers of two persons', async () => {
      await persons.ensure(database, [identifier('10')]);
      await persons.ensure(database, [identifier('11')]);
      await expect(persons.ensure(database, [identifier('10'), identifier('11')])).rejects.toMatchObject({
        code: 'PSR-2203',
      });
    });

    it('stores no identifier in the clear', async () => {
      await persons.ensure(database, [identifier('1957031210104')]);
      const rows = await database.query<{ row: string }>(
        'SELECT person::text AS row FROM person UNION ALL SELECT person_identifier::text FROM person_identifier',
      );
      expect(rows.length).toBeGreaterThan(1);
      expect(JSON.stringify(rows)).not.toContain('1957031210104');
    });
  });

  it('gives a document back only to its person, and erases all of them with the person', async () => {
    const one = await persons.ensure(database, [identifier('20')]);
    const other = await persons.ensure(database, [identifier('21')]);
    const octets = Buffer.from('a document');
    const document = { sha256: sha256(octets), mediaType: 'text/plain', octets };
    await documents.put(database, one, [document, document]);
    expect(await documents.get(database, one.personId, document.sha256)).toEqual(octets);
    await expect(documents.get(database, other.personId, document.sha256)).rejects.toMatchObject({ code: 'PSR-2202' });
    await database.query('DELETE FROM person WHERE id = $1', [one.personId]);
    await expect(documents.get(database, one.personId, document.sha256)).rejects.toMatchObject({ code: 'PSR-2202' });
  });

  it('keeps a national record once and answers the newest first', async () => {
    const person = await persons.ensure(database, [identifier('30')]);
    const record = (id: string, digest: string, date: string): RecordRow => ({
      id,
      personId: person.personId,
      sha256: digest,
      format: 'cda-level-3',
      mediaType: 'application/xml',
      size: 1,
      language: undefined,
      restricted: false,
      documentDate: new Date(date),
      demographics: Buffer.from('x'),
    });
    const [a, b, c] = [newId(), newId(), newId()];
    expect(await nationalRecords.add(database, record(a, 'one', '2020-01-01'))).toEqual({ id: a, known: false });
    expect(await nationalRecords.add(database, record(b, 'two', '2024-01-01'))).toEqual({ id: b, known: false });
    expect(await nationalRecords.add(database, record(c, 'one', '2020-01-01'))).toEqual({ id: a, known: true });
    expect((await nationalRecords.ofPerson(database, person.personId)).map((each) => each.id)).toEqual([b, a]);
  });

  describe('exchangeTable', () => {
    const row = (changes: Partial<ExchangeRow> = {}): ExchangeRow => ({
      id: newId(),
      direction: 'push',
      side: 'initiator',
      role: 'A',
      peer: 'PT',
      message_id: newId(),
      request_digest: 'd',
      person_id: newId(),
      record_id: null,
      category: 'patient-summary',
      purpose: 'TREAT',
      state: 'received',
      error_code: null,
      documents: [],
      actor_pseudonym: 'p',
      actor_organisation: 'o',
      sealed_requester: Buffer.from('x'),
      created_at: new Date(),
      updated_at: new Date(),
      revision: 0,
      ...changes,
    });

    it('takes a message id of a peer once for each side', async () => {
      const first = row();
      expect(await exchangeTable.insert(database, first)).toBe(true);
      expect(await exchangeTable.insert(database, row({ message_id: first.message_id }))).toBe(false);
      expect(await exchangeTable.insert(database, row({ message_id: first.message_id, side: 'responder' }))).toBe(true);
    });

    it('lets only the writer win who read the present revision', async () => {
      const first = row();
      await exchangeTable.insert(database, first);
      expect(await exchangeTable.update(database, { ...first, state: 'translated', revision: 1 }, 0)).toBe(true);
      expect(await exchangeTable.update(database, { ...first, state: 'failed', revision: 1 }, 0)).toBe(false);
      expect((await exchangeTable.get(database, first.id))?.state).toBe('translated');
    });

    it('pages by key without gaps or repeats', async () => {
      for (let n = 0; n < 7; n++) await exchangeTable.insert(database, row({ peer: 'ES', state: 'sealed' }));
      const seen: string[] = [];
      for (let after: string | undefined; ;) {
        const page = await exchangeTable.page(database, { peer: 'ES', limit: 3, ...(after ? { after } : {}) });
        seen.push(...page.map((each) => each.id));
        after = page.at(-1)?.id;
        if (page.length < 3) break;
      }
      expect(new Set(seen).size).toBe(7);
      expect(seen).toEqual([...seen].sort().reverse());
      expect(await exchangeTable.page(database, { peer: 'ES', to: new Date('2000-01-01'), limit: 3 })).toEqual([]);
    });

    it('numbers the lines of a trail in order over several commits', async () => {
      const first = row();
      await exchangeTable.insert(database, first);
      const line = (step: string): EventRow => ({
        at: new Date('2026-11-23T10:00:00.123Z'),
        step,
        state: 'received',
        outcome: 'success',
        code: null,
        milliseconds: 1.5,
        facts: { a: 1 },
        documents: ['d'],
        receipt: null,
        log_entry_id: null,
      });
      await eventTable.append(database, first.id, [line('one'), line('two')]);
      await eventTable.append(database, first.id, [line('three')]);
      const trail = await eventTable.ofExchange(database, first.id);
      expect(trail.map(({ sequence, step }) => [sequence, step])).toEqual([
        [1, 'one'],
        [2, 'two'],
        [3, 'three'],
      ]);
      expect(trail[0]).toMatchObject({ at: new Date('2026-11-23T10:00:00.123Z'), facts: { a: 1 }, documents: ['d'] });
    });
  });

  it('keeps outbox messages when publishing fails, and removes them when it has succeeded', async () => {
    const message = { id: newId(), topic: 'signer', claim: { exchangeId: newId(), step: 'seal' } };
    await outbox.add(database, message);
    await expect(
      database.transaction((session) => outbox.relay(session, 10, async () => Promise.reject(new Error('bus away')))),
    ).rejects.toThrow('bus away');
    const published: unknown[] = [];
    const relayed = await database.transaction((session) =>
      outbox.relay(session, 10, async (messages) => {
        published.push(...messages);
        return Promise.resolve();
      }),
    );
    expect(relayed).toBe(1);
    expect(published).toMatchObject([message]);
    expect(await outbox.waiting(database)).toBe(0);
  });

  it('marks a message once', async () => {
    const id = newId();
    expect(await handledMessages.mark(database, id)).toBe(true);
    expect(await handledMessages.mark(database, id)).toBe(false);
  });

  it('takes staged entries in the order they were staged and reads nodes in the order asked', async () => {
    const entry = (n: number) => ({ entryId: newId(), entry: Buffer.from([n]) });
    const staged = [entry(1), entry(2), entry(3)];
    await logTables.stage(database, staged);
    const taken = await logTables.takeStaged(database, 10);
    expect(taken.map((each) => each.entry[0])).toEqual([1, 2, 3]);
    await logTables.extend(database, {
      entries: taken.map((each, index) => ({ ...each, index, leafHash: Buffer.alloc(32, index) })),
      nodes: [{ level: 1, index: 0, hash: Buffer.alloc(32, 9) }],
      state: { size: 3, root: Buffer.alloc(32), frontier: Buffer.alloc(0) },
    });
    const nodes = await logTables.nodes(database, [
      { level: 0, index: 2 },
      { level: 1, index: 0 },
      { level: 0, index: 7 },
    ]);
    expect(nodes.map((hash) => hash[0])).toEqual([2, 9]);
    expect((await logTables.entries(database, 1, 10)).map((each) => each.index)).toEqual([1, 2]);
  });
});
