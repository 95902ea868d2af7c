/**
 * Problems, allergies, alerts, as FHIR R4 (4.0.1) defines their elements. Notation: see `elements/element-table.ts`. Facts of the
 * standard, no rule of a profile.
 */
export const problemsElements = `
Condition
  identifier         0..* Identifier
  clinicalStatus     0..1 CodeableConcept(condition-clinical active|recurrence|relapse|inactive|remission|resolved)
  verificationStatus 0..1 CodeableConcept(condition-ver-status unconfirmed|provisional|differential|confirmed|refuted|entered-in-error)
  category           0..* CodeableConcept
  severity           0..1 CodeableConcept
  code               0..1 CodeableConcept
  bodySite           0..* CodeableConcept
  subject            1..1 Reference(Patient|Group)
  encounter          0..1 Reference(Encounter)
  onset[x]           0..1 dateTime, Age, Period, Range, string
  abatement[x]       0..1 dateTime, Age, Period, Range, string
  recordedDate       0..1 dateTime
  recorder           0..1 Reference(Practitioner|PractitionerRole|Patient|RelatedPerson)
  asserter           0..1 Reference(Practitioner|PractitionerRole|Patient|RelatedPerson)
  stage              0..* @Condition.stage
  evidence           0..* @Condition.evidence
  note               0..* Annotation
Condition.stage
  summary    0..1 CodeableConcept
  assessment 0..* Reference(ClinicalImpression|DiagnosticReport|Observation)
  type       0..1 CodeableConcept
Condition.evidence
  code   0..* CodeableConcept
  detail 0..* Reference
AllergyIntolerance
  identifier         0..* Identifier
  clinicalStatus     0..1 CodeableConcept(allergyintolerance-clinical active|inactive|resolved)
  verificationStatus 0..1 CodeableConcept(allergyintolerance-verification unconfirmed|confirmed|refuted|entered-in-error)
  type               0..1 code(allergy|intolerance)
  category           0..* code(food|medication|environment|biologic)
  criticality        0..1 code(low|high|unable-to-assess)
  code               0..1 CodeableConcept
  patient            1..1 Reference(Patient)
  encounter          0..1 Reference(Encounter)
  onset[x]           0..1 dateTime, Age, Period, Range, string
  recordedDate       0..1 dateTime
  recorder           0..1 Reference(Practitioner|PractitionerRole|Patient|RelatedPerson)
  asserter           0..1 Reference(Patient|RelatedPerson|Practitioner|PractitionerRole)
  lastOccurrence     0..1 dateTime
  note               0..* Annotation
  reaction           0..* @AllergyIntolerance.reaction
AllergyIntolerance.reaction
  substance     0..1 CodeableConcept
  manifestation 1..* CodeableConcept
  description   0..1 string
  onset         0..1 dateTime
  severity      0..1 code(mild|moderate|severe)
  exposureRoute 0..1 CodeableConcept
  note          0..* Annotation
Flag
  identifier 0..* Identifier
  status     1..1 code(active|inactive|entered-in-error)
  category   0..* CodeableConcept
  code       1..1 CodeableConcept
  subject    1..1 Reference(Patient|Location|Group|Organization|Practitioner|PlanDefinition|Medication|Procedure)
  period     0..1 Period
  encounter  0..1 Reference(Encounter)
  author     0..1 Reference(Device|Organization|Patient|Practitioner|PractitionerRole)
ClinicalImpression
  identifier               0..* Identifier
  status                   1..1 code(in-progress|completed|entered-in-error)
  statusReason             0..1 CodeableConcept
  code                     0..1 CodeableConcept
  description              0..1 string
  subject                  1..1 Reference(Patient|Group)
  encounter                0..1 Reference(Encounter)
  effective[x]             0..1 dateTime, Period
  date                     0..1 dateTime
  assessor                 0..1 Reference(Practitioner|PractitionerRole)
  previous                 0..1 Reference(ClinicalImpression)
  problem                  0..* Reference(Condition|AllergyIntolerance)
  investigation            0..* @ClinicalImpression.investigation
  protocol                 0..* uri
  summary                  0..1 string
  finding                  0..* @ClinicalImpression.finding
  prognosisCodeableConcept 0..* CodeableConcept
  prognosisReference       0..* Reference(RiskAssessment)
  supportingInfo           0..* Reference
  note                     0..* Annotation
ClinicalImpression.investigation
  code 1..1 CodeableConcept
  item 0..* Reference(Observation|QuestionnaireResponse|FamilyMemberHistory|DiagnosticReport|RiskAssessment|ImagingStudy|Media)
ClinicalImpression.finding
  itemCodeableConcept 0..1 CodeableConcept
  itemReference       0..1 Reference(Condition|Observation|Media)
  basis               0..1 string
`;
