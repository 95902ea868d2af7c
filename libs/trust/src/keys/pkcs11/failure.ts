import { PasserelleError } from '@passerelle/kernel';

/** Return values (PKCS#11 section 6.1) after which a new session may help: it was closed, or the token was away. */
const lost = new Set([
  'CKR_SESSION_HANDLE_INVALID',
  'CKR_SESSION_CLOSED',
  'CKR_USER_NOT_LOGGED_IN',
  'CKR_OBJECT_HANDLE_INVALID',
  'CKR_KEY_HANDLE_INVALID',
  'CKR_DEVICE_REMOVED',
  'CKR_DEVICE_ERROR',
  'CKR_TOKEN_NOT_PRESENT',
  'CKR_SLOT_ID_INVALID',
]);
const pin = new Set(['CKR_PIN_INCORRECT', 'CKR_PIN_INVALID', 'CKR_PIN_LEN_RANGE', 'CKR_PIN_EXPIRED', 'CKR_PIN_LOCKED']);

/** Whether a session was lost, so that one more attempt with a new one is worth while. */
export function sessionLost(caught: unknown): boolean {
  return lost.has(nameOf(caught));
}

/** What the security module answered, as an error of ours: PSR-3076 for its PIN, PSR-3077 else. */
export function moduleFailure(caught: unknown): PasserelleError {
  if (caught instanceof PasserelleError) return caught;
  const name = nameOf(caught);
  return new PasserelleError(pin.has(name) ? 'PSR-3076' : 'PSR-3077', { reason: name }, { cause: caught });
}

/** The name of a return value; the text of any other error is not repeated. */
function nameOf(caught: unknown): string {
  const text = caught instanceof Error ? caught.message : '';
  return /^CKR_[A-Z0-9_]+/.exec(text)?.[0] ?? 'unexpected answer';
}
