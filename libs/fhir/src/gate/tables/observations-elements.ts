/**
 * Observations, reports and what they are made from, as FHIR R4 (4.0.1) defines their elements. Notation: see `elements/element-table.ts`. Facts of the
 * standard, no rule of a profile.
 */
export const observationsElements = `
Observation
  identifier       0..* Identifier
  basedOn          0..* Reference(CarePlan|DeviceRequest|ImmunizationRecommendation|MedicationRequest|NutritionOrder|ServiceRequest)
  partOf           0..* Reference(MedicationAdministration|MedicationDispense|MedicationStatement|Procedure|Immunization|ImagingStudy)
  status           1..1 code(registered|preliminary|final|amended|corrected|cancelled|entered-in-error|unknown)
  category         0..* CodeableConcept
  code             1..1 CodeableConcept
  subject          0..1 Reference(Patient|Group|Device|Location)
  focus            0..* Reference
  encounter        0..1 Reference(Encounter)
  effective[x]     0..1 dateTime, Period, Timing, instant
  issued           0..1 instant
  performer        0..* Reference(Practitioner|PractitionerRole|Organization|CareTeam|Patient|RelatedPerson)
  value[x]         0..1 Quantity, CodeableConcept, string, boolean, integer, Range, Ratio, SampledData, time, dateTime, Period
  dataAbsentReason 0..1 CodeableConcept
  interpretation   0..* CodeableConcept
  note             0..* Annotation
  bodySite         0..1 CodeableConcept
  method           0..1 CodeableConcept
  specimen         0..1 Reference(Specimen)
  device           0..1 Reference(Device|DeviceMetric)
  referenceRange   0..* @Observation.referenceRange
  hasMember        0..* Reference(Observation|QuestionnaireResponse|MolecularSequence)
  derivedFrom      0..* Reference(DocumentReference|ImagingStudy|Media|QuestionnaireResponse|Observation|MolecularSequence)
  component        0..* @Observation.component
Observation.referenceRange
  low       0..1 Quantity
  high      0..1 Quantity
  type      0..1 CodeableConcept
  appliesTo 0..* CodeableConcept
  age       0..1 Range
  text      0..1 string
Observation.component
  code             1..1 CodeableConcept
  value[x]         0..1 Quantity, CodeableConcept, string, boolean, integer, Range, Ratio, SampledData, time, dateTime, Period
  dataAbsentReason 0..1 CodeableConcept
  interpretation   0..* CodeableConcept
  referenceRange   0..* @Observation.referenceRange
DiagnosticReport
  identifier         0..* Identifier
  basedOn            0..* Reference(CarePlan|ImmunizationRecommendation|MedicationRequest|NutritionOrder|ServiceRequest)
  status             1..1 code(registered|partial|preliminary|final|amended|corrected|appended|cancelled|entered-in-error|unknown)
  category           0..* CodeableConcept
  code               1..1 CodeableConcept
  subject            0..1 Reference(Patient|Group|Device|Location)
  encounter          0..1 Reference(Encounter)
  effective[x]       0..1 dateTime, Period
  issued             0..1 instant
  performer          0..* Reference(Practitioner|PractitionerRole|Organization|CareTeam)
  resultsInterpreter 0..* Reference(Practitioner|PractitionerRole|Organization|CareTeam)
  specimen           0..* Reference(Specimen)
  result             0..* Reference(Observation)
  imagingStudy       0..* Reference(ImagingStudy)
  media              0..* @DiagnosticReport.media
  conclusion         0..1 string
  conclusionCode     0..* CodeableConcept
  presentedForm      0..* Attachment
DiagnosticReport.media
  comment 0..1 string
  link    1..1 Reference(Media)
Specimen
  identifier          0..* Identifier
  accessionIdentifier 0..1 Identifier
  status              0..1 code(available|unavailable|unsatisfactory|entered-in-error)
  type                0..1 CodeableConcept
  subject             0..1 Reference(Patient|Group|Device|Substance|Location)
  receivedTime        0..1 dateTime
  parent              0..* Reference(Specimen)
  request             0..* Reference(ServiceRequest)
  collection          0..1 @Specimen.collection
  processing          0..* @Specimen.processing
  container           0..* @Specimen.container
  condition           0..* CodeableConcept
  note                0..* Annotation
Specimen.collection
  collector        0..1 Reference(Practitioner|PractitionerRole)
  collected[x]     0..1 dateTime, Period
  duration         0..1 Duration
  quantity         0..1 Quantity
  method           0..1 CodeableConcept
  bodySite         0..1 CodeableConcept
  fastingStatus[x] 0..1 CodeableConcept, Duration
Specimen.processing
  description 0..1 string
  procedure   0..1 CodeableConcept
  additive    0..* Reference(Substance)
  time[x]     0..1 dateTime, Period
Specimen.container
  identifier       0..* Identifier
  description      0..1 string
  type             0..1 CodeableConcept
  capacity         0..1 Quantity
  specimenQuantity 0..1 Quantity
  additive[x]      0..1 CodeableConcept, Reference(Substance)
ImagingStudy
  identifier         0..* Identifier
  status             1..1 code(registered|available|cancelled|entered-in-error|unknown)
  modality           0..* Coding
  subject            1..1 Reference(Patient|Device|Group)
  encounter          0..1 Reference(Encounter)
  started            0..1 dateTime
  basedOn            0..* Reference(CarePlan|ServiceRequest|Appointment|AppointmentResponse|Task)
  referrer           0..1 Reference(Practitioner|PractitionerRole)
  interpreter        0..* Reference(Practitioner|PractitionerRole)
  endpoint           0..* Reference(Endpoint)
  numberOfSeries     0..1 unsignedInt
  numberOfInstances  0..1 unsignedInt
  procedureReference 0..1 Reference(Procedure)
  procedureCode      0..* CodeableConcept
  location           0..1 Reference(Location)
  reasonCode         0..* CodeableConcept
  reasonReference    0..* Reference(Condition|Observation|Media|DiagnosticReport|DocumentReference)
  note               0..* Annotation
  description        0..1 string
  series             0..* @ImagingStudy.series
ImagingStudy.series
  uid               1..1 id
  number            0..1 unsignedInt
  modality          1..1 Coding
  description       0..1 string
  numberOfInstances 0..1 unsignedInt
  endpoint          0..* Reference(Endpoint)
  bodySite          0..1 Coding
  laterality        0..1 Coding
  specimen          0..* Reference(Specimen)
  started           0..1 dateTime
  performer         0..* @ImagingStudy.series.performer
  instance          0..* @ImagingStudy.series.instance
ImagingStudy.series.performer
  function 0..1 CodeableConcept
  actor    1..1 Reference(Practitioner|PractitionerRole|Organization|CareTeam|Patient|Device|RelatedPerson)
ImagingStudy.series.instance
  uid      1..1 id
  sopClass 1..1 Coding
  number   0..1 unsignedInt
  title    0..1 string
Media
  identifier 0..* Identifier
  basedOn    0..* Reference(ServiceRequest|CarePlan)
  partOf     0..* Reference
  status     1..1 code(preparation|in-progress|not-done|on-hold|stopped|completed|entered-in-error|unknown)
  type       0..1 CodeableConcept
  modality   0..1 CodeableConcept
  view       0..1 CodeableConcept
  subject    0..1 Reference(Patient|Practitioner|PractitionerRole|Group|Device|Specimen|Location)
  encounter  0..1 Reference(Encounter)
  created[x] 0..1 dateTime, Period
  issued     0..1 instant
  operator   0..1 Reference(Practitioner|PractitionerRole|Organization|CareTeam|Patient|Device|RelatedPerson)
  reasonCode 0..* CodeableConcept
  bodySite   0..1 CodeableConcept
  deviceName 0..1 string
  device     0..1 Reference(Device|DeviceMetric|Device)
  height     0..1 positiveInt
  width      0..1 positiveInt
  frames     0..1 positiveInt
  duration   0..1 decimal
  content    1..1 Attachment
  note       0..* Annotation
`;
