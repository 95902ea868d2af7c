import { part } from '../registered-error.js';

/** 90xx: defects of our own. */
export const internalErrors = part({
  'PSR-9001': {
    title: 'Internal error',
    message: 'The node failed in a way that it does not know.',
    action: 'Nothing was half done. Report the time and the correlation id to the operators.',
    http: 500,
    issue: 'exception',
    retriable: false,
  },
  'PSR-9002': {
    title: 'Not offered yet',
    message: 'This node does not offer {what} yet.',
    action: 'See GET /fhir/metadata for what it offers.',
    http: 501,
    issue: 'not-supported',
    retriable: false,
  },
});
