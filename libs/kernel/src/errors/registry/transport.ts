import { part } from '../registered-error.js';

/** 102x: how a body is packed and carried: multipart, references into it, compression, time. */
export const transportErrors = part({
  'PSR-1020': {
    title: 'Multipart message malformed',
    message: 'The multipart/related message is refused: {reason}.',
    action: 'Send multipart/related as RFC 2387 and MTOM describe it; docs/multipart.md lists what is taken.',
    http: 400,
    issue: 'structure',
    retriable: false,
  },
  'PSR-1021': {
    title: 'Multipart limit exceeded',
    message: 'The multipart/related message exceeds the limit on {limit}.',
    action: 'Send a message within the limits listed in docs/multipart.md.',
    http: 413,
    issue: 'too-long',
    retriable: false,
  },
  'PSR-1022': {
    title: 'Reference to a part refused',
    message: 'A reference into the multipart/related message is refused: {reason}.',
    action: 'Name each part once, by one xop:Include with a cid: address that is alone in its element.',
    http: 400,
    issue: 'value',
    retriable: false,
  },
  'PSR-1023': {
    title: 'Content coding not supported',
    message: 'The content coding of the body is not one of gzip, deflate and br, or more than one is used.',
    action: 'Send the body as it is, or with one of the codings that Accept-Encoding of this answer names.',
    http: 415,
    issue: 'not-supported',
    retriable: false,
  },
  'PSR-1024': {
    title: 'Compressed data expand too far',
    message: 'The compressed data expand beyond the limit of {limit}.',
    action: 'Send a smaller document; the limits are listed in docs/operations.md.',
    http: 413,
    issue: 'too-long',
    retriable: false,
  },
  'PSR-1025': {
    title: 'Compressed data damaged',
    message: 'The compressed data cannot be read to their end, or something follows them.',
    action: 'Check that the whole body was sent and that Content-Encoding names how it is compressed.',
    http: 400,
    issue: 'structure',
    retriable: false,
  },
  'PSR-1026': {
    title: 'Request too slow',
    message: 'The request did not arrive in time.',
    action:
      'Send the request at once and over a line that carries it; the limits of time are listed in docs/operations.md.',
    http: 408,
    issue: 'timeout',
    retriable: true,
  },
  'PSR-1027': {
    title: 'Too many headers',
    message: 'The request has more than {limit} header fields.',
    action: 'Send fewer header fields.',
    http: 431,
    issue: 'too-long',
    retriable: false,
  },
});
