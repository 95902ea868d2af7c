import { part } from '../registered-error.js';

/** 103x: what is asked about a person whose data this node keeps. */
export const privacyErrors = part({
  'PSR-1030': {
    title: 'Person has open exchanges',
    message: 'Nothing was erased: {count} exchanges of the person have not ended.',
    action: 'Wait until they have, or end them; then ask again.',
    http: 409,
    issue: 'conflict',
    retriable: true,
  },
});
