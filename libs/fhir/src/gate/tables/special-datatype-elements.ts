/**
 * Datatypes of FHIR R4 (4.0.1) that only few elements use: dosage and timing, signatures, and those that appear in
 * extensions. Notation: see `elements/element-table.ts`.
 */
export const specialDatatypeElements = `
ContactDetail
  name    0..1 string
  telecom 0..* ContactPoint
Dosage
  sequence                 0..1 integer
  text                     0..1 string
  additionalInstruction    0..* CodeableConcept
  patientInstruction       0..1 string
  timing                   0..1 Timing
  asNeeded[x]              0..1 boolean, CodeableConcept
  site                     0..1 CodeableConcept
  route                    0..1 CodeableConcept
  method                   0..1 CodeableConcept
  doseAndRate              0..* @Dosage.doseAndRate
  maxDosePerPeriod         0..1 Ratio
  maxDosePerAdministration 0..1 Quantity
  maxDosePerLifetime       0..1 Quantity
Dosage.doseAndRate
  type    0..1 CodeableConcept
  dose[x] 0..1 Range, Quantity
  rate[x] 0..1 Ratio, Range, Quantity
Expression
  description 0..1 string
  name        0..1 id
  language    1..1 code
  expression  0..1 string
  reference   0..1 uri
ParameterDefinition
  name          0..1 code
  use           1..1 code(in|out)
  min           0..1 integer
  max           0..1 string
  documentation 0..1 string
  type          1..1 code
  profile       0..1 canonical
RelatedArtifact
  type     1..1 code(documentation|justification|citation|predecessor|successor|derived-from|depends-on|composed-of)
  label    0..1 string
  display  0..1 string
  citation 0..1 markdown
  url      0..1 url
  document 0..1 Attachment
  resource 0..1 canonical
SampledData
  origin     1..1 Quantity
  period     1..1 decimal
  factor     0..1 decimal
  lowerLimit 0..1 decimal
  upperLimit 0..1 decimal
  dimensions 1..1 positiveInt
  data       0..1 string
Signature
  type         1..* Coding
  when         1..1 instant
  who          1..1 Reference(Practitioner|PractitionerRole|RelatedPerson|Patient|Device|Organization)
  onBehalfOf   0..1 Reference(Practitioner|PractitionerRole|RelatedPerson|Patient|Device|Organization)
  targetFormat 0..1 code
  sigFormat    0..1 code
  data         0..1 base64Binary
Timing
  event  0..* dateTime
  repeat 0..1 @Timing.repeat
  code   0..1 CodeableConcept
Timing.repeat
  bounds[x]    0..1 Duration, Range, Period
  count        0..1 positiveInt
  countMax     0..1 positiveInt
  duration     0..1 decimal
  durationMax  0..1 decimal
  durationUnit 0..1 code(s|min|h|d|wk|mo|a)
  frequency    0..1 positiveInt
  frequencyMax 0..1 positiveInt
  period       0..1 decimal
  periodMax    0..1 decimal
  periodUnit   0..1 code(s|min|h|d|wk|mo|a)
  dayOfWeek    0..* code(mon|tue|wed|thu|fri|sat|sun)
  timeOfDay    0..* time
  when         0..* code(MORN|MORN.early|MORN.late|NOON|AFT|AFT.early|AFT.late|EVE|EVE.early|EVE.late|NIGHT|PHS|HS|WAKE|C|CM|CD|CV|AC|ACM|ACD|ACV|PC|PCM|PCD|PCV)
  offset       0..1 unsignedInt
TriggerDefinition
  type      1..1 code(named-event|periodic|data-changed|data-added|data-modified|data-removed|data-accessed|data-access-ended)
  name      0..1 string
  timing[x] 0..1 Timing, Reference(Schedule), date, dateTime
  data      0..* DataRequirement
  condition 0..1 Expression
UsageContext
  code     1..1 Coding
  value[x] 1..1 CodeableConcept, Quantity, Range, Reference(PlanDefinition|ResearchStudy|InsurancePlan|HealthcareService|Group|Location|Organization)
DataRequirement
  type        1..1 code
  profile     0..* canonical
  subject[x]  0..1 CodeableConcept, Reference(Group)
  mustSupport 0..* string
  codeFilter  0..* @DataRequirement.codeFilter
  dateFilter  0..* @DataRequirement.dateFilter
  limit       0..1 positiveInt
  sort        0..* @DataRequirement.sort
DataRequirement.codeFilter
  path        0..1 string
  searchParam 0..1 string
  valueSet    0..1 canonical
  code        0..* Coding
DataRequirement.dateFilter
  path        0..1 string
  searchParam 0..1 string
  value[x]    0..1 dateTime, Period, Duration
DataRequirement.sort
  path      1..1 string
  direction 1..1 code(ascending|descending)
Contributor
  type    1..1 code(author|editor|reviewer|endorser)
  name    1..1 string
  contact 0..* ContactDetail
`;
