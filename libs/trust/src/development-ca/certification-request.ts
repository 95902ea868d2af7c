import type { KeyObject } from 'node:crypto';
import { bitString, fromDer, integer, objectIdentifier, sequence, set, tagged, toDer, toPem } from './der.js';
import { encodeName, type DistinguishedName } from './distinguished-name.js';
import { publicKeyInfo, signatureAlgorithm, signDer } from './key-pair.js';
import { purposeExtensions, type LeafPurpose } from './purposes.js';

/** What a request asks for; the fields of a leaf. */
export interface CertificationRequest {
  readonly purpose: LeafPurpose;
  readonly subject: DistinguishedName;
  /** The private key of the subject: the request is signed with it to prove possession. */
  readonly key: KeyObject;
  readonly names?: readonly string[];
}

/** PKCS#9 extensionRequest (RFC 2985 section 5.4.2). */
const extensionRequest = '1.2.840.113549.1.9.14';

/**
 * Makes a PKCS#10 request (RFC 2986 section 4) with the extensions the purpose needs; gives PEM. It is what an operator
 * hands to a real authority in place of the development one.
 */
export function createCertificationRequest(request: CertificationRequest): string {
  const extensions = sequence(...purposeExtensions(request.purpose, request.names ?? []));
  const information = sequence(
    integer(0),
    encodeName(request.subject),
    fromDer(publicKeyInfo(request.key)),
    tagged(0, [sequence(objectIdentifier(extensionRequest), set(extensions))]),
  );
  const signature = bitString(signDer(toDer(information), request.key));
  return toPem('CERTIFICATE REQUEST', toDer(sequence(information, signatureAlgorithm(request.key), signature)));
}
