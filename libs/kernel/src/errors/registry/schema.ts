import { part } from '../registered-error.js';

/** 73xx: XML Schemas that a person imports. */
export const schemaErrors = part({
  'PSR-7301': {
    title: 'Schema not usable',
    message: 'The schema {file} cannot be used: {reason}.',
    action:
      'Import the whole set of schema files, with the folders they name each other by; --root names the file to begin with.',
    http: 500,
    issue: 'exception',
    retriable: false,
  },
  'PSR-7302': {
    title: 'Schema source not usable',
    message: 'The schemas cannot be read from {source}: {reason}.',
    action: 'Name a folder or a zip file that holds the .xsd files.',
    http: 500,
    issue: 'exception',
    retriable: false,
  },
  'PSR-7303': {
    title: 'No schema imported',
    message: 'There is no imported schema in {folder}.',
    action:
      'Import it with `passerelle schemas import <folder|zip>`, or take validation.schemas out of the configuration.',
    http: 500,
    issue: 'not-found',
    retriable: false,
  },
});
