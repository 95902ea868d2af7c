import { PasserelleError } from '@passerelle/kernel';
import { attribute, children, writtenAttribute, xsiType, type XmlElement } from '@passerelle/xml';
import type {
  AssertionContent,
  AuthenticationContext,
  Conditions,
  SamlAttribute,
  SamlName,
  SubjectConfirmation,
} from './assertion-content.js';
import { namespaces } from './names.js';
import { requireAssertion } from './refusal.js';
import { instant, optionalInstant, simpleText } from './simple-values.js';

/** Children of an assertion that are read. Statements of other kinds, and extensions, are not understood. */
const understood = ['Issuer', 'Signature', 'Subject', 'Conditions', 'Advice', 'AuthnStatement', 'AttributeStatement'];
const encrypted = ['EncryptedID', 'EncryptedAssertion', 'EncryptedAttribute', 'EncryptedData'];

/**
 * Reads an assertion (SAML 2.0 core section 2.3.3), strictly: what is not understood is refused and not passed over,
 * because it may take back what the rest says.
 * @param assertion - read from the octets that a signature covers
 * @throws PasserelleError PSR-2305 for what has no form, PSR-2309 for encrypted parts, PSR-2314 for what is not understood
 */
export function readAssertion(assertion: XmlElement): AssertionContent {
  requireAssertion(attribute(assertion, 'Version') === '2.0', 'its version is not 2.0');
  const id = attribute(assertion, 'ID');
  requireAssertion(id !== undefined, 'it has no ID');
  refuseEncrypted(assertion);
  for (const { local, uri } of children(assertion)) {
    const expected = local === 'Signature' ? namespaces.signature : namespaces.assertion;
    if (!understood.includes(local) || uri !== expected) throw new PasserelleError('PSR-2314');
  }
  const subject = only(assertion, 'Subject');
  return {
    id,
    issuedAt: instant(assertion, 'IssueInstant'),
    issuer: readName(only(assertion, 'Issuer')),
    subject: readName(only(subject, 'NameID')),
    confirmations: children(subject, 'SubjectConfirmation').map(readConfirmation),
    conditions: readConditions(only(assertion, 'Conditions')),
    authentication: readAuthentication(only(assertion, 'AuthnStatement')),
    attributes: readAttributes(children(assertion, 'AttributeStatement')),
    references: readAdvice(children(assertion, 'Advice')),
  };
}

function refuseEncrypted(element: XmlElement): void {
  for (const each of children(element)) {
    if (encrypted.includes(each.local)) throw new PasserelleError('PSR-2309');
    refuseEncrypted(each);
  }
}

/** The one child of that name. The first of several would be what an attacker wants to be read. */
function only(parent: XmlElement, local: string): XmlElement {
  const [found, ...more] = children(parent, local);
  requireAssertion(found?.uri === namespaces.assertion && more.length === 0, `it does not have one ${local}`);
  return found;
}

function readName(element: XmlElement): SamlName {
  const format = attribute(element, 'Format');
  const nameQualifier = attribute(element, 'NameQualifier');
  return {
    value: simpleText(element, element.local),
    ...(format !== undefined && { format }),
    ...(nameQualifier !== undefined && { nameQualifier }),
  };
}

function readConfirmation(element: XmlElement): SubjectConfirmation {
  const method = attribute(element, 'Method');
  requireAssertion(method !== undefined, 'SubjectConfirmation has no Method');
  const [data, ...more] = children(element, 'SubjectConfirmationData');
  requireAssertion(more.length === 0, 'SubjectConfirmation has several SubjectConfirmationData');
  if (data === undefined) return { method, holders: [] };
  const notBefore = optionalInstant(data, 'NotBefore');
  const notOnOrAfter = optionalInstant(data, 'NotOnOrAfter');
  // An empty Recipient or InResponseTo is one that nothing equals.
  const recipient = writtenAttribute(data, 'Recipient');
  const inResponseTo = writtenAttribute(data, 'InResponseTo');
  return {
    method,
    ...(notBefore && { notBefore }),
    ...(notOnOrAfter && { notOnOrAfter }),
    ...(recipient !== undefined && { recipient }),
    ...(inResponseTo !== undefined && { inResponseTo }),
    holders: children(data, 'KeyInfo').flatMap((info) =>
      children(info, 'X509Data').flatMap((holder) =>
        children(holder, 'X509Certificate').map((each) => simpleText(each, 'X509Certificate')),
      ),
    ),
  };
}

function readConditions(element: XmlElement): Conditions {
  const notBefore = instant(element, 'NotBefore');
  const notOnOrAfter = instant(element, 'NotOnOrAfter');
  requireAssertion(notBefore < notOnOrAfter, 'its conditions end before they begin');
  for (const each of children(element)) {
    // ProxyRestriction binds those who issue assertions upon this one, which this node does not do.
    const known = ['AudienceRestriction', 'OneTimeUse', 'ProxyRestriction'].includes(each.local);
    if (!known || each.uri !== namespaces.assertion || attribute(each, xsiType) !== undefined) {
      throw new PasserelleError('PSR-2314');
    }
  }
  return {
    notBefore,
    notOnOrAfter,
    audienceRestrictions: children(element, 'AudienceRestriction').map((restriction) =>
      children(restriction, 'Audience').map((each) => simpleText(each, 'Audience')),
    ),
    oneTimeUse: children(element, 'OneTimeUse').length > 0,
  };
}

function readAuthentication(statement: XmlElement): AuthenticationContext {
  const sessionNotOnOrAfter = optionalInstant(statement, 'SessionNotOnOrAfter');
  const reference = only(only(statement, 'AuthnContext'), 'AuthnContextClassRef');
  return {
    at: instant(statement, 'AuthnInstant'),
    classReference: simpleText(reference, 'AuthnContextClassRef'),
    ...(sessionNotOnOrAfter && { sessionNotOnOrAfter }),
  };
}

function readAttributes(statements: readonly XmlElement[]): readonly SamlAttribute[] {
  const names = new Set<string>();
  return statements
    .flatMap((statement) => children(statement))
    .map((element) => {
      requireAssertion(
        element.local === 'Attribute' && element.uri === namespaces.assertion,
        'it has an attribute of no form',
      );
      const name = attribute(element, 'Name');
      requireAssertion(name !== undefined, 'an attribute has no name');
      requireAssertion(!names.has(name), 'an attribute occurs twice');
      names.add(name);
      const nameFormat = attribute(element, 'NameFormat');
      return { name, ...(nameFormat !== undefined && { nameFormat }), values: children(element, 'AttributeValue') };
    });
}

function readAdvice(advice: readonly XmlElement[]): readonly string[] {
  requireAssertion(advice.length <= 1, 'it has several Advice');
  return children(advice[0], 'AssertionIDRef').map((each) => simpleText(each, 'AssertionIDRef'));
}
