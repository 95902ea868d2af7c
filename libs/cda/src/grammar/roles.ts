import { rim, type TypeStatements } from './notation.js';

const reachable = 'addr 0..* AD, telecom 0..* TEL';

/** The roles in which people, organisations and things take part. */
export const roles: TypeStatements = {
  PatientRole: rim(
    'classCode = PAT',
    `id 1..* II, ${reachable}, patient 0..1 Patient, providerOrganization 0..1 Organization`,
  ),
  AssignedAuthor: rim(
    'classCode = ASSIGNED',
    `id 1..* II, code 0..1 CE, ${reachable},
      (assignedPerson 0..1 Person | assignedAuthoringDevice 0..1 AuthoringDevice),
      representedOrganization 0..1 Organization`,
  ),
  AssignedEntity: rim(
    'classCode = ASSIGNED',
    `id 1..* II, code 0..1 CE, ${reachable}, assignedPerson 0..1 Person, representedOrganization 0..1 Organization`,
  ),
  AssignedCustodian: rim('classCode = ASSIGNED', 'representedCustodianOrganization CustodianOrganization'),
  AssociatedEntity: rim(
    'classCode! RoleClassAssociative',
    `id 0..* II, code 0..1 CE, ${reachable}, associatedPerson 0..1 Person, scopingOrganization 0..1 Organization`,
  ),
  RelatedEntity: rim(
    'classCode! RoleClassMutualRelationship',
    `code 0..1 CE, ${reachable}, effectiveTime 0..1 IVL_TS, relatedPerson 0..1 Person`,
  ),
  RelatedSubject: rim('classCode x_DocumentSubject', `code 0..1 CE, ${reachable}, subject 0..1 SubjectPerson`),
  IntendedRecipient: rim(
    'classCode x_InformationRecipientRole',
    `id 0..* II, ${reachable}, informationRecipient 0..1 Person, receivedOrganization 0..1 Organization`,
  ),
  Guardian: rim(
    'classCode = GUARD',
    `id 0..* II, code 0..1 CE, ${reachable}, (guardianPerson Person | guardianOrganization Organization)`,
  ),
  Birthplace: rim('classCode = BIRTHPL', 'place Place'),
  HealthCareFacility: rim(
    'classCode RoleClassServiceDeliveryLocation',
    'id 0..* II, code 0..1 CE, location 0..1 Place, serviceProviderOrganization 0..1 Organization',
  ),
  OrganizationPartOf: rim(
    'classCode = PART',
    `id 0..* II, code 0..1 CE, statusCode 0..1 CS, effectiveTime 0..1 IVL_TS,
      wholeOrganization 0..1 Organization`,
  ),
  MaintainedEntity: rim('classCode = MNT', 'effectiveTime 0..1 IVL_TS, maintainingPerson Person'),
  SpecimenRole: rim('classCode = SPEC', 'id 0..* II, specimenPlayingEntity 0..1 PlayingEntity'),
  ParticipantRole: rim(
    'classCode RoleClassRoot',
    `id 0..* II, code 0..1 CE, ${reachable}, (playingDevice 0..1 Device | playingEntity 0..1 PlayingEntity),
      scopingEntity 0..1 Entity`,
  ),
  ManufacturedProduct: rim(
    'classCode = MANU',
    `id 0..* II, (manufacturedLabeledDrug LabeledDrug | manufacturedMaterial Material),
      manufacturerOrganization 0..1 Organization`,
  ),
};
