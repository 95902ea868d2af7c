import { failed, ok, PasserelleError, type Result } from '@passerelle/kernel';
import { attribute, child, textOf, writtenAttribute } from '@passerelle/xml';
import { checkAssertion } from './check-assertion.js';
import type { AssertionEvidence, AssertionExpectation } from './expectation.js';
import { locateAssertions, type LocatedAssertion, type SamlMessage } from './located-assertions.js';
import { assertionKinds, namespaces, type AssertionKind } from './names.js';
import { readAssertion } from './read-assertion.js';
import { signedAssertion } from './signed-assertion.js';

/** Expectations by kind of assertion. */
export type AssertionExpectations = Readonly<Partial<Record<AssertionKind, AssertionExpectation>>>;

/** Evidence by kind of assertion. */
export type AssertionsEvidence = Readonly<Partial<Record<AssertionKind, AssertionEvidence>>>;

/**
 * Verifies the one assertion of a document (SAML 2.0): an assertion, a `samlp:Response` with one, or a SOAP message with
 * one in its security header.
 *
 * What it says is read from the octets that its signature covers and from nowhere else: the signature is verified, its
 * reference must lead to the place where the assertion stands, and those octets are parsed again. Its issuer must be
 * known, and its signer must lead to an anchor of that issuer.
 * @returns the evidence, or the refusal: PSR-10xx not acceptable XML, PSR-2301 to PSR-2314
 */
export async function verifyAssertion(
  octets: Uint8Array,
  expected: AssertionExpectation,
): Promise<Result<AssertionEvidence>> {
  return attempt(async () => {
    const message = locateAssertions(octets);
    const [assertion, ...more] = message.assertions;
    if (assertion === undefined || more.length > 0) throw new PasserelleError('PSR-2302');
    const evidence = await verify(octets, message, assertion, expected);
    await use(evidence, expected);
    return evidence;
  });
}

/**
 * Verifies the assertions in the security header of a SOAP message of MyHealth@EU. They are told apart by
 * `Issuer/@NameQualifier` and never by their order; one of a kind that is not expected, or two of one kind, refuse all.
 * An assertion counts as used only when all of them were found good.
 * @param required - kinds that must be there, of those that are expected
 * @returns the evidence by kind, or the refusal of the first that is refused
 */
export async function verifyAssertions(
  octets: Uint8Array,
  expected: AssertionExpectations,
  required: readonly AssertionKind[],
): Promise<Result<AssertionsEvidence>> {
  return attempt(async () => {
    const message = locateAssertions(octets);
    const found: Partial<Record<AssertionKind, AssertionEvidence>> = {};
    for (const assertion of message.assertions) {
      const kind = kindOf(attribute(child(assertion.element, 'Issuer', namespaces.assertion), 'NameQualifier'));
      const expectation = kind && expected[kind];
      if (kind === undefined || expectation === undefined || found[kind]) throw new PasserelleError('PSR-2302');
      const evidence = await verify(octets, message, assertion, expectation);
      if (kindOf(evidence.issuer.nameQualifier) !== kind) throw new PasserelleError('PSR-2303', { refusal: kind });
      found[kind] = evidence;
    }
    if (!required.every((kind) => found[kind])) throw new PasserelleError('PSR-2301');
    for (const [kind, evidence] of Object.entries(found)) await use(evidence, expected[kind as AssertionKind]!);
    return found;
  });
}

function kindOf(nameQualifier: string | undefined): AssertionKind | undefined {
  const found = Object.entries(assertionKinds).find(([, uri]) => uri === nameQualifier);
  return found?.[0] as AssertionKind | undefined;
}

async function verify(
  octets: Uint8Array,
  message: SamlMessage,
  assertion: LocatedAssertion,
  expected: AssertionExpectation,
): Promise<AssertionEvidence> {
  // What is not signed yet only chooses the issuer whose certificates are asked; it is compared again below.
  const claimed = textOf(child(assertion.element, 'Issuer', namespaces.assertion));
  const issuer = expected.issuers.find(({ name }) => name === claimed);
  if (issuer === undefined) throw new PasserelleError('PSR-2304');
  const {
    element,
    octets: signed,
    signer,
    chain,
  } = await signedAssertion(octets, message, assertion, issuer, expected);
  const content = readAssertion(element);
  if (content.issuer.value !== issuer.name) throw new PasserelleError('PSR-2304');
  checkResponse(message, content.issuer.value, expected);
  const confirmedBy = checkAssertion(content, expected);
  return { ...content, confirmedBy, signer, chain, signed };
}

/** What a response says beside the assertion must not contradict it. It may be unsigned, and so adds nothing. */
function checkResponse({ response }: SamlMessage, issuer: string, expected: AssertionExpectation): void {
  if (response === undefined) return;
  const stated = textOf(child(response, 'Issuer', namespaces.assertion));
  if (stated !== undefined && stated !== issuer) throw new PasserelleError('PSR-2304');
  const destination = writtenAttribute(response, 'Destination');
  if (destination !== undefined && destination !== expected.recipient) {
    throw new PasserelleError('PSR-2308', { reason: 'the response goes to another destination' });
  }
  const { inResponseTo } = expected;
  if (inResponseTo !== undefined && attribute(response, 'InResponseTo') !== inResponseTo) {
    throw new PasserelleError('PSR-2308', { reason: 'the response answers another request' });
  }
}

async function use(evidence: AssertionEvidence, { useOnce, skew = 60 }: AssertionExpectation): Promise<void> {
  const until = new Date(evidence.conditions.notOnOrAfter.getTime() + skew * 1000);
  if (!(await useOnce(evidence.issuer.value, evidence.id, until))) throw new PasserelleError('PSR-2310');
}

/** Refusals are the answer; anything else is a defect and goes up. */
async function attempt<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await work());
  } catch (error) {
    if (error instanceof PasserelleError) return failed(error);
    throw error;
  }
}
