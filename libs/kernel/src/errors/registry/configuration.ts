import { part } from '../registered-error.js';

/** 70xx: configuration and set-up. */
export const configurationErrors = part({
  'PSR-7001': {
    title: 'Configuration not valid',
    message: 'The configuration has {count} problems: {problems}.',
    action: 'Correct the named keys; docs/operations.md lists all of them.',
    http: 500,
    issue: 'exception',
    retriable: false,
  },
  'PSR-7002': {
    title: 'Port taken',
    message: 'The port {port} for the {door} door is already in use.',
    action: 'Stop the other process or name another port in the configuration.',
    http: 500,
    issue: 'exception',
    retriable: false,
  },
  'PSR-7003': {
    title: 'Database not reachable',
    message: 'The PostgreSQL database does not answer.',
    action: 'Check store.url, or remove it to use the embedded server.',
    http: 503,
    issue: 'transient',
    retriable: true,
  },
  'PSR-7004': {
    title: 'Embedded database cannot start',
    message: 'The embedded PostgreSQL did not start: {reason}.',
    action: 'Read the log file named in the message, or set store.url to a PostgreSQL of your own.',
    http: 500,
    issue: 'exception',
    retriable: false,
  },
  'PSR-7005': {
    title: 'Certificate missing',
    message: 'The file {file} is missing or unreadable.',
    action: 'Run `npm run certs` for development, or name your own certificates in the configuration.',
    http: 500,
    issue: 'exception',
    retriable: false,
  },
  'PSR-7010': {
    title: 'Terminology table not valid',
    message: 'The terminology tables have {count} problems, the first in {file} line {line}: {problems}.',
    action: 'Correct the named lines; config/terminology/README.md describes the columns.',
    http: 500,
    issue: 'exception',
    retriable: false,
  },
  'PSR-7020': {
    title: 'Profiles not compiled',
    message: 'The compiled profiles {file} are not there, or are not a file of compiled profiles.',
    action: 'Run `npm start` or `node scripts/prepare.mjs` in this clone; an imported file, import again.',
    http: 500,
    issue: 'exception',
    retriable: false,
  },
  'PSR-7021': {
    title: 'Package not compiled',
    message: 'The package {place} cannot be compiled: {reason}.',
    action: 'Name a FHIR R4 package whose profiles carry snapshots, as .tgz or unpacked, and correct what is named.',
    http: 400,
    issue: 'invalid',
    retriable: false,
  },
});
