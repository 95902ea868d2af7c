import { part } from '../registered-error.js';

/** 80xx: the command line. */
export const commandErrors = part({
  'PSR-8001': {
    title: 'Usage',
    message: 'The command was not understood: {reason}.',
    action: 'Run `passerelle --help`.',
    http: 400,
    issue: 'value',
    retriable: false,
  },
  'PSR-8002': {
    title: 'File not readable',
    message: 'The file {file} cannot be read.',
    action: 'Check the path and the permissions.',
    http: 400,
    issue: 'not-found',
    retriable: false,
  },
  'PSR-8003': {
    title: 'File not writable',
    message: 'The file {file} cannot be written.',
    action: 'Check the folder, the permissions and the free space.',
    http: 500,
    issue: 'exception',
    retriable: false,
  },
  'PSR-8004': {
    title: 'Not built yet',
    message: 'The programs of this clone are not built yet.',
    action: 'Run `npm start` or `npm run build`, then the command again.',
    http: 500,
    issue: 'exception',
    retriable: false,
  },
  'PSR-8005': {
    title: 'Sealed already',
    message: 'The Bundle carries a seal already.',
    action: 'Verify it with `passerelle verify`; to seal it anew, remove Bundle.signature first.',
    http: 409,
    issue: 'conflict',
    retriable: false,
  },
});
