import { part } from '../registered-error.js';

/** 40xx: the exchange itself. */
export const exchangeErrors = part({
  'PSR-4001': {
    title: 'Exchange not found',
    message: 'No exchange has this id.',
    action: 'Search the exchanges by state, peer and date.',
    http: 404,
    issue: 'not-found',
    retriable: false,
  },
  'PSR-4002': {
    title: 'Message id reused',
    message: 'A message with this id was received before with different content.',
    action: 'An alarm was raised. Send new content under a new message id.',
    http: 409,
    issue: 'conflict',
    retriable: false,
  },
  'PSR-4003': {
    title: 'State does not allow it',
    message: 'An exchange in state {state} cannot become {next}.',
    action: 'Read the trail of the exchange; replay it if it has failed.',
    http: 409,
    issue: 'conflict',
    retriable: false,
  },
  'PSR-4004': {
    title: 'Unknown peer',
    message: 'The country {country} is not in the directory of peers.',
    action: 'Add config/peers/<cc>.yaml with its endpoint and certificates.',
    http: 422,
    issue: 'not-found',
    retriable: false,
  },
  'PSR-4005': {
    title: 'Peer not reachable',
    message: 'The peer {country} did not answer.',
    action: 'The delivery is tried again by itself; check the corridor if it goes on.',
    http: 504,
    issue: 'timeout',
    retriable: true,
  },
  'PSR-4006': {
    title: 'Peer refused',
    message: 'The peer {country} refused with status {status} and code {peerCode}.',
    action: 'Read the code in docs/errors.md of the peer and correct what it names.',
    http: 502,
    issue: 'processing',
    retriable: false,
  },
  'PSR-4007': {
    title: 'Peer answered nonsense',
    message: 'The answer of the peer {country} is not what was asked for: {reason}.',
    action: 'Nothing of the answer was kept; report it to the peer.',
    http: 502,
    issue: 'processing',
    retriable: false,
  },
  'PSR-4008': {
    title: 'Exchange order refused',
    message: 'The order lacks or misuses the field {field}.',
    action: 'See docs/operations.md for the fields of POST /exchanges.',
    http: 400,
    issue: 'value',
    retriable: false,
  },
});
