import { sha256 } from '@passerelle/kernel';
import { describe, expect, it } from '@jest/globals';
import { decodeEntry, encodeEntry, maximumEntrySize } from './encoding.js';
import { isDisclosure, none, type LogEntry } from './log-entry.js';

const digest = sha256('octets');

const disclosure: LogEntry = {
  v: 1,
  id: '01936f3c-0000-7000-8000-000000000001',
  recorded: '2026-11-23T11:38:00.000Z',
  event: 'ITI-39',
  role: 'A',
  side: 'responder',
  peer: { country: 'PT', certificate: digest },
  correlation: { exchangeId: '01936f3c-0000-7000-8000-000000000002', messageId: 'urn:uuid:1' },
  outcome: { result: 'success' },
  purpose: 'TREATMENT',
  category: 'patient-summary',
  origin: 'urn:oid:1.3.182.4.4',
  digests: { request: digest, response: digest, documents: [digest], token: digest },
  subject: digest,
  actor: { pseudonym: digest, organisation: 'urn:oid:2.16.620.1|1234' },
  payload: digest,
};

/** A TLS connection that was refused: nobody is known yet. */
const refusedConnection: LogEntry = {
  ...disclosure,
  event: 'tls-refused',
  peer: { country: none, certificate: none },
  correlation: {},
  outcome: { result: 'refused', code: 'PSR-2001' },
  purpose: none,
  category: none,
  origin: none,
  digests: { documents: [] },
  subject: none,
  actor: { pseudonym: none, organisation: none },
  payload: none,
};

const malformed = expect.objectContaining({ code: 'PSR-6010' });

describe('log entry', () => {
  it('is written in canonical JSON of about a kilobyte and read back', () => {
    const octets = encodeEntry(disclosure);
    expect(octets.toString()).toMatch(/^\{"actor":\{"organisation":.*"v":1\}$/);
    expect(octets.length).toBeLessThan(1100);
    expect(decodeEntry(octets)).toEqual(disclosure);
  });

  it('may name the terminology by which the documents were transcoded', () => {
    const translated = { ...disclosure, digests: { documents: [digest], catalogue: digest } };
    expect(decodeEntry(encodeEntry(translated))).toEqual(translated);
    const wrong = { ...disclosure, digests: { documents: [digest], catalogue: '8.1.0' } };
    expect(() => encodeEntry(wrong)).toThrow(malformed);
  });

  it('may leave the requester out of an event that has none', () => {
    expect(isDisclosure(refusedConnection)).toBe(false);
    expect(decodeEntry(encodeEntry(refusedConnection))).toEqual(refusedConnection);
  });

  it.each([
    ['actor.organisation', { actor: { ...disclosure.actor, organisation: none } }],
    ['actor.pseudonym', { actor: { ...disclosure.actor, pseudonym: none } }],
    ['category', { category: none }],
    ['origin', { origin: none }],
    ['purpose', { purpose: none }],
    ['subject', { subject: none }],
  ] satisfies [string, Partial<LogEntry>][])('refuses a disclosure without %s', (field, change) => {
    expect(() => encodeEntry({ ...disclosure, ...change })).toThrow(field);
    expect(() => encodeEntry({ ...disclosure, ...change })).toThrow(malformed);
    // The same entry is fine where nothing was disclosed.
    expect(() => encodeEntry({ ...disclosure, ...change, outcome: { result: 'refused' } })).not.toThrow();
  });

  it.each([
    ['a national identifier for a pseudonym', { subject: '1893120105732' }],
    ['a person by name', { actor: { ...disclosure.actor, pseudonym: 'Dr Silva' } }],
    ['an empty legal field', { purpose: '' }],
    ['null for a legal field', { origin: null }],
    ['a field that is not defined', { patient: 'x' }],
    ['a nested field that is not defined', { peer: { ...disclosure.peer, name: 'x' } }],
    ['local time', { recorded: '2026-11-23T12:38:00.000+01:00' }],
    ['time without milliseconds', { recorded: '2026-11-23T11:38:00Z' }],
    ['a day that does not exist', { recorded: '2026-02-30T11:38:00.000Z' }],
    ['a digest in upper case', { payload: digest.toUpperCase() }],
    ['a digest of another length', { digests: { documents: [digest.slice(2)] } }],
    ['digests without the list of documents', { digests: {} }],
    ['an unknown outcome', { outcome: { result: 'ok' } }],
    ['another version', { v: 2 }],
    ['a country by name', { peer: { ...disclosure.peer, country: 'Portugal' } }],
    ['an exchange id that is no UUID', { correlation: { exchangeId: '7' } }],
    ['a line break in a code', { purpose: 'TREAT\nMENT' }],
  ])('refuses %s', (_, change) => {
    const entry = { ...disclosure, ...change } as unknown as LogEntry;
    expect(() => encodeEntry(entry)).toThrow(malformed);
    expect(() => decodeEntry(Buffer.from(JSON.stringify(entry)))).toThrow(
      expect.objectContaining({ code: 'PSR-6009' }),
    );
  });

  it('never quotes the faulty value in the error', () => {
    const entry: LogEntry = { ...disclosure, subject: '1893120105732' };
    expect(() => encodeEntry(entry)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('1893120105732') }),
    );
  });

  it('refuses an entry longer than a bundle can carry', () => {
    const documents = Array.from({ length: 1000 }, () => digest);
    expect(() => encodeEntry({ ...disclosure, digests: { documents } })).toThrow(
      expect.objectContaining({ code: 'PSR-6005' }),
    );
    expect(encodeEntry({ ...disclosure, digests: { documents: documents.slice(0, 950) } }).length).toBeLessThanOrEqual(
      maximumEntrySize,
    );
  });

  it.each([
    ['other order of members', (text: string) => text.replace(/^\{(.*),"v":1\}$/, '{"v":1,$1}')],
    ['white space', (text: string) => `${text} `],
    ['a duplicate member', (text: string) => text.replace('"v":1', '"v":1,"v":1')],
    ['a byte order mark', (text: string) => `\ufeff${text}`],
    ['no JSON', () => 'entry'],
  ])('reads no octets with %s', (_, spoil) => {
    const octets = Buffer.from(spoil(encodeEntry(disclosure).toString()));
    expect(() => decodeEntry(octets)).toThrow(expect.objectContaining({ code: 'PSR-6009' }));
  });

  it('reads no octets that are not UTF-8', () => {
    const octets = Buffer.concat([encodeEntry(disclosure), Buffer.of(0xff)]);
    expect(() => decodeEntry(octets)).toThrow(expect.objectContaining({ code: 'PSR-6009' }));
  });
});
