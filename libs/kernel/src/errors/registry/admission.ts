import { part } from '../registered-error.js';

/** 202x: how much one sender may ask of the node, and whether a message is addressed as what it is. */
export const admissionErrors = part({
  'PSR-2020': {
    title: 'Too many requests',
    message: 'More requests came from this sender than it may send in this time.',
    action:
      'Wait as long as Retry-After says and send fewer requests a second; the limits are agreed with the operators.',
    http: 429,
    issue: 'throttled',
    retriable: true,
  },
  'PSR-2021': {
    title: 'Too many requests at once',
    message: 'This sender has as many requests open as it may have at once.',
    action: 'Wait for an answer before the next request is sent; the limits are agreed with the operators.',
    http: 429,
    issue: 'throttled',
    retriable: true,
  },
  'PSR-2022': {
    title: 'Message addressed wrongly',
    message: 'The WS-Addressing headers do not fit the message: {reason}.',
    action: 'Send Action, To and MessageID once each, and the action that belongs to the body of the message.',
    http: 400,
    issue: 'invalid',
    retriable: false,
  },
  'PSR-2023': {
    title: 'Not available now',
    message: 'The node cannot answer now.',
    action: 'Try again as Retry-After says. Nothing was half done.',
    http: 503,
    issue: 'transient',
    retriable: true,
  },
  'PSR-2024': {
    title: 'Certificate not for TLS',
    message: 'The certificate of the connection is not one for TLS.',
    action: 'Connect with a certificate for TLS client (and server) authentication; seals and tokens have their own.',
    http: 403,
    issue: 'security',
    retriable: false,
  },
});
