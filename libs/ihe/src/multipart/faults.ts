import { PasserelleError } from '@passerelle/kernel';

/** What is wrong with the form of a message. The reason is one of ours and holds nothing of the message. */
export function malformed(reason: string): PasserelleError {
  return new PasserelleError('PSR-1020', { reason });
}

/** Which limit a message exceeds. */
export function exceeds(limit: string): PasserelleError {
  return new PasserelleError('PSR-1021', { limit });
}
