import { part } from '../registered-error.js';

/** 3011 to 3019: XML signatures of any shape, beside the strict seals of 3001 to 3006. */
export const xmlSignatureErrors = part({
  'PSR-3011': {
    title: 'Algorithm of a signature refused',
    message: 'The signature uses an algorithm or a key that is not allowed: {algorithm}.',
    action:
      'Ask the signer for RSA of at least 2048 bits or ECDSA P-256, P-384 or P-521, with SHA-256, SHA-384 or SHA-512.',
    http: 422,
    issue: 'security',
    retriable: false,
  },
  'PSR-3012': {
    title: 'Transform of a signature refused',
    message: 'The signature is over something computed from the document and not over the document: {transform}.',
    action: 'Ask the signer for a signature with enveloped-signature and canonicalisation as only transforms.',
    http: 422,
    issue: 'security',
    retriable: false,
  },
  'PSR-3013': {
    title: 'Signed part not found',
    message: 'What the signature is over does not stand where it has to: {reason}.',
    action: 'Do not use the document: a signed part was moved or removed. Ask the sender for it again.',
    http: 422,
    issue: 'security',
    retriable: false,
  },
  'PSR-3014': {
    title: 'Signing certificate not found',
    message: 'The certificate of the signer is not in the signature: {reason}.',
    action: 'Name the certificate of the signer as an anchor, or ask for a signature that carries it.',
    http: 422,
    issue: 'security',
    retriable: false,
  },
  'PSR-3015': {
    title: 'Signature over a part',
    message: 'The signature covers only a part of what was handed in.',
    action: 'Read the signed part and nothing else, or ask for a signature over the whole document.',
    http: 422,
    issue: 'security',
    retriable: false,
  },
  'PSR-3016': {
    title: 'Signature too large',
    message: 'The signatures exceed a limit: {limit}.',
    action: 'Ask the sender for a document with fewer signatures or references.',
    http: 422,
    issue: 'security',
    retriable: false,
  },
  'PSR-3017': {
    title: 'Signed document not at hand',
    message: 'The signature is over a document that was not handed in beside it.',
    action: 'Hand in the signed documents under the names the signature gives them.',
    http: 422,
    issue: 'security',
    retriable: false,
  },
  'PSR-3018': {
    title: 'Signing time ahead',
    message: 'The signing time lies after the time for which the signature is verified.',
    action: 'Compare the clocks, or verify for a later time.',
    http: 422,
    issue: 'security',
    retriable: false,
  },
});
