import { part } from '../registered-error.js';

/** 3090 to 3099: signatures in JSON (JWS and JAdES), beyond what 3001 to 3018 say of every signature. */
export const jsonSignatureErrors = part({
  'PSR-3090': {
    title: 'Reference to content not supported',
    message: 'The signature refers to its content in a way that is not supported: {reason}.',
    action: 'Ask the signer to refer to the content by ObjectIdByURI or ObjectIdByURIHash, or to leave sigD out.',
    http: 422,
    issue: 'not-supported',
    retriable: false,
  },
  'PSR-3091': {
    title: 'Critical header refused',
    message: 'The header crit of the signature is not acceptable: {reason}.',
    action:
      'Ask the signer to list in crit exactly the extensions that are in use, all of them known to ETSI TS 119 182-1.',
    http: 422,
    issue: 'security',
    retriable: false,
  },
  'PSR-3092': {
    title: 'Signed property missing',
    message: 'The signature does not say {property}.',
    action: 'Ask the signer for a JAdES signature of baseline level B.',
    http: 422,
    issue: 'security',
    retriable: false,
  },
  'PSR-3093': {
    title: 'Counter-signature broken',
    message: 'A counter-signature does not belong to the signature it stands in, or was altered.',
    action: 'Do not use the document; ask the sender for it again and report the event.',
    http: 422,
    issue: 'security',
    retriable: false,
  },
});
