import { part } from '../registered-error.js';

/** 3090 to 3099: signatures in JSON (JWS and JAdES), beyond what 3001 to 3006 say of every seal. */
export const jsonSignatureErrors = part({
  'PSR-3090': {
    title: 'Signed content not at hand',
    message: 'The signature covers content that was not given: {object}.',
    action: 'Give the content beside the signature, under the name that the signature uses for it.',
    http: 422,
    issue: 'security',
    retriable: false,
  },
  'PSR-3091': {
    title: 'Reference to content not supported',
    message: 'The signature refers to its content in a way that is not supported: {reason}.',
    action: 'Ask the signer to refer to the content by ObjectIdByURI or ObjectIdByURIHash, or to leave sigD out.',
    http: 422,
    issue: 'not-supported',
    retriable: false,
  },
  'PSR-3092': {
    title: 'Critical header refused',
    message: 'The header crit of the signature is not acceptable: {reason}.',
    action:
      'Ask the signer to list in crit exactly the extensions that are in use, all of them known to ETSI TS 119 182-1.',
    http: 422,
    issue: 'security',
    retriable: false,
  },
  'PSR-3093': {
    title: 'Signed property missing',
    message: 'The signature does not say {property}.',
    action: 'Ask the signer for a JAdES signature of baseline level B.',
    http: 422,
    issue: 'security',
    retriable: false,
  },
  'PSR-3094': {
    title: 'Counter-signature broken',
    message: 'A counter-signature does not belong to the signature it stands in, or was altered.',
    action: 'Do not use the document; ask the sender for it again and report the event.',
    http: 422,
    issue: 'security',
    retriable: false,
  },
  'PSR-3095': {
    title: 'Signing certificate not at hand',
    message: 'No certificate at hand is the one that the signature names.',
    action: 'Ask the signer to put the certificate into x5c, or name it as an anchor.',
    http: 422,
    issue: 'security',
    retriable: false,
  },
});
