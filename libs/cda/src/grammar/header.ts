import { rim, type TypeStatements } from './notation.js';

/** The document itself and the acts it is related to. */
export const header: TypeStatements = {
  'InfrastructureRoot.typeId': { restricts: 'II', attributes: 'root! == 2.16.840.1.113883.1.3, extension! st' },

  ClinicalDocument: {
    attributes: 'nullFlavor NullFlavor, ID ID, classCode = DOCCLIN, moodCode = EVN',
    parts: `realmCode 0..* CS, typeId InfrastructureRoot.typeId, templateId 0..* II, id II, code CE, title 0..1 ST,
      effectiveTime TS, confidentialityCode CE, languageCode 0..1 CS, setId 0..1 II, versionNumber 0..1 INT,
      copyTime 0..1 TS, recordTarget 1..* RecordTarget, author 1..* Author, dataEnterer 0..1 DataEnterer,
      informant 0..* Informant12, custodian Custodian, informationRecipient 0..* InformationRecipient,
      legalAuthenticator 0..1 LegalAuthenticator, authenticator 0..* Authenticator, participant 0..* Participant1,
      inFulfillmentOf 0..* InFulfillmentOf, documentationOf 0..* DocumentationOf, relatedDocument 0..* RelatedDocument,
      authorization 0..* Authorization, componentOf 0..1 Component1, component Component2`,
  },

  InFulfillmentOf: rim('typeCode = FLFS', 'order Order'),
  Order: rim('classCode ActClass, moodCode = RQO', 'id 1..* II, code 0..1 CE, priorityCode 0..1 CE'),
  DocumentationOf: rim('typeCode = DOC', 'serviceEvent ServiceEvent'),
  ServiceEvent: rim(
    'classCode ActClass, moodCode = EVN',
    'id 0..* II, code 0..1 CE, effectiveTime 0..1 IVL_TS, performer 0..* Performer1',
  ),
  RelatedDocument: rim('typeCode! x_ActRelationshipDocument', 'parentDocument ParentDocument'),
  ParentDocument: rim(
    'classCode = DOCCLIN, moodCode = EVN',
    'id 1..* II, code 0..1 CD, text 0..1 ED, setId 0..1 II, versionNumber 0..1 INT',
  ),
  Authorization: rim('typeCode = AUTH', 'consent Consent'),
  Consent: rim('classCode = CONS, moodCode = EVN', 'id 0..* II, code 0..1 CE, statusCode CS'),

  Component1: rim('typeCode = COMP', 'encompassingEncounter EncompassingEncounter'),
  EncompassingEncounter: rim(
    'classCode = ENC, moodCode = EVN',
    `id 0..* II, code 0..1 CE, effectiveTime IVL_TS, dischargeDispositionCode 0..1 CE,
      responsibleParty 0..1 ResponsibleParty, encounterParticipant 0..* EncounterParticipant, location 0..1 Location`,
  ),
};
