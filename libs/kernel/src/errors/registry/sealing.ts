import { part } from '../registered-error.js';

/** 3020 to 3029: time-stamps, containers, and the making of signatures. */
export const sealingErrors = part({
  'PSR-3020': {
    title: 'Time-stamp malformed',
    message: 'The time-stamp is no token of RFC 3161: {reason}.',
    action: 'Ask the signer, or the time-stamping authority, for a token as RFC 3161 and RFC 5816 define it.',
    http: 422,
    issue: 'security',
    retriable: false,
  },
  'PSR-3021': {
    title: 'Time-stamp broken',
    message: 'The time-stamp was altered, or it is over something else.',
    action: 'Do not rely on its time; ask the signer for the document again and report the event.',
    http: 422,
    issue: 'security',
    retriable: false,
  },
  'PSR-3022': {
    title: 'Algorithm of a time-stamp refused',
    message: 'The time-stamp uses an algorithm that is not allowed.',
    action: 'Use an authority that stamps with SHA-256 or longer and RSA of at least 2048 bits, P-256 or P-384.',
    http: 422,
    issue: 'security',
    retriable: false,
  },
  'PSR-3023': {
    title: 'Time-stamping authority unknown',
    message: 'The certificate of the time-stamp does not serve: {reason}.',
    action: 'Name the certificate of the authority, or of its issuer, as an anchor; it must be for time-stamps alone.',
    http: 422,
    issue: 'security',
    retriable: false,
  },
  'PSR-3024': {
    title: 'No time-stamp given',
    message: 'The time-stamping authority gave no time-stamp: {reason}.',
    action: 'Try again; if it stays so, ask the authority or name another one.',
    http: 503,
    issue: 'transient',
    retriable: true,
  },
  'PSR-3025': {
    title: 'Clock wrong',
    message:
      'The clock of this node differs by {seconds} s from that of the time-stamping authority; {limit} s are allowed.',
    action: 'Set the clock by NTP before anything is signed.',
    http: 503,
    issue: 'transient',
    retriable: true,
  },
  'PSR-3026': {
    title: 'Container refused',
    message: 'The container is no ASiC that is read here: {reason}.',
    action: 'Ask the sender for an ASiC container of ETSI EN 319 162-1 with XAdES signatures.',
    http: 422,
    issue: 'security',
    retriable: false,
  },
  'PSR-3027': {
    title: 'Not to be signed in this form',
    message: 'The document cannot be signed in this form: {reason}.',
    action: 'Choose a detached signature, or correct the document.',
    http: 422,
    issue: 'invalid',
    retriable: false,
  },
});
