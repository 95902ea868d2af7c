import { newId, sha256 } from '@passerelle/kernel';

/**
 * A log entry as a push leaves it: with every field of a disclosure, some 1.3 kB when encoded.
 * @param {number} at - makes each one another
 */
export function logEntry(at) {
  const digest = (what) => sha256(`${what} ${at}`);
  return {
    v: 1,
    id: newId(),
    recorded: new Date(1_764_000_000_000 + at).toISOString(),
    event: 'passerelle:push:deliver',
    role: 'A',
    side: 'initiator',
    peer: { country: 'PT', certificate: digest('certificate') },
    correlation: { exchangeId: newId(), messageId: newId() },
    outcome: { result: 'success' },
    purpose: 'TREAT',
    category: 'patient-summary',
    origin: 'LU',
    digests: { documents: [digest('bundle'), digest('pivot')], seal: digest('seal') },
    subject: digest('subject'),
    actor: { pseudonym: digest('actor'), organisation: 'LU-EXAMPLE-0001' },
    payload: digest('payload'),
  };
}
