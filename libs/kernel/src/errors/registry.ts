import { admissionErrors } from './registry/admission.js';
import { busErrors } from './registry/bus.js';
import { certificateErrors } from './registry/certificate.js';
import { commandErrors } from './registry/command.js';
import { configurationErrors } from './registry/configuration.js';
import { documentErrors } from './registry/document.js';
import { exchangeErrors } from './registry/exchange.js';
import { identityErrors } from './registry/identity.js';
import { inputErrors } from './registry/input.js';
import { internalErrors } from './registry/internal.js';
import { keyErrors } from './registry/key.js';
import { jsonSignatureErrors } from './registry/json-signature.js';
import { logErrors } from './registry/log.js';
import { privacyErrors } from './registry/privacy.js';
import { samlErrors } from './registry/saml.js';
import { schemaErrors } from './registry/schema.js';
import { sealErrors } from './registry/seal.js';
import { sealingErrors } from './registry/sealing.js';
import { terminologyErrors } from './registry/terminology.js';
import { trustBundleErrors } from './registry/trust-bundle.js';
import { xmlSignatureErrors } from './registry/xml-signature.js';
import { transportErrors } from './registry/transport.js';
import type { RegisteredError } from './registered-error.js';

export type { IssueType, RegisteredError } from './registered-error.js';

const parts = {
  ...inputErrors,
  ...transportErrors,
  ...privacyErrors,
  ...documentErrors,
  ...identityErrors,
  ...samlErrors,
  ...admissionErrors,
  ...sealErrors,
  ...trustBundleErrors,
  ...keyErrors,
  ...xmlSignatureErrors,
  ...jsonSignatureErrors,
  ...sealingErrors,
  ...certificateErrors,
  ...exchangeErrors,
  ...busErrors,
  ...logErrors,
  ...configurationErrors,
  ...schemaErrors,
  ...terminologyErrors,
  ...commandErrors,
  ...internalErrors,
};

/** Every code that Passerelle may answer, print or log. */
export type ErrorCode = keyof typeof parts;

/** The one registry of errors. docs/errors.md is generated from it and a test holds the two in step. */
export const registry: Readonly<Record<ErrorCode, RegisteredError>> = parts;

/** Tells whether a text is a code of the registry. */
export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(registry, text);
}
