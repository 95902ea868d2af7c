import { describe, expect, it } from '@jest/globals';
import { newId, sha256 } from '@passerelle/kernel';
import type { KafkaMessage, Message } from 'kafkajs';
import { outgoingMessage } from '../message.js';
import { readDeadLetter, writeDeadLetter, writeMalformed, writeReplayed } from './dead-letter-record.js';

const sent = outgoingMessage('documents', { exchangeId: newId(), step: 'deliver' });
const source = 'passerelle.lu.documents/3/17';

/** What the broker gives back for what was written. */
function stored({ key, value, headers }: Message): KafkaMessage {
  const buffers = Object.entries(headers ?? {}).map(([name, text]) => [name, Buffer.from(String(text))] as const);
  return {
    key: Buffer.from(String(key)),
    value: value === null ? null : Buffer.from(String(value)),
    headers: Object.fromEntries(buffers),
    timestamp: '0',
    attributes: 0,
    offset: '0',
  };
}

describe('a dead letter at the broker', () => {
  it('comes back with its message, its codes and where it came from', () => {
    const verdict = { code: 'PSR-5003', reason: 'PSR-5001', source } as const;
    expect(readDeadLetter('documents', stored(writeDeadLetter({ ...sent, attempt: 8 }, verdict)))).toEqual({
      id: sent.id,
      topic: 'documents',
      code: 'PSR-5003',
      reason: 'PSR-5001',
      attempts: 8,
      deadAt: expect.stringMatching(/^\d{4}-.*Z$/),
      source,
      message: sent,
    });
  });

  it('holds the digest and not the content of what was no claim check', () => {
    const foreign = Buffer.from('{"patient":"Jean Dupont"}');
    const letter = writeMalformed(foreign, source);
    expect(JSON.stringify(letter)).not.toContain('Dupont');
    expect(letter.headers).toMatchObject({ 'passerelle-digest': sha256(foreign) });
    const record = readDeadLetter('documents', stored(letter));
    expect(record).toMatchObject({ code: 'PSR-5002', source });
    expect(record).not.toHaveProperty('message');
  });

  it('is taken off the list by the mark of its replay', () => {
    expect(readDeadLetter('documents', stored(writeReplayed(sent.id)))).toBeUndefined();
  });

  it('is no record of a stranger', () => {
    expect(readDeadLetter('documents', stored({ key: 'Jean Dupont', value: 'x' }))).toBeUndefined();
    expect(readDeadLetter('documents', stored({ key: newId(), value: null }))).toBeUndefined();
  });

  it('shows a code of a newer release as the internal error', () => {
    const letter = writeDeadLetter({ ...sent, attempt: 1 }, { code: 'PSR-5003', source });
    const newer = { ...letter, headers: { ...letter.headers, 'passerelle-code': 'PSR-5999' } };
    expect(readDeadLetter('documents', stored(newer))?.code).toBe('PSR-9001');
  });
});
