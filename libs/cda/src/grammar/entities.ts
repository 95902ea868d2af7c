import { rim, type TypeStatements } from './notation.js';

const person = 'classCode = PSN, determinerCode = INSTANCE';

/** People, organisations, places and things. `LanguageCommunication` is a property of a person and no entity. */
export const entities: TypeStatements = {
  Person: rim(person, 'name 0..* PN'),
  Patient: rim(
    person,
    `id 0..1 II, name 0..* PN, administrativeGenderCode 0..1 CE, birthTime 0..1 TS, maritalStatusCode 0..1 CE,
      religiousAffiliationCode 0..1 CE, raceCode 0..1 CE, ethnicGroupCode 0..1 CE, guardian 0..* Guardian,
      birthplace 0..1 Birthplace, languageCommunication 0..* LanguageCommunication`,
  ),
  SubjectPerson: rim(person, 'name 0..* PN, administrativeGenderCode 0..1 CE, birthTime 0..1 TS'),
  LanguageCommunication: {
    attributes: 'nullFlavor NullFlavor',
    parts: `realmCode 0..* CS, typeId 0..1 InfrastructureRoot.typeId, templateId 0..* II, languageCode 0..1 CS,
      modeCode 0..1 CE, proficiencyLevelCode 0..1 CE, preferenceInd 0..1 BL`,
  },

  Organization: rim(
    'classCode = ORG, determinerCode = INSTANCE',
    `id 0..* II, name 0..* ON, telecom 0..* TEL, addr 0..* AD, standardIndustryClassCode 0..1 CE,
      asOrganizationPartOf 0..1 OrganizationPartOf`,
  ),
  CustodianOrganization: rim(
    'classCode = ORG, determinerCode = INSTANCE',
    'id 1..* II, name 0..1 ON, telecom 0..1 TEL, addr 0..1 AD',
  ),
  Place: rim('classCode = PLC, determinerCode = INSTANCE', 'name 0..1 EN, addr 0..1 AD'),

  AuthoringDevice: rim(
    'classCode = DEV, determinerCode = INSTANCE',
    `code 0..1 CE, manufacturerModelName 0..1 SC, softwareName 0..1 SC,
      asMaintainedEntity 0..* MaintainedEntity`,
  ),
  Device: rim(
    'classCode EntityClassDevice, determinerCode = INSTANCE',
    'code 0..1 CE, manufacturerModelName 0..1 SC, softwareName 0..1 SC',
  ),
  Entity: rim('classCode EntityClassRoot, determinerCode = INSTANCE', 'id 0..* II, code 0..1 CE, desc 0..1 ED'),
  PlayingEntity: rim(
    'classCode EntityClassRoot, determinerCode = INSTANCE',
    'code 0..1 CE, quantity 0..* PQ, name 0..* PN, desc 0..1 ED',
  ),
  LabeledDrug: rim('classCode = MMAT, determinerCode = KIND', 'code 0..1 CE, name 0..1 EN'),

  // The pharmacy extension: where CDA has only a code, a name and a lot, a medicine has its form, packages and substances.
  Material: rim(
    'classCode = MMAT, determinerCode = KIND',
    `code 0..1 CE, name 0..1 EN, pharm:desc 0..1 ED, pharm:formCode 0..1 CE, lotNumberText 0..1 ST,
      pharm:expirationTime 0..1 IVL_TS, pharm:asContent 0..* COCT_MT230100UV01.Content nillable,
      pharm:asSpecializedKind 0..* COCT_MT230100UV01.SpecializedKind nillable, pharm:part 0..* COCT_MT230100UV01.Part nillable,
      pharm:ingredient 0..* COCT_MT230100UV01.Ingredient nillable`,
  ),
};
