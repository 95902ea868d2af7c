/**
 * Vaccinations, as FHIR R4 (4.0.1) defines their elements. Notation: see `elements/element-table.ts`. Facts of the
 * standard, no rule of a profile.
 */
export const immunizationsElements = `
Immunization
  identifier         0..* Identifier
  status             1..1 code(completed|entered-in-error|not-done)
  statusReason       0..1 CodeableConcept
  vaccineCode        1..1 CodeableConcept
  patient            1..1 Reference(Patient)
  encounter          0..1 Reference(Encounter)
  occurrence[x]      1..1 dateTime, string
  recorded           0..1 dateTime
  primarySource      0..1 boolean
  reportOrigin       0..1 CodeableConcept
  location           0..1 Reference(Location)
  manufacturer       0..1 Reference(Organization)
  lotNumber          0..1 string
  expirationDate     0..1 date
  site               0..1 CodeableConcept
  route              0..1 CodeableConcept
  doseQuantity       0..1 Quantity
  performer          0..* @Immunization.performer
  note               0..* Annotation
  reasonCode         0..* CodeableConcept
  reasonReference    0..* Reference(Condition|Observation|DiagnosticReport)
  isSubpotent        0..1 boolean
  subpotentReason    0..* CodeableConcept
  education          0..* @Immunization.education
  programEligibility 0..* CodeableConcept
  fundingSource      0..1 CodeableConcept
  reaction           0..* @Immunization.reaction
  protocolApplied    0..* @Immunization.protocolApplied
Immunization.performer
  function 0..1 CodeableConcept
  actor    1..1 Reference(Practitioner|PractitionerRole|Organization)
Immunization.education
  documentType     0..1 string
  reference        0..1 uri
  publicationDate  0..1 dateTime
  presentationDate 0..1 dateTime
Immunization.reaction
  date     0..1 dateTime
  detail   0..1 Reference(Observation)
  reported 0..1 boolean
Immunization.protocolApplied
  series         0..1 string
  authority      0..1 Reference(Organization)
  targetDisease  0..* CodeableConcept
  doseNumber[x]  1..1 positiveInt, string
  seriesDoses[x] 0..1 positiveInt, string
ImmunizationRecommendation
  identifier     0..* Identifier
  patient        1..1 Reference(Patient)
  date           1..1 dateTime
  authority      0..1 Reference(Organization)
  recommendation 1..* @ImmunizationRecommendation.recommendation
ImmunizationRecommendation.recommendation
  vaccineCode                  0..* CodeableConcept
  targetDisease                0..1 CodeableConcept
  contraindicatedVaccineCode   0..* CodeableConcept
  forecastStatus               1..1 CodeableConcept
  forecastReason               0..* CodeableConcept
  dateCriterion                0..* @ImmunizationRecommendation.recommendation.dateCriterion
  description                  0..1 string
  series                       0..1 string
  doseNumber[x]                0..1 positiveInt, string
  seriesDoses[x]               0..1 positiveInt, string
  supportingImmunization       0..* Reference(Immunization|ImmunizationEvaluation)
  supportingPatientInformation 0..* Reference
ImmunizationRecommendation.recommendation.dateCriterion
  code  1..1 CodeableConcept
  value 1..1 dateTime
`;
