import { describe, expect, it } from '@jest/globals';
import { newId, PasserelleError } from '@passerelle/kernel';
import fc from 'fast-check';
import { assertOutgoing, decodeEnvelope, encodeEnvelope } from './envelope.js';
import { outgoingMessage, type BusMessage } from './message.js';

const claim = { exchangeId: newId(), step: 'seal-document', documentDigest: '0f'.repeat(32) };
const message: BusMessage = { ...outgoingMessage('documents', claim), attempt: 1 };

/** The message with one field replaced, as text that another writer could have put on the bus. */
const withField = (field: string, value: unknown) => JSON.stringify({ ...message, [field]: value });
const withClaim = (fields: object) => JSON.stringify({ ...message, claim: { ...claim, ...fields } });

describe('the envelope', () => {
  it('comes back as it was written', () => {
    expect(decodeEnvelope(encodeEnvelope(message))).toEqual(message);
  });

  it('does without a document digest', () => {
    const plain = { ...message, claim: { exchangeId: claim.exchangeId, step: 'deliver' } };
    const read = decodeEnvelope(encodeEnvelope(plain));
    expect(read).toEqual(plain);
    expect(read.claim).not.toHaveProperty('documentDigest');
  });

  it.each([
    ['is not JSON', 'Jean Dupont', 'envelope'],
    ['is empty', '', 'envelope'],
    ['is a list', '[]', 'message'],
    ['is null', 'null', 'message'],
    ['is longer than any claim check', encodeEnvelope(message) + ' '.repeat(1024), 'envelope'],
    ['has a key too many', withField('patient', 'Jean Dupont'), 'message'],
    ['lacks a key', JSON.stringify({ ...message, key: undefined }), 'message'],
    ['has an id that is no UUID', withField('id', '1893120105732'), 'id'],
    ['has a UUID in capitals', withField('id', message.id.toUpperCase()), 'id'],
    ['has a key that is no UUID', withField('key', 'Jean Dupont'), 'key'],
    ['has a topic with a space', withField('topic', 'jean dupont'), 'topic'],
    ['has a claim that is a text', withField('claim', 'Jean Dupont'), 'claim'],
    ['has a claim with a key too many', withClaim({ name: 'Jean Dupont' }), 'claim'],
    ['names a step with digits', withClaim({ step: 'born-18931201' }), 'claim.step'],
    ['names a step of more than 40 characters', withClaim({ step: 'a'.repeat(41) }), 'claim.step'],
    ['has a digest that is too short', withClaim({ documentDigest: '0f' }), 'claim.documentDigest'],
    ['has a digest that is null', withClaim({ documentDigest: null }), 'claim.documentDigest'],
    ['has a date without a time', withField('createdAt', '1893-12-01'), 'createdAt'],
    ['has an instant that does not exist', withField('createdAt', '2026-13-01T00:00:00.000Z'), 'createdAt'],
    ['has an attempt of zero', withField('attempt', 0), 'attempt'],
    ['has an attempt as text', withField('attempt', '1'), 'attempt'],
    ['has half an attempt', withField('attempt', 1.5), 'attempt'],
  ])('is refused when it %s, and the refusal does not quote it', (_defect, text, field) => {
    const refusal = refusalOf(() => decodeEnvelope(text));
    expect(refusal).toMatchObject({ code: 'PSR-5002', facts: { field } });
    expect(JSON.stringify(refusal)).not.toMatch(/Dupont|1893/);
  });

  it('refuses any text but an envelope with PSR-5002 and with nothing else', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(refusalOf(() => decodeEnvelope(text))).toMatchObject({ code: 'PSR-5002' });
      }),
      { numRuns: 300 },
    );
  });

  it('does not let a message of a wider type through the writer', () => {
    const wider = { ...message, patient: 'Jean Dupont' };
    expect(refusalOf(() => encodeEnvelope(wider))).toMatchObject({ code: 'PSR-5002' });
  });
});

describe('an outgoing message', () => {
  it('is keyed by its exchange and gets an id of its own', () => {
    const [first, second] = [outgoingMessage('documents', claim), outgoingMessage('documents', claim)];
    expect(first.key).toBe(claim.exchangeId);
    expect(first.id).not.toBe(second.id);
    expect(() => assertOutgoing(first)).not.toThrow();
  });

  it('keeps the id and the instant of the outbox row it comes from', () => {
    const id = newId();
    const now = new Date('2026-11-23T12:00:00.123Z');
    expect(outgoingMessage('documents', claim, { id, now })).toMatchObject({ id, createdAt: now.toISOString() });
  });

  it('has no attempt yet', () => {
    expect(refusalOf(() => assertOutgoing(message))).toMatchObject({ code: 'PSR-5002', facts: { field: 'message' } });
  });
});

function refusalOf(act: () => unknown): PasserelleError {
  try {
    act();
  } catch (cause) {
    if (cause instanceof PasserelleError) return cause;
    throw cause;
  }
  throw new Error('It was accepted.');
}
