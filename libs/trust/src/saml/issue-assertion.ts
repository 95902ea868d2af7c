import { newId, type Clock, type Result } from '@passerelle/kernel';
import { element, serialize, type XmlOut } from '@passerelle/xml';
import type { SealKey } from '../keys/seal-key.js';
import { signElement } from '../xades/sign-enveloped.js';
import type { SamlName } from './assertion-content.js';
import { confirmationMethods, crossBorderAudience, namespaces } from './names.js';

/** A value of an attribute: text, or one element of HL7 v3 with its attributes, such as a code. */
export type AttributeValueOut =
  string | { readonly name: string; readonly attributes: Readonly<Record<string, string>> };

/** What an assertion of ours says. */
export interface AssertionToIssue {
  readonly issuer: SamlName;
  readonly subject: SamlName;
  /** Values by the name of the attribute; an attribute without values is left out. */
  readonly attributes: Readonly<Record<string, readonly AttributeValueOut[]>>;
  /** `AuthnContextClassRef`: how the subject authenticated. */
  readonly authentication: string;
  readonly authenticatedAt: Date;
  /** Seconds for which it is valid, from now. */
  readonly lifetime: number;
  /** @default crossBorderAudience */
  readonly audience?: string;
  /** Assertions that this one is issued upon. */
  readonly references?: readonly string[];
  /** @default sender-vouches, as country B vouches for its professionals */
  readonly method?: string;
  /** Stated in `SubjectConfirmationData`, where given. */
  readonly recipient?: string;
  readonly inResponseTo?: string;
}

const prefixes = { saml2: namespaces.assertion, '': namespaces.hl7 };
const uriFormat = 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri';

/**
 * Issues an assertion (SAML 2.0 core section 2.3.3): country B asserts who its professional is, and whom the professional
 * treats. It is signed from inside, behind its issuer, over exclusive canonical form.
 * @returns the assertion in UTF-8, to be put into a message octet for octet; its refusals are those of `signElement`
 */
export async function issueAssertion(
  statement: AssertionToIssue,
  key: SealKey,
  { clock }: { readonly clock: Clock },
): Promise<Result<Buffer>> {
  // An ID is an NCName, which cannot begin with a digit.
  const id = `_${newId(clock.now())}`;
  const octets = Buffer.from(serialize(assertion(id, statement, clock.now()), prefixes), 'utf8');
  const behind = { uri: namespaces.assertion, local: 'Issuer' };
  return signElement(octets, id, key, { clock, form: 'XML-DSig', behind });
}

function assertion(id: string, statement: AssertionToIssue, now: Date): XmlOut {
  const end = new Date(now.getTime() + statement.lifetime * 1000);
  const { references = [] } = statement;
  return element(
    'saml2:Assertion',
    { ID: id, IssueInstant: now.toISOString(), Version: '2.0' },
    name('saml2:Issuer', statement.issuer),
    element('saml2:Subject', {}, name('saml2:NameID', statement.subject), confirmation(statement, end)),
    element(
      'saml2:Conditions',
      { NotBefore: now.toISOString(), NotOnOrAfter: end.toISOString() },
      element(
        'saml2:AudienceRestriction',
        {},
        element('saml2:Audience', {}, statement.audience ?? crossBorderAudience),
      ),
    ),
    references.length > 0
      ? element('saml2:Advice', {}, ...references.map((each) => element('saml2:AssertionIDRef', {}, each)))
      : undefined,
    element(
      'saml2:AuthnStatement',
      { AuthnInstant: statement.authenticatedAt.toISOString() },
      element('saml2:AuthnContext', {}, element('saml2:AuthnContextClassRef', {}, statement.authentication)),
    ),
    element('saml2:AttributeStatement', {}, ...attributes(statement)),
  );
}

function name(tag: string, { value, format, nameQualifier }: SamlName): XmlOut {
  return element(tag, { Format: format, NameQualifier: nameQualifier }, value);
}

function confirmation({ method, recipient, inResponseTo }: AssertionToIssue, end: Date): XmlOut {
  const stated = recipient !== undefined || inResponseTo !== undefined;
  const data = { InResponseTo: inResponseTo, NotOnOrAfter: end.toISOString(), Recipient: recipient };
  return element(
    'saml2:SubjectConfirmation',
    { Method: method ?? confirmationMethods.senderVouches },
    stated ? element('saml2:SubjectConfirmationData', data) : undefined,
  );
}

function attributes({ attributes: given }: AssertionToIssue): readonly XmlOut[] {
  return Object.entries(given)
    .filter(([, values]) => values.length > 0)
    .map(([attributeName, values]) =>
      element(
        'saml2:Attribute',
        { Name: attributeName, NameFormat: uriFormat },
        ...values.map((value) =>
          element(
            'saml2:AttributeValue',
            {},
            typeof value === 'string' ? value : element(value.name, value.attributes),
          ),
        ),
      ),
    );
}
