import { describe, expect, it } from '@jest/globals';
import { isErrorCode, registry } from '@passerelle/kernel';
import { Refusal, sentences } from '../../../../scripts/kafka/refusal.mjs';

describe('what `npm run kafka` says when it cannot start a broker', () => {
  it.each(Object.entries(sentences))('has the sentences of the registry for %s', (code, { message, action }) => {
    if (!isErrorCode(code)) throw new Error(`${code} is not in the registry.`);
    expect({ message, action }).toEqual({ message: registry[code].message, action: registry[code].action });
  });

  it('names the port that is taken', () => {
    expect(new Refusal('PSR-5008', { port: 19092 }).message).toContain('Port 19092 is already in use');
  });
});
