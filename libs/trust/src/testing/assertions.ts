import { fixedClock } from '@passerelle/kernel';
import type { SealKey } from '../keys/seal-key.js';
import type { AssertionExpectation } from '../saml/expectation.js';
import { issueAssertion, type AssertionToIssue } from '../saml/issue-assertion.js';
import { assertionKinds, attributeNames, confirmationMethods, crossBorderAudience, namespaces } from '../saml/names.js';
import { signElement } from '../xades/sign-enveloped.js';
import { epoch, identity, type TestIdentity } from './identities.js';

export const clock = fixedClock(epoch);
export const portugal: TestIdentity = identity('PT', 'seal');
export const issuerName = 'urn:idp:PT:countryB';
export const trcIssuerName = 'urn:initgw:PT:countryB';

const code = (name: string, value: string) => ({
  name,
  attributes: { code: value, codeSystem: '1.2.3', displayName: value },
});

/** An identity assertion as country B issues it. */
export const hcpStatement: AssertionToIssue = {
  issuer: { value: issuerName, nameQualifier: assertionKinds.hcp },
  subject: { value: 'dr.doolittle', format: 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified' },
  authentication: 'urn:oasis:names:tc:SAML:2.0:ac:classes:X509',
  authenticatedAt: epoch,
  lifetime: 3600,
  attributes: {
    [attributeNames.subjectId]: ['John Doolittle'],
    [attributeNames.role]: [code('Role', '221')],
    [attributeNames.purposeOfUse]: [code('PurposeOfUse', 'TREATMENT')],
    [attributeNames.locality]: ['Hospital of Lisbon'],
    [attributeNames.organization]: ['Hospital'],
    [attributeNames.organizationId]: ['urn:hl7ii:1.2.3:4'],
    [attributeNames.facilityType]: ['Hospital'],
    [attributeNames.homeCommunityId]: ['urn:oid:2.16.17.710.807.1000.990.1'],
    [attributeNames.permission]: ['PRD-003', 'PRD-006'].map(
      (each) => `urn:oasis:names:tc:xspa:1.0:subject:hl7:permission:${each}`,
    ),
  },
};

/** A treatment confirmation issued upon an identity assertion. */
export function trcStatement(reference: string, changes: Partial<AssertionToIssue> = {}): AssertionToIssue {
  return {
    ...hcpStatement,
    issuer: { value: trcIssuerName, nameQualifier: assertionKinds.trc },
    authentication: 'urn:oasis:names:tc:SAML:2.0:ac:classes:PreviousSession',
    references: [reference],
    attributes: {
      [attributeNames.subjectId]: ['1942^^^&1.2.3.4&ISO'],
      [attributeNames.purposeOfUse]: ['TREATMENT'],
    },
    ...changes,
  };
}

export async function issued(statement: AssertionToIssue = hcpStatement, key: SealKey = portugal.key): Promise<string> {
  const result = await issueAssertion(statement, key, { clock });
  if (!result.ok) throw result.error;
  return result.value.toString('utf8');
}

/** Takes the signature out, changes the text and signs again: any assertion, well signed. */
export async function resigned(
  text: string,
  change: (text: string) => string,
  key: SealKey = portugal.key,
): Promise<string> {
  const changed = change(text.replace(/<ds:Signature .*<\/ds:Signature>/s, ''));
  const id = / ID="([^"]+)"/.exec(changed)?.[1] ?? '';
  const behind = { uri: namespaces.assertion, local: 'Issuer' };
  const result = await signElement(Buffer.from(changed), id, key, { clock, form: 'XML-DSig', behind });
  if (!result.ok) throw result.error;
  return result.value.toString('utf8');
}

/** The expectation under which {@link hcpStatement} is accepted. Each has a memory of its own. */
export function expectation(changes: Partial<AssertionExpectation> = {}): AssertionExpectation {
  const used = new Set<string>();
  const anchors = [portugal.key.certificate];
  return {
    issuers: [issuerName, trcIssuerName].map((name) => ({ name, anchors })),
    audience: crossBorderAudience,
    clock,
    useOnce: (issuer, id) => {
      const key = JSON.stringify([issuer, id]);
      const first = !used.has(key);
      used.add(key);
      return Promise.resolve(first);
    },
    ...changes,
  };
}

/** A response of an identity provider around some assertions. */
export function response(inside: string, attributes = '', status = 'Success'): string {
  const code = `<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:${status}"/>`;
  return (
    `<samlp:Response xmlns:samlp="${namespaces.protocol}" ID="_r" Version="2.0" IssueInstant="${epoch.toISOString()}"${attributes}>` +
    `<saml2:Issuer xmlns:saml2="${namespaces.assertion}">${issuerName}</saml2:Issuer>` +
    `<samlp:Status>${code}</samlp:Status>${inside}</samlp:Response>`
  );
}

/** A SOAP message with some elements in its security header. */
export function soap(security: string, body = ''): string {
  return (
    '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Header>' +
    `<w:Security xmlns:w="${namespaces.security}">${security}</w:Security></s:Header><s:Body>${body}</s:Body></s:Envelope>`
  );
}

/** Parts of a bearer statement for web single sign-on. */
export const bearer = { method: confirmationMethods.bearer, recipient: 'https://node.example/acs', inResponseTo: '_q' };
