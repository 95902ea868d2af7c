export { bindAssertions, type AssertionBundle, type BoundIdentity } from './bind-assertions.js';
export type {
  AssertionContent,
  AuthenticationContext,
  Conditions,
  SamlAttribute,
  SamlName,
  SubjectConfirmation,
} from './assertion-content.js';
export type { AssertionEvidence, AssertionExpectation, TrustedIssuer } from './expectation.js';
export { issueAssertion, type AssertionToIssue, type AttributeValueOut } from './issue-assertion.js';
export {
  assertionKinds,
  attributeNames,
  confirmationMethods,
  crossBorderAudience,
  type AssertionKind,
  type AttributeKey,
} from './names.js';
export {
  verifyAssertion,
  verifyAssertions,
  type AssertionExpectations,
  type AssertionsEvidence,
} from './verify-assertion.js';
export {
  readProfessional,
  readTreatment,
  type AssertedCode,
  type AssertedProfessional,
  type AssertedTreatment,
} from './xspa.js';
