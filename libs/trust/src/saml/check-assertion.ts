import { PasserelleError } from '@passerelle/kernel';
import { readHint } from '../certificates/certificate-hint.js';
import type { AssertionContent, SubjectConfirmation } from './assertion-content.js';
import type { AssertionExpectation } from './expectation.js';
import { confirmationMethods } from './names.js';

const defaultSkew = 60;
const defaultLongest = 14_400;
const { bearer, holderOfKey, senderVouches } = confirmationMethods;

/**
 * Holds what an assertion says against what is expected: time, audience, and who may speak for its subject.
 * @returns the method by which the subject is confirmed
 * @throws PasserelleError PSR-2306, PSR-2307 or PSR-2308
 */
export function checkAssertion(content: AssertionContent, expected: AssertionExpectation): string {
  checkTime(content, expected);
  checkAudience(content, expected);
  let reason = 'it has no subject confirmation';
  for (const confirmation of content.confirmations) {
    const fault = confirmationFault(confirmation, expected);
    if (fault === undefined) return confirmation.method;
    reason = fault;
  }
  throw new PasserelleError('PSR-2308', { reason });
}

function checkTime({ conditions, issuedAt, authentication }: AssertionContent, expected: AssertionExpectation): void {
  const { clock, skew = defaultSkew, longest = defaultLongest } = expected;
  const now = clock.now().getTime();
  const leeway = skew * 1000;
  const { notBefore, notOnOrAfter } = conditions;
  const stale = (reason: string): PasserelleError => new PasserelleError('PSR-2306', { reason });
  if (now + leeway < notBefore.getTime()) throw stale('it is not valid yet');
  if (now - leeway >= notOnOrAfter.getTime()) throw stale('it has expired');
  if (notOnOrAfter.getTime() - notBefore.getTime() > longest * 1000) throw stale(`it lives longer than ${longest} s`);
  if (issuedAt.getTime() > now + leeway) throw stale('it is issued in the future');
  if (authentication.at.getTime() > now + leeway) throw stale('its subject authenticates in the future');
  const sessionEnd = authentication.sessionNotOnOrAfter;
  if (sessionEnd !== undefined && now - leeway >= sessionEnd.getTime()) throw stale('its session has ended');
}

/** Each restriction must be met (SAML 2.0 core section 2.5.1.4), and there must be one: no audience is nobody's. */
function checkAudience({ conditions }: AssertionContent, { audience }: AssertionExpectation): void {
  const { audienceRestrictions: restrictions } = conditions;
  if (restrictions.length === 0 || !restrictions.every((each) => each.includes(audience))) {
    throw new PasserelleError('PSR-2307');
  }
}

/** Why a confirmation does not confirm (SAML 2.0 profiles sections 3 and 4.1.4.2); undefined when it does. */
function confirmationFault(confirmation: SubjectConfirmation, expected: AssertionExpectation): string | undefined {
  const { clock, skew = defaultSkew, recipient, inResponseTo } = expected;
  const { method, notBefore, notOnOrAfter } = confirmation;
  const methods = expected.methods ?? [bearer, holderOfKey, senderVouches];
  if (!methods.includes(method)) return 'its method is not accepted';
  const now = clock.now().getTime();
  if (notOnOrAfter !== undefined && now - skew * 1000 >= notOnOrAfter.getTime()) return 'it has expired';
  if (notBefore !== undefined && now + skew * 1000 < notBefore.getTime()) return 'it does not count yet';
  if (confirmation.recipient !== undefined && confirmation.recipient !== recipient) return 'it names another recipient';
  if (inResponseTo !== undefined && confirmation.inResponseTo !== inResponseTo) return 'it answers another request';
  switch (method) {
    case bearer:
      if (notOnOrAfter === undefined || notBefore !== undefined) return 'it does not say until when';
      return confirmation.recipient === undefined ? 'it names no recipient' : undefined;
    case holderOfKey:
      return holds(confirmation, expected) ? undefined : 'the connection does not hold its key';
    default:
      return undefined;
  }
}

function holds({ holders }: SubjectConfirmation, { holder }: AssertionExpectation): boolean {
  return holder !== undefined && holders.some((each) => readHint(each)?.fingerprint === holder.fingerprint);
}
