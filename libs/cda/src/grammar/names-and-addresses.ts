import type { TypeStatements } from './notation.js';

// Parts of an address, and the code that their attribute partType would have.
const addressParts: Readonly<Record<string, string>> = {
  delimiter: 'DEL',
  country: 'CNT',
  state: 'STA',
  county: 'CPA',
  city: 'CTY',
  postalCode: 'ZIP',
  streetAddressLine: 'SAL',
  houseNumber: 'BNR',
  houseNumberNumeric: 'BNN',
  direction: 'DIR',
  streetName: 'STR',
  streetNameBase: 'STB',
  streetNameType: 'STTYP',
  additionalLocator: 'ADL',
  unitID: 'UNID',
  unitType: 'UNIT',
  careOf: 'CAR',
  censusTract: 'CEN',
  deliveryAddressLine: 'DAL',
  deliveryInstallationType: 'DINST',
  deliveryInstallationArea: 'DINSTA',
  deliveryInstallationQualifier: 'DINSTQ',
  deliveryMode: 'DMOD',
  deliveryModeIdentifier: 'DMODID',
  buildingNumberSuffix: 'BNS',
  postBox: 'POB',
  precinct: 'PRE',
};

const nameParts: Readonly<Record<string, string>> = {
  delimiter: 'DEL',
  family: 'FAM',
  given: 'GIV',
  prefix: 'PFX',
  suffix: 'SFX',
};

/** A type for each part: text of the general type, with the code of the part fixed. */
function typesOf(parts: Readonly<Record<string, string>>, prefix: string, general: string): TypeStatements {
  return Object.fromEntries(
    Object.entries(parts).map(([name, code]) => [
      `${prefix}.${name}`,
      { restricts: general, mixed: true, attributes: `partType = ${code}` },
    ]),
  );
}

/** Any of the parts, in any order and number. */
function anyOf(names: readonly string[], prefix: string): string {
  return `(${names.map((name) => `${name} ${prefix}.${name}`).join(' | ')}) 0..*`;
}

/** Postal addresses and names of the HL7 v3 data types, release 1: text with marked parts. */
export const namesAndAddresses: TypeStatements = {
  ADXP: { extends: 'ST', mixed: true, attributes: 'partType AddressPartType' },
  ...typesOf(addressParts, 'adxp', 'ADXP'),
  AD: {
    extends: 'ANY',
    mixed: true,
    parts: `${anyOf(Object.keys(addressParts), 'adxp')}, useablePeriod 0..* SXCM_TS`,
    attributes: 'use set_PostalAddressUse, isNotOrdered bl',
  },

  ENXP: {
    extends: 'ST',
    mixed: true,
    attributes: 'partType EntityNamePartType, qualifier set_EntityNamePartQualifier',
  },
  ...typesOf(nameParts, 'en', 'ENXP'),
  EN: {
    extends: 'ANY',
    mixed: true,
    parts: `${anyOf(Object.keys(nameParts), 'en')}, validTime 0..1 IVL_TS`,
    attributes: 'use set_EntityNameUse',
  },
  PN: { extends: 'EN', mixed: true },
  ON: {
    restricts: 'EN',
    mixed: true,
    parts: `${anyOf(['delimiter', 'prefix', 'suffix'], 'en')}, validTime 0..1 IVL_TS`,
  },
  TN: { restricts: 'EN', mixed: true, parts: 'validTime 0..1 IVL_TS' },
};
