import { rim, type TypeStatements } from './notation.js';

/** Who and what takes part in the document and in its statements. */
export const participations: TypeStatements = {
  RecordTarget: rim('typeCode = RCT, contextControlCode = OP', 'patientRole PatientRole'),
  Author: rim(
    'typeCode = AUT, contextControlCode = OP',
    'functionCode 0..1 CE, time TS, assignedAuthor AssignedAuthor',
  ),
  DataEnterer: rim('typeCode = ENT, contextControlCode = OP', 'time 0..1 TS, assignedEntity AssignedEntity'),
  Informant12: rim(
    'typeCode = INF, contextControlCode = OP',
    '(assignedEntity AssignedEntity | relatedEntity RelatedEntity)',
  ),
  Custodian: rim('typeCode = CST', 'assignedCustodian AssignedCustodian'),
  InformationRecipient: rim('typeCode x_InformationRecipient', 'intendedRecipient IntendedRecipient'),
  LegalAuthenticator: rim(
    'ID ID, typeCode = LA, contextControlCode = OP',
    'time TS, signatureCode CS, assignedEntity AssignedEntity',
  ),
  Authenticator: rim('typeCode = AUTHEN', 'time TS, signatureCode CS, assignedEntity AssignedEntity'),
  Participant1: rim(
    'typeCode! ParticipationType, contextControlCode = OP',
    'functionCode 0..1 CE, time 0..1 IVL_TS, associatedEntity AssociatedEntity',
  ),
  Performer1: rim(
    'typeCode! x_ServiceEventPerformer',
    'functionCode 0..1 CE, time 0..1 IVL_TS, assignedEntity AssignedEntity',
  ),
  ResponsibleParty: rim('typeCode = RESP', 'assignedEntity AssignedEntity'),
  EncounterParticipant: rim('typeCode! x_EncounterParticipant', 'time 0..1 IVL_TS, assignedEntity AssignedEntity'),
  Location: rim('typeCode = LOC', 'healthCareFacility HealthCareFacility'),

  Subject: rim('typeCode = SBJ, contextControlCode = OP', 'awarenessCode 0..1 CE, relatedSubject RelatedSubject'),
  Specimen: rim('typeCode = SPC', 'specimenRole SpecimenRole'),
  Performer2: rim('typeCode = PRF', 'time 0..1 IVL_TS, modeCode 0..1 CE, assignedEntity AssignedEntity'),
  Participant2: rim(
    'typeCode! ParticipationType, contextControlCode = OP',
    'time 0..1 IVL_TS, awarenessCode 0..1 CE, participantRole ParticipantRole',
  ),
  Consumable: rim('typeCode = CSM', 'manufacturedProduct ManufacturedProduct'),
  Product: rim('typeCode = PRD', 'manufacturedProduct ManufacturedProduct'),
};
