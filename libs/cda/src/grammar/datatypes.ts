import { namesAndAddresses } from './names-and-addresses.js';
import type { TypeStatements } from './notation.js';
import { quantities } from './quantities.js';

/** Data types of HL7 v3, release 1 (XML ITS): text, codes, identifiers, addresses of systems. */
const basic: TypeStatements = {
  ANY: { abstract: true, attributes: 'nullFlavor NullFlavor' },
  ANYNonNull: { restricts: 'ANY', attributes: '-nullFlavor' },
  BL: { extends: 'ANY', attributes: 'value bl' },
  BN: { extends: 'ANYNonNull', attributes: 'value bl' },

  BIN: { extends: 'ANY', abstract: true, mixed: true, attributes: 'representation BinaryDataEncoding' },
  ED: {
    extends: 'BIN',
    mixed: true,
    parts: 'reference 0..1 TEL, thumbnail 0..1 thumbnail',
    attributes:
      'mediaType cs, language cs, compression CompressionAlgorithm, integrityCheck bin, integrityCheckAlgorithm IntegrityCheckAlgorithm',
  },
  thumbnail: { restricts: 'ED', mixed: true, parts: 'reference 0..1 TEL' },
  ST: {
    restricts: 'ED',
    mixed: true,
    attributes: 'representation = TXT, mediaType = text/plain, -compression, -integrityCheck, -integrityCheckAlgorithm',
  },
  SC: {
    extends: 'ST',
    mixed: true,
    attributes: 'code cs, codeSystem uid, codeSystemName st, codeSystemVersion st, displayName st',
  },

  CD: {
    extends: 'ANY',
    parts: 'originalText 0..1 ED, qualifier 0..* CR, translation 0..* CD',
    attributes: 'code cs, codeSystem uid, codeSystemName st, codeSystemVersion st, displayName st',
  },
  CE: { restricts: 'CD', parts: 'originalText 0..1 ED, translation 0..* CD' },
  CV: { restricts: 'CE', parts: 'originalText 0..1 ED' },
  // A simple code has no room for anything but the code: its system is fixed by the model.
  CS: { restricts: 'CV', attributes: '-codeSystem, -codeSystemName, -codeSystemVersion, -displayName' },
  CO: { extends: 'CV' },
  CR: { extends: 'ANY', parts: 'name 0..1 CV, value 0..1 CD', attributes: 'inverted bl' },
  SXCM_CD: { extends: 'CD', attributes: 'operator SetOperator' },
  BXIT_CD: { extends: 'CD', attributes: 'qty int' },
  HXIT_CE: { extends: 'CE', parts: 'validTime 0..1 IVL_TS' },

  II: { extends: 'ANY', attributes: 'root uid, extension st, assigningAuthorityName st, displayable bl' },
  URL: { extends: 'ANY', abstract: true, attributes: 'value url' },
  TEL: {
    extends: 'URL',
    parts: 'useablePeriod 0..* SXCM_TS',
    attributes: 'use set_TelecommunicationAddressUse',
  },
};

/** All data types. They stand in the namespace of whoever uses them. */
export const datatypes: TypeStatements = { ...basic, ...quantities, ...namesAndAddresses };
