/**
 * Procedures, devices, encounters, as FHIR R4 (4.0.1) defines their elements. Notation: see `elements/element-table.ts`. Facts of the
 * standard, no rule of a profile.
 */
export const proceduresElements = `
Procedure
  identifier            0..* Identifier
  instantiatesCanonical 0..* canonical
  instantiatesUri       0..* uri
  basedOn               0..* Reference(CarePlan|ServiceRequest)
  partOf                0..* Reference(Procedure|Observation|MedicationAdministration)
  status                1..1 code(preparation|in-progress|not-done|on-hold|stopped|completed|entered-in-error|unknown)
  statusReason          0..1 CodeableConcept
  category              0..1 CodeableConcept
  code                  0..1 CodeableConcept
  subject               1..1 Reference(Patient|Group)
  encounter             0..1 Reference(Encounter)
  performed[x]          0..1 dateTime, Period, string, Age, Range
  recorder              0..1 Reference(Patient|RelatedPerson|Practitioner|PractitionerRole)
  asserter              0..1 Reference(Patient|RelatedPerson|Practitioner|PractitionerRole)
  performer             0..* @Procedure.performer
  location              0..1 Reference(Location)
  reasonCode            0..* CodeableConcept
  reasonReference       0..* Reference(Condition|Observation|Procedure|DiagnosticReport|DocumentReference)
  bodySite              0..* CodeableConcept
  outcome               0..1 CodeableConcept
  report                0..* Reference(DiagnosticReport|DocumentReference|Composition)
  complication          0..* CodeableConcept
  complicationDetail    0..* Reference(Condition)
  followUp              0..* CodeableConcept
  note                  0..* Annotation
  focalDevice           0..* @Procedure.focalDevice
  usedReference         0..* Reference(Device|Medication|Substance)
  usedCode              0..* CodeableConcept
Procedure.performer
  function   0..1 CodeableConcept
  actor      1..1 Reference(Practitioner|PractitionerRole|Organization|Patient|RelatedPerson|Device)
  onBehalfOf 0..1 Reference(Organization)
Procedure.focalDevice
  action      0..1 CodeableConcept
  manipulated 1..1 Reference(Device)
Device
  identifier         0..* Identifier
  definition         0..1 Reference(DeviceDefinition)
  udiCarrier         0..* @Device.udiCarrier
  status             0..1 code(active|inactive|entered-in-error|unknown)
  statusReason       0..* CodeableConcept
  distinctIdentifier 0..1 string
  manufacturer       0..1 string
  manufactureDate    0..1 dateTime
  expirationDate     0..1 dateTime
  lotNumber          0..1 string
  serialNumber       0..1 string
  deviceName         0..* @Device.deviceName
  modelNumber        0..1 string
  partNumber         0..1 string
  type               0..1 CodeableConcept
  specialization     0..* @Device.specialization
  version            0..* @Device.version
  property           0..* @Device.property
  patient            0..1 Reference(Patient)
  owner              0..1 Reference(Organization)
  contact            0..* ContactPoint
  location           0..1 Reference(Location)
  url                0..1 uri
  note               0..* Annotation
  safety             0..* CodeableConcept
  parent             0..1 Reference(Device)
Device.udiCarrier
  deviceIdentifier 0..1 string
  issuer           0..1 uri
  jurisdiction     0..1 uri
  carrierAIDC      0..1 base64Binary
  carrierHRF       0..1 string
  entryType        0..1 code(barcode|rfid|manual|card|self-reported|unknown)
Device.deviceName
  name 1..1 string
  type 1..1 code(udi-label-name|user-friendly-name|patient-reported-name|manufacturer-name|model-name|other)
Device.specialization
  systemType 1..1 CodeableConcept
  version    0..1 string
Device.version
  type      0..1 CodeableConcept
  component 0..1 Identifier
  value     1..1 string
Device.property
  type          1..1 CodeableConcept
  valueQuantity 0..* Quantity
  valueCode     0..* CodeableConcept
DeviceUseStatement
  identifier      0..* Identifier
  basedOn         0..* Reference(ServiceRequest)
  status          1..1 code(active|completed|entered-in-error|intended|stopped|on-hold)
  subject         1..1 Reference(Patient|Group)
  derivedFrom     0..* Reference(ServiceRequest|Procedure|Claim|Observation|QuestionnaireResponse|DocumentReference)
  timing[x]       0..1 Timing, Period, dateTime
  recordedOn      0..1 dateTime
  source          0..1 Reference(Patient|Practitioner|PractitionerRole|RelatedPerson)
  device          1..1 Reference(Device)
  reasonCode      0..* CodeableConcept
  reasonReference 0..* Reference(Condition|Observation|DiagnosticReport|DocumentReference|Media)
  bodySite        0..1 CodeableConcept
  note            0..* Annotation
BodyStructure
  identifier        0..* Identifier
  active            0..1 boolean
  morphology        0..1 CodeableConcept
  location          0..1 CodeableConcept
  locationQualifier 0..* CodeableConcept
  description       0..1 string
  image             0..* Attachment
  patient           1..1 Reference(Patient)
Encounter
  identifier      0..* Identifier
  status          1..1 code(planned|arrived|triaged|in-progress|onleave|finished|cancelled|entered-in-error|unknown)
  statusHistory   0..* @Encounter.statusHistory
  class           1..1 Coding
  classHistory    0..* @Encounter.classHistory
  type            0..* CodeableConcept
  serviceType     0..1 CodeableConcept
  priority        0..1 CodeableConcept
  subject         0..1 Reference(Patient|Group)
  episodeOfCare   0..* Reference(EpisodeOfCare)
  basedOn         0..* Reference(ServiceRequest)
  participant     0..* @Encounter.participant
  appointment     0..* Reference(Appointment)
  period          0..1 Period
  length          0..1 Duration
  reasonCode      0..* CodeableConcept
  reasonReference 0..* Reference(Condition|Procedure|Observation|ImmunizationRecommendation)
  diagnosis       0..* @Encounter.diagnosis
  account         0..* Reference(Account)
  hospitalization 0..1 @Encounter.hospitalization
  location        0..* @Encounter.location
  serviceProvider 0..1 Reference(Organization)
  partOf          0..1 Reference(Encounter)
Encounter.statusHistory
  status 1..1 code(planned|arrived|triaged|in-progress|onleave|finished|cancelled|entered-in-error|unknown)
  period 1..1 Period
Encounter.classHistory
  class  1..1 Coding
  period 1..1 Period
Encounter.participant
  type       0..* CodeableConcept
  period     0..1 Period
  individual 0..1 Reference(Practitioner|PractitionerRole|RelatedPerson)
Encounter.diagnosis
  condition 1..1 Reference(Condition|Procedure)
  use       0..1 CodeableConcept
  rank      0..1 positiveInt
Encounter.hospitalization
  preAdmissionIdentifier 0..1 Identifier
  origin                 0..1 Reference(Location|Organization)
  admitSource            0..1 CodeableConcept
  reAdmission            0..1 CodeableConcept
  dietPreference         0..* CodeableConcept
  specialCourtesy        0..* CodeableConcept
  specialArrangement     0..* CodeableConcept
  destination            0..1 Reference(Location|Organization)
  dischargeDisposition   0..1 CodeableConcept
Encounter.location
  location     1..1 Reference(Location)
  status       0..1 code(planned|active|reserved|completed)
  physicalType 0..1 CodeableConcept
  period       0..1 Period
`;
