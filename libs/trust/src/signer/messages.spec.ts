import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { PasserelleError } from '@passerelle/kernel';
import { identity } from '../testing/identities.js';
import { answerLine, questionLine, readAnswer, readQuestion, type Question } from './messages.js';

const key = 'ab'.repeat(32);
const digest = randomBytes(32);
const sign: Question = {
  id: 7,
  ask: 'sign',
  request: { purpose: 'seal', key, algorithm: 'ES256', digest, exchange: '0193e6f0-0000-7000-8000-000000000000' },
};
const told = JSON.parse(questionLine(sign)) as Record<string, unknown>;

describe('questions to the signer', () => {
  it('come back as they were asked', () => {
    const checkpoint: Question = {
      id: 8,
      ask: 'sign',
      request: { purpose: 'log', key, octets: Buffer.from('lu/log\n1\nAAAA\n') },
    };
    for (const question of [sign, checkpoint, { id: 9, ask: 'health' } as const]) {
      expect(readQuestion(questionLine(question).trimEnd())).toEqual(question);
    }
  });

  it('hold purpose, key, algorithm, digest and exchange, and nothing else', () => {
    expect(Object.keys(told).sort()).toEqual(['algorithm', 'ask', 'digest', 'exchange', 'id', 'key', 'purpose']);
  });

  it.each([
    ['no JSON', 'sign'],
    ['no object', '[]'],
    ['null', 'null'],
    ['no number', JSON.stringify({ ...told, id: undefined })],
    ['a number with a fraction', JSON.stringify({ ...told, id: 1.5 })],
    ['another request', JSON.stringify({ ...told, ask: 'export' })],
    ['a purpose that is none', JSON.stringify({ ...told, purpose: 'master' })],
    ['a purpose of the prototype', JSON.stringify({ ...told, purpose: '__proto__' })],
    ['a key that is a path', JSON.stringify({ ...told, key: '../seal.key.pem' })],
    ['an algorithm that is an object', JSON.stringify({ ...told, algorithm: {} })],
    ['no digest', JSON.stringify({ ...told, digest: undefined })],
    ['a digest that is no base64', JSON.stringify({ ...told, digest: '<ClinicalDocument/>' })],
    ['octets for another purpose than the log', JSON.stringify({ ...told, octets: 'AAAA' })],
    ['an exchange with a line break', JSON.stringify({ ...told, exchange: 'a\nb' })],
    ['a long exchange', JSON.stringify({ ...told, exchange: 'a'.repeat(65) })],
  ])('are refused with %s', (_name, text) => {
    expect(() => readQuestion(text)).toThrow(expect.objectContaining({ code: 'PSR-3081' }));
  });
});

describe('answers of the signer', () => {
  it('come back as they were given', () => {
    const { certificate } = identity('LU', 'seal').key;
    const keys = [
      {
        purpose: 'seal' as const,
        name: '2026',
        id: certificate.fingerprint,
        algorithm: 'ES256' as const,
        publicKey: certificate.publicKey,
        certificates: [certificate],
        chosen: true,
      },
    ];
    const read = readAnswer(answerLine({ keys }).trimEnd());
    expect('keys' in read && read.keys[0]?.publicKey.equals(certificate.publicKey)).toBe(true);
    expect(read).toMatchObject({
      keys: [{ purpose: 'seal', name: '2026', id: certificate.fingerprint, algorithm: 'ES256', chosen: true }],
    });
    const error = new PasserelleError('PSR-3079', { client: 'edge', purpose: 'log' });
    expect(readAnswer(answerLine({ id: 1, error }).trimEnd())).toEqual({ id: 1, error });
    const signature = randomBytes(64);
    expect(readAnswer(answerLine({ id: 2, signature }).trimEnd())).toEqual({ id: 2, signature });
  });

  it.each(['{}', '{"keys":[{}]}', '{"id":1}', '{"id":1,"error":{"code":"PSR-0000"}}', '{"id":1,"signature":7}', 'x'])(
    'are refused when they say %s',
    (text) => {
      expect(() => readAnswer(text)).toThrow(expect.objectContaining({ code: 'PSR-3081' }));
    },
  );
});
