export { bearerMatches, newBearerToken } from './bearer/bearer.js';
export {
  readCertificate,
  readCertificates,
  type Certificate,
  type CertificateSubject,
} from './certificates/certificate.js';
export { readRevocationLists } from './certificates/crl/crl-files.js';
export { fetchRevocationList } from './certificates/crl/fetch-crl.js';
export { statusInLists, type ListStatus } from './certificates/crl/list-status.js';
export { type Revocation } from './certificates/revocation/revocation-verdict.js';
export {
  askResponder,
  OcspCache,
  type OcspAnswer,
  type OcspAsking,
  type OcspQuestion,
} from './certificates/ocsp/index.js';
export {
  buildPath,
  isIssuedBy,
  type CertificatePath,
  type CertificatePurpose,
  type CertificateStatus,
  type PathEvidence,
  type PathRequest,
} from './certificates/path/index.js';
export { expiryOf, expiryThresholds, type Expiry, type ExpiryThreshold } from './certificates/expiry.js';
export { pinOf, readPin, thumbprintOf, type Pin } from './certificates/pin.js';
export { isPinned, pinnedByThumbprint } from './certificates/pinned.js';
export { checkValidity, type ValidityError } from './certificates/validity.js';
export { openDocument, sealDocument, type DocumentPlace } from './document-cipher/document-cipher.js';
export { newPersonKey, unwrapPersonKey, wrapPersonKey } from './document-cipher/person-key.js';
export { pemSealKey, type PemSealKeyOptions } from './keys/pem-seal-key.js';
export { type LocalSealKey, type SealKey } from './keys/seal-key.js';
export { newSecretKey, readSecretKey } from './keys/secret-key.js';
export { signatureAlgorithmsOf, type SignatureAlgorithm } from './keys/signature-algorithms.js';
export { lookupKey, pseudonym, pseudonymSecret, requestDigest } from './pseudonym/pseudonym.js';
export { issueReceipt } from './receipt/issue.js';
export { type ReceiptLogPosition, type ReceivedDocument, type Receipt } from './receipt/receipt.js';
export { verifyReceipt, type ReceiptExpectation, type VerifiedReceipt } from './receipt/verify.js';
export { issueRequesterToken, type RequesterTokenContent } from './requester-token/issue.js';
export { annexFields, type HealthcareProvider, type HealthProfessional } from './requester-token/requester.js';
export { type RequesterIdentity } from './requester-token/requester.js';
export { verifyRequesterToken } from './requester-token/verify.js';
export { type RequesterTokenExpectation, type VerifiedRequester } from './requester-token/verify.js';
export { sealBundle, type BundleSealOptions, type Sealer } from './jades/seal-bundle.js';
export { sealDetachedObjects, stampJsonSeal, type JsonSealObject } from './jades/seal-detached-objects.js';
export { verifyBundleSeal } from './jades/verify-bundle-seal.js';
export { verifyJsonSignatures } from './jades/verify-json-signatures.js';
export { type SealEvidence, type SealExpectation } from './seals/evidence.js';
export { verifyXmlSignatures } from './xmldsig/index.js';
export { sealDetached, type DetachedContent } from './xades/seal-detached.js';
export {
  verifyDetachedSeal,
  type DetachedSealEvidence,
  type DetachedSealExpectation,
} from './xades/verify-detached-seal.js';
export {
  checkClock,
  largestClockDifference,
  requestTimeStamp,
  verifyTimeStampToken,
  type TimeStampAuthority,
  type TimeStampRequestOptions,
} from './time-stamp/index.js';
export { type DetachedObject, type VerificationContext } from './verification/context.js';
export {
  type SignatureFinding,
  type SignatureFormat,
  type SignatureReason,
  type SignatureScope,
  type SignedObject,
  type VerifiedTimeStamp,
} from './verification/finding.js';
export { type SigningOptions } from './xades/make-signature.js';
export { signDetached, type DetachedDocument } from './xades/sign-detached.js';
export { signElement, signEnveloped, type EnvelopedOptions } from './xades/sign-enveloped.js';
export { signEnveloping, type EnvelopedDocument } from './xades/sign-enveloping.js';
export { type RsaAlgorithm } from './keys/signature-algorithms.js';
export { createContainer, verifyContainer, type ContainerDocument } from './asic/index.js';
