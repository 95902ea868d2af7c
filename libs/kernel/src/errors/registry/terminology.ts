import { part } from '../registered-error.js';

/** 71xx: terminology that is imported, and the index it is compiled into. */
export const terminologyErrors = part({
  'PSR-7101': {
    title: 'Terminology source not recognised',
    message: 'The terminology source {file} is none that can be read: {reason}.',
    action:
      'Name a FHIR package (.tgz or folder), a folder of FHIR JSON or of MVC XML, or CSV files; see docs/terminology.md.',
    http: 500,
    issue: 'not-supported',
    retriable: false,
  },
  'PSR-7102': {
    title: 'Terminology source not valid',
    message: 'The terminology source {source} has {count} problems, the first in {file}: {problems}.',
    action:
      'Correct the named places, or give --keep-going to import the rest; docs/terminology.md describes the forms.',
    http: 500,
    issue: 'exception',
    retriable: false,
  },
  'PSR-7103': {
    title: 'Terminology source too large',
    message: 'The terminology source {file} exceeds the limit on {limit}.',
    action: 'Split the source; docs/terminology.md lists the limits.',
    http: 500,
    issue: 'too-long',
    retriable: false,
  },
  'PSR-7104': {
    title: 'Terminology index damaged',
    message: 'The terminology index cannot be used: {reason}.',
    action: 'Import the sources again with `passerelle terminology import`; until then move the index away.',
    http: 500,
    issue: 'exception',
    retriable: false,
  },
  'PSR-7105': {
    title: 'Terminology index of another release',
    message: 'The terminology index has format {found}, this release reads format {expected}.',
    action: 'Import the sources again with `passerelle terminology import`.',
    http: 500,
    issue: 'exception',
    retriable: false,
  },
});
