/**
 * Plans, goals, consents, orders, as FHIR R4 (4.0.1) defines their elements. Notation: see `elements/element-table.ts`. Facts of the
 * standard, no rule of a profile.
 */
export const plansElements = `
CarePlan
  identifier            0..* Identifier
  instantiatesCanonical 0..* canonical
  instantiatesUri       0..* uri
  basedOn               0..* Reference(CarePlan)
  replaces              0..* Reference(CarePlan)
  partOf                0..* Reference(CarePlan)
  status                1..1 code(draft|active|on-hold|revoked|completed|entered-in-error|unknown)
  intent                1..1 code(proposal|plan|order|option)
  category              0..* CodeableConcept
  title                 0..1 string
  description           0..1 string
  subject               1..1 Reference(Patient|Group)
  encounter             0..1 Reference(Encounter)
  period                0..1 Period
  created               0..1 dateTime
  author                0..1 Reference(Patient|Practitioner|PractitionerRole|Device|RelatedPerson|Organization|CareTeam)
  contributor           0..* Reference(Patient|Practitioner|PractitionerRole|Device|RelatedPerson|Organization|CareTeam)
  careTeam              0..* Reference(CareTeam)
  addresses             0..* Reference(Condition)
  supportingInfo        0..* Reference
  goal                  0..* Reference(Goal)
  activity              0..* @CarePlan.activity
  note                  0..* Annotation
CarePlan.activity
  outcomeCodeableConcept 0..* CodeableConcept
  outcomeReference       0..* Reference
  progress               0..* Annotation
  reference              0..1 Reference(Appointment|CommunicationRequest|DeviceRequest|MedicationRequest|NutritionOrder|Task|ServiceRequest|VisionPrescription|RequestGroup)
  detail                 0..1 @CarePlan.activity.detail
CarePlan.activity.detail
  kind                  0..1 code(Appointment|CommunicationRequest|DeviceRequest|MedicationRequest|NutritionOrder|Task|ServiceRequest|VisionPrescription)
  instantiatesCanonical 0..* canonical
  instantiatesUri       0..* uri
  code                  0..1 CodeableConcept
  reasonCode            0..* CodeableConcept
  reasonReference       0..* Reference(Condition|Observation|DiagnosticReport|DocumentReference)
  goal                  0..* Reference(Goal)
  status                1..1 code(not-started|scheduled|in-progress|on-hold|completed|cancelled|stopped|unknown|entered-in-error)
  statusReason          0..1 CodeableConcept
  doNotPerform          0..1 boolean
  scheduled[x]          0..1 Timing, Period, string
  location              0..1 Reference(Location)
  performer             0..* Reference(Practitioner|PractitionerRole|Organization|RelatedPerson|Patient|CareTeam|HealthcareService|Device)
  product[x]            0..1 CodeableConcept, Reference(Medication|Substance)
  dailyAmount           0..1 Quantity
  quantity              0..1 Quantity
  description           0..1 string
Goal
  identifier        0..* Identifier
  lifecycleStatus   1..1 code(proposed|planned|accepted|active|on-hold|completed|cancelled|entered-in-error|rejected)
  achievementStatus 0..1 CodeableConcept
  category          0..* CodeableConcept
  priority          0..1 CodeableConcept
  description       1..1 CodeableConcept
  subject           1..1 Reference(Patient|Group|Organization)
  start[x]          0..1 date, CodeableConcept
  target            0..* @Goal.target
  statusDate        0..1 date
  statusReason      0..1 string
  expressedBy       0..1 Reference(Patient|Practitioner|PractitionerRole|RelatedPerson)
  addresses         0..* Reference(Condition|Observation|MedicationStatement|NutritionOrder|ServiceRequest|RiskAssessment)
  note              0..* Annotation
  outcomeCode       0..* CodeableConcept
  outcomeReference  0..* Reference(Observation)
Goal.target
  measure   0..1 CodeableConcept
  detail[x] 0..1 Quantity, Range, CodeableConcept, string, boolean, integer, Ratio
  due[x]    0..1 date, Duration
Consent
  identifier   0..* Identifier
  status       1..1 code(draft|proposed|active|rejected|inactive|entered-in-error)
  scope        1..1 CodeableConcept
  category     1..* CodeableConcept
  patient      0..1 Reference(Patient)
  dateTime     0..1 dateTime
  performer    0..* Reference(Organization|Patient|Practitioner|RelatedPerson|PractitionerRole)
  organization 0..* Reference(Organization)
  source[x]    0..1 Attachment, Reference(Consent|DocumentReference|Contract|QuestionnaireResponse)
  policy       0..* @Consent.policy
  policyRule   0..1 CodeableConcept
  verification 0..* @Consent.verification
  provision    0..1 @Consent.provision
Consent.policy
  authority 0..1 uri
  uri       0..1 uri
Consent.verification
  verified         1..1 boolean
  verifiedWith     0..1 Reference(Patient|RelatedPerson)
  verificationDate 0..1 dateTime
Consent.provision
  type          0..1 code(deny|permit)
  period        0..1 Period
  actor         0..* @Consent.provision.actor
  action        0..* CodeableConcept
  securityLabel 0..* Coding
  purpose       0..* Coding
  class         0..* Coding
  code          0..* CodeableConcept
  dataPeriod    0..1 Period
  data          0..* @Consent.provision.data
  provision     0..* @Consent.provision
Consent.provision.actor
  role      1..1 CodeableConcept
  reference 1..1 Reference(Device|Group|CareTeam|Organization|Patient|Practitioner|RelatedPerson|PractitionerRole)
Consent.provision.data
  meaning   1..1 code(instance|related|dependents|authoredby)
  reference 1..1 Reference
ServiceRequest
  identifier            0..* Identifier
  instantiatesCanonical 0..* canonical
  instantiatesUri       0..* uri
  basedOn               0..* Reference(CarePlan|ServiceRequest|MedicationRequest)
  replaces              0..* Reference(ServiceRequest)
  requisition           0..1 Identifier
  status                1..1 code(draft|active|on-hold|revoked|completed|entered-in-error|unknown)
  intent                1..1 code(proposal|plan|directive|order|original-order|reflex-order|filler-order|instance-order|option)
  category              0..* CodeableConcept
  priority              0..1 code(routine|urgent|asap|stat)
  doNotPerform          0..1 boolean
  code                  0..1 CodeableConcept
  orderDetail           0..* CodeableConcept
  quantity[x]           0..1 Quantity, Ratio, Range
  subject               1..1 Reference(Patient|Group|Location|Device)
  encounter             0..1 Reference(Encounter)
  occurrence[x]         0..1 dateTime, Period, Timing
  asNeeded[x]           0..1 boolean, CodeableConcept
  authoredOn            0..1 dateTime
  requester             0..1 Reference(Practitioner|PractitionerRole|Organization|Patient|RelatedPerson|Device)
  performerType         0..1 CodeableConcept
  performer             0..* Reference(Practitioner|PractitionerRole|Organization|CareTeam|HealthcareService|Patient|Device|RelatedPerson)
  locationCode          0..* CodeableConcept
  locationReference     0..* Reference(Location)
  reasonCode            0..* CodeableConcept
  reasonReference       0..* Reference(Condition|Observation|DiagnosticReport|DocumentReference)
  insurance             0..* Reference(Coverage|ClaimResponse)
  supportingInfo        0..* Reference
  specimen              0..* Reference(Specimen)
  bodySite              0..* CodeableConcept
  note                  0..* Annotation
  patientInstruction    0..1 string
  relevantHistory       0..* Reference(Provenance)
`;
