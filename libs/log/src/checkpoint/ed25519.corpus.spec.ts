import { createPublicKey } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { PasserelleError } from '@passerelle/kernel';
import { hex, judgeWycheproof } from '../../../../test/support/wycheproof.js';
import { verifyNote } from './signed-note.js';
import { verifierKey } from './verifier-key.js';

it('threat 16: Wycheproof ed25519, as notes are verified: none wrong', () => {
  const run = judgeWycheproof('ed25519', ({ msg, sig }, group) => {
    const key = verifierKey('example.com/log', createPublicKey(group['publicKeyPem'] as string));
    const text = hex(msg);
    // A note is text: vectors over other octets have no note that could hold them.
    if (!Buffer.from(text.toString('utf8'), 'utf8').equals(text)) return undefined;
    try {
      const note = { text: text.toString('utf8'), signatures: [{ name: key.name, id: key.id, signature: hex(sig) }] };
      return verifyNote(note, [key]).length === 1;
    } catch (error) {
      if (error instanceof PasserelleError) return false;
      throw error;
    }
  });
  expect([0, 84]).toContain(run);
});
