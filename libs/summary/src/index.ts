export { readCda, type SummaryRead } from './cda/read-document.js';
export { writePivot, type PdfBody, type PivotWriting, type PivotWritten } from './cda/write-document.js';
export { withNullFlavors } from './coding-policy/apply-policy.js';
export {
  ehdsiPatientSummary,
  type CodedElement,
  type CodeUsage,
  type CodingPolicy,
} from './coding-policy/coded-elements.js';
export type { CodeCoverage, CodeGap, LookedUpSummary } from './coding-policy/coverage.js';
export { CodeGapCounter, type CodeGapSnapshot, type CountedGap } from './coding-policy/gap-counter.js';
export type { CdaDoor, Concept, FhirDoor } from './concept.js';
export { concepts, type AnyConcept } from './concepts.js';
export { readBundle } from './fhir/read-bundle.js';
export { writeEps } from './fhir/write-eps.js';
export type { Coded, Coding, NullFlavor, Quantity, Ratio } from './model/coded.js';
export type {
  Absence,
  AdvanceDirective,
  Alert,
  Allergy,
  Comparator,
  DeviceUse,
  Entry,
  FunctionalStatus,
  Immunization,
  Ingredient,
  LinkedDocument,
  Medication,
  Observed,
  ObservedKind,
  ObservedValue,
  Plan,
  PlannedActivity,
  PlannedClass,
  PlanMood,
  PregnancyObservation,
  Problem,
  Procedure,
  Product,
  Reaction,
  RecommendedVaccination,
  ReferenceRange,
  ResultEntry,
  SocialHistory,
  Timing,
  Travel,
  Unmodelled,
  VaccinationForecast,
  VitalSign,
} from './model/entry.js';
export type { CodeAccount, CodeGapCount, LossReport, LossReportEntry, Outcome } from './model/loss-report.js';
export type { Interval, Moment } from './model/moment.js';
export type { Narrative, NarrativeElement, NarrativeName, NarrativeNode } from './model/narrative.js';
export type {
  Address,
  CareEvent,
  Contact,
  HumanName,
  Organization,
  Participant,
  Patient,
  Telecom,
} from './model/party.js';
export type { Attachment, ConceptKey, Header, PatientSummary, RelatedDocument, Section } from './model/summary.js';
export { plainText } from './narrative/plain-text.js';
export { readSummary, type SummaryDocument } from './read-summary.js';
export { transcodeSummary } from './transcode.js';
export { translateDisplays } from './translate-displays.js';
export {
  translate,
  translateAll,
  type PdfWriter,
  type Target,
  type TranslateOptions,
  type Translation,
} from './translate.js';
