import { PasserelleError } from '@passerelle/kernel';
import { children, parseXml, type XmlElement } from '@passerelle/xml';
import type { Certificate } from '../certificates/certificate.js';
import type { SignatureFinding } from '../verification/finding.js';
import { verifyXmlSignatures } from '../xmldsig/index.js';
import type { AssertionExpectation, TrustedIssuer } from './expectation.js';
import type { LocatedAssertion, SamlMessage } from './located-assertions.js';
import { namespaces } from './names.js';

const documentElement = '/*[1]';

/** An assertion as a signature covers it. */
export interface SignedAssertion {
  /** Read again from the octets that were digested. */
  readonly element: XmlElement;
  readonly octets: Uint8Array;
  readonly signer: Certificate;
  readonly chain: readonly Certificate[];
}

/**
 * Finds the signature that covers an assertion at its place: its own, or one of the response around it. Every signature
 * over either must be acceptable, so that a false one cannot hide behind a true one.
 * @throws PasserelleError PSR-2303
 */
export async function signedAssertion(
  octets: Uint8Array,
  message: SamlMessage,
  assertion: LocatedAssertion,
  issuer: TrustedIssuer,
  { clock, crls = [], ocspResponses = [] }: AssertionExpectation,
): Promise<SignedAssertion> {
  const context = { anchors: issuer.anchors, crls, ocspResponses, at: clock.now(), detached: [] };
  const findings = await verifyXmlSignatures(octets, context);
  const own = findings.filter((each) => covers(each, assertion.place));
  const around = findings.filter((each) => message.responsePlace !== undefined && covers(each, message.responsePlace));
  const [finding] = [...own, ...around];
  if (finding === undefined) throw refused(findings[0]?.reasons[0]?.code ?? 'it carries none over this place');
  // In a SOAP message the other signatures are those of other assertions; anywhere else there is no room for others.
  const isAlone = message.response !== undefined || assertion.place === documentElement;
  for (const each of isAlone ? findings : own) requireAccepted(each, [...own, ...around].includes(each));
  const [object] = finding.signed;
  if (object === undefined || finding.signer === undefined) throw refused('it covers nothing');
  const root = parseXml(object.octets);
  const element = own.length > 0 ? root : assertionIn(root);
  return { element, octets: object.octets, signer: finding.signer, chain: finding.chain };
}

/** Whether the one thing that a signature covers is the element at a place. */
function covers({ signed }: SignatureFinding, place: string): boolean {
  return signed.length === 1 && signed[0]?.place === place;
}

function requireAccepted({ verdict, reasons }: SignatureFinding, isOverThis: boolean): void {
  if (verdict !== 'valid') throw refused(reasons[0]?.code ?? verdict);
  if (!isOverThis) throw refused('another one stands beside it');
}

function assertionIn(response: XmlElement): XmlElement {
  const [found, ...more] = children(response, 'Assertion').filter(({ uri }) => uri === namespaces.assertion);
  if (found === undefined || more.length > 0) throw new PasserelleError('PSR-2302');
  return found;
}

function refused(refusal: string): PasserelleError {
  return new PasserelleError('PSR-2303', { refusal });
}
