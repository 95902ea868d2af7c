import { describe, expect, it } from '@jest/globals';
import type { Exchange, TrailEvent } from '@passerelle/exchange';
import { sha256 } from '@passerelle/kernel';
import { decodeEntry } from '@passerelle/log';
import { exchangeLogEntry } from './exchange-log-entry.js';

const digest = sha256('x');
const at = new Date('2026-11-28T12:00:00Z');
const exchange: Exchange = {
  id: '01936f3c-0000-7000-8000-000000000002',
  direction: 'push',
  side: 'initiator',
  role: 'A',
  peer: 'PT',
  messageId: 'urn:uuid:1',
  requestDigest: digest,
  personId: '01936f3c-0000-7000-8000-000000000003',
  category: 'patient-summary',
  purpose: 'TREAT',
  state: 'translated',
  documents: [],
  createdAt: at,
  updatedAt: at,
  revision: 0,
};
const event: TrailEvent = {
  at,
  step: 'translate',
  state: 'translated',
  outcome: 'success',
  milliseconds: 1,
  facts: { entries: 3, catalogue: 'configured 2026-11-28', catalogueDigest: sha256('catalogue') },
  documents: [digest],
  logged: true,
};
const context = {
  actor: { pseudonym: digest, organisation: 'urn:oid:1.3.182.4.1|1' },
  subject: digest,
  peerCertificate: digest,
  country: 'LU',
  payload: digest,
};

describe('the log entry of a step', () => {
  it('names the terminology by which a document was translated', () => {
    const { entry } = exchangeLogEntry(exchange, event, context);
    expect(decodeEntry(entry).digests).toEqual({
      request: digest,
      documents: [digest],
      catalogue: sha256('catalogue'),
    });
  });

  it('names none where none was used', () => {
    const { entry } = exchangeLogEntry(exchange, { ...event, facts: {} }, context);
    expect(decodeEntry(entry).digests).not.toHaveProperty('catalogue');
  });
});
