/**
 * Medicines, as FHIR R4 (4.0.1) defines their elements. Notation: see `elements/element-table.ts`. Facts of the
 * standard, no rule of a profile.
 */
export const medicationsElements = `
Medication
  identifier   0..* Identifier
  code         0..1 CodeableConcept
  status       0..1 code(active|inactive|entered-in-error)
  manufacturer 0..1 Reference(Organization)
  form         0..1 CodeableConcept
  amount       0..1 Ratio
  ingredient   0..* @Medication.ingredient
  batch        0..1 @Medication.batch
Medication.ingredient
  item[x]  1..1 CodeableConcept, Reference(Substance|Medication)
  isActive 0..1 boolean
  strength 0..1 Ratio
Medication.batch
  lotNumber      0..1 string
  expirationDate 0..1 dateTime
MedicationStatement
  identifier        0..* Identifier
  basedOn           0..* Reference(MedicationRequest|CarePlan|ServiceRequest)
  partOf            0..* Reference(MedicationAdministration|MedicationDispense|MedicationStatement|Procedure|Observation)
  status            1..1 code(active|completed|entered-in-error|intended|stopped|on-hold|unknown|not-taken)
  statusReason      0..* CodeableConcept
  category          0..1 CodeableConcept
  medication[x]     1..1 CodeableConcept, Reference(Medication)
  subject           1..1 Reference(Patient|Group)
  context           0..1 Reference(Encounter|EpisodeOfCare)
  effective[x]      0..1 dateTime, Period
  dateAsserted      0..1 dateTime
  informationSource 0..1 Reference(Patient|Practitioner|PractitionerRole|RelatedPerson|Organization)
  derivedFrom       0..* Reference
  reasonCode        0..* CodeableConcept
  reasonReference   0..* Reference(Condition|Observation|DiagnosticReport)
  note              0..* Annotation
  dosage            0..* Dosage
MedicationRequest
  identifier            0..* Identifier
  status                1..1 code(active|on-hold|cancelled|completed|entered-in-error|stopped|draft|unknown)
  statusReason          0..1 CodeableConcept
  intent                1..1 code(proposal|plan|order|original-order|reflex-order|filler-order|instance-order|option)
  category              0..* CodeableConcept
  priority              0..1 code(routine|urgent|asap|stat)
  doNotPerform          0..1 boolean
  reported[x]           0..1 boolean, Reference(Patient|Practitioner|PractitionerRole|RelatedPerson|Organization)
  medication[x]         1..1 CodeableConcept, Reference(Medication)
  subject               1..1 Reference(Patient|Group)
  encounter             0..1 Reference(Encounter)
  supportingInformation 0..* Reference
  authoredOn            0..1 dateTime
  requester             0..1 Reference(Practitioner|PractitionerRole|Organization|Patient|RelatedPerson|Device)
  performer             0..1 Reference(Practitioner|PractitionerRole|Organization|Patient|Device|RelatedPerson|CareTeam)
  performerType         0..1 CodeableConcept
  recorder              0..1 Reference(Practitioner|PractitionerRole)
  reasonCode            0..* CodeableConcept
  reasonReference       0..* Reference(Condition|Observation)
  instantiatesCanonical 0..* canonical
  instantiatesUri       0..* uri
  basedOn               0..* Reference(CarePlan|MedicationRequest|ServiceRequest|ImmunizationRecommendation)
  groupIdentifier       0..1 Identifier
  courseOfTherapyType   0..1 CodeableConcept
  insurance             0..* Reference(Coverage|ClaimResponse)
  note                  0..* Annotation
  dosageInstruction     0..* Dosage
  dispenseRequest       0..1 @MedicationRequest.dispenseRequest
  substitution          0..1 @MedicationRequest.substitution
  priorPrescription     0..1 Reference(MedicationRequest)
  detectedIssue         0..* Reference(DetectedIssue)
  eventHistory          0..* Reference(Provenance)
MedicationRequest.dispenseRequest
  initialFill            0..1 @MedicationRequest.dispenseRequest.initialFill
  dispenseInterval       0..1 Duration
  validityPeriod         0..1 Period
  numberOfRepeatsAllowed 0..1 unsignedInt
  quantity               0..1 Quantity
  expectedSupplyDuration 0..1 Duration
  performer              0..1 Reference(Organization)
MedicationRequest.dispenseRequest.initialFill
  quantity 0..1 Quantity
  duration 0..1 Duration
MedicationRequest.substitution
  allowed[x] 1..1 boolean, CodeableConcept
  reason     0..1 CodeableConcept
MedicationAdministration
  identifier            0..* Identifier
  instantiates          0..* uri
  partOf                0..* Reference(MedicationAdministration|Procedure)
  status                1..1 code(in-progress|not-done|on-hold|completed|entered-in-error|stopped|unknown)
  statusReason          0..* CodeableConcept
  category              0..1 CodeableConcept
  medication[x]         1..1 CodeableConcept, Reference(Medication)
  subject               1..1 Reference(Patient|Group)
  context               0..1 Reference(Encounter|EpisodeOfCare)
  supportingInformation 0..* Reference
  effective[x]          1..1 dateTime, Period
  performer             0..* @MedicationAdministration.performer
  reasonCode            0..* CodeableConcept
  reasonReference       0..* Reference(Condition|Observation|DiagnosticReport)
  request               0..1 Reference(MedicationRequest)
  device                0..* Reference(Device)
  note                  0..* Annotation
  dosage                0..1 @MedicationAdministration.dosage
  eventHistory          0..* Reference(Provenance)
MedicationAdministration.performer
  function 0..1 CodeableConcept
  actor    1..1 Reference(Practitioner|PractitionerRole|Patient|RelatedPerson|Device)
MedicationAdministration.dosage
  text    0..1 string
  site    0..1 CodeableConcept
  route   0..1 CodeableConcept
  method  0..1 CodeableConcept
  dose    0..1 Quantity
  rate[x] 0..1 Ratio, Quantity
MedicationDispense
  identifier              0..* Identifier
  partOf                  0..* Reference(Procedure)
  status                  1..1 code(preparation|in-progress|cancelled|on-hold|completed|entered-in-error|stopped|declined|unknown)
  statusReason[x]         0..1 CodeableConcept, Reference(DetectedIssue)
  category                0..1 CodeableConcept
  medication[x]           1..1 CodeableConcept, Reference(Medication)
  subject                 0..1 Reference(Patient|Group)
  context                 0..1 Reference(Encounter|EpisodeOfCare)
  supportingInformation   0..* Reference
  performer               0..* @MedicationDispense.performer
  location                0..1 Reference(Location)
  authorizingPrescription 0..* Reference(MedicationRequest)
  type                    0..1 CodeableConcept
  quantity                0..1 Quantity
  daysSupply              0..1 Quantity
  whenPrepared            0..1 dateTime
  whenHandedOver          0..1 dateTime
  destination             0..1 Reference(Location)
  receiver                0..* Reference(Patient|Practitioner)
  note                    0..* Annotation
  dosageInstruction       0..* Dosage
  substitution            0..1 @MedicationDispense.substitution
  detectedIssue           0..* Reference(DetectedIssue)
  eventHistory            0..* Reference(Provenance)
MedicationDispense.performer
  function 0..1 CodeableConcept
  actor    1..1 Reference(Practitioner|PractitionerRole|Organization|Patient|Device|RelatedPerson)
MedicationDispense.substitution
  wasSubstituted   1..1 boolean
  type             0..1 CodeableConcept
  reason           0..* CodeableConcept
  responsibleParty 0..* Reference(Practitioner|PractitionerRole)
`;
