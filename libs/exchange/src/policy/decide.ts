import { failed, ok, PasserelleError, type Result } from '@passerelle/kernel';

/** What the decision is taken on. All of it is known before any record is fetched. */
export interface Question {
  /** HL7 PurposeOfUse the requester claims. */
  readonly purpose: string;
  /** Professional role (ISCO-08 code); undefined for orders of our own country. */
  readonly professionalRole?: string;
  /** The person is known here and has records. */
  readonly known: boolean;
  /** The person objected to cross-border access (Regulation (EU) 2025/327 article 10). */
  readonly optedOut: boolean;
  /** The record is restricted (article 8): confidentiality R or V. */
  readonly restricted: boolean;
}

/** What the node allows. */
export interface Policy {
  readonly purposes: readonly string[];
  /** ISCO-08 codes, or their beginnings: `221` covers all medical doctors. */
  readonly professionalRoles: readonly string[];
}

/** Why an answer is empty. Only the log learns it; the peer is told the same sentence in every case. */
export type HiddenReason = 'unknown' | 'opted-out' | 'restricted';

/** What the policy answers: let it pass, or answer as if nothing were known. */
export type Decision = { readonly allow: true } | { readonly allow: false; readonly hidden: HiddenReason };

/**
 * Decides whether a record may cross, before it is fetched. An objection or a restriction must not be visible to the
 * other side (article 8), so it is not an error but an empty answer that only the log can tell from "unknown".
 * @returns the decision, or the refusal of the request itself: PSR-2101 purpose, PSR-2102 role
 */
export function decide(question: Question, policy: Policy): Result<Decision> {
  if (!policy.purposes.includes(question.purpose)) {
    return failed(new PasserelleError('PSR-2101', { purpose: question.purpose.slice(0, 20) }));
  }
  const role = question.professionalRole;
  if (role !== undefined && !policy.professionalRoles.some((allowed) => role.startsWith(allowed))) {
    return failed(new PasserelleError('PSR-2102'));
  }
  if (!question.known) return ok({ allow: false, hidden: 'unknown' });
  if (question.optedOut) return ok({ allow: false, hidden: 'opted-out' });
  if (question.restricted) return ok({ allow: false, hidden: 'restricted' });
  return ok({ allow: true });
}
