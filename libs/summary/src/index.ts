export { readCda, type SummaryRead } from './cda/read-document.js';
export { writePivot, type PdfBody, type PivotWriting, type PivotWritten } from './cda/write-document.js';
export type { CdaDoor, Concept, FhirDoor } from './concept.js';
export { concepts, type AnyConcept } from './concepts.js';
export { readBundle } from './fhir/read-bundle.js';
export { writeEps } from './fhir/write-eps.js';
export type { Coded, Coding, NullFlavor, Quantity, Ratio } from './model/coded.js';
export type {
  Absence,
  Allergy,
  DeviceUse,
  Entry,
  Immunization,
  Ingredient,
  Medication,
  Problem,
  Procedure,
  Product,
  Reaction,
  ResultEntry,
  ObservedValue,
  Timing,
  Unmodelled,
} from './model/entry.js';
export type { LossReport, LossReportEntry, Outcome } from './model/loss-report.js';
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
export { checkPivot } from './pivot-rules/check-pivot.js';
export { readSummary, type SummaryDocument } from './read-summary.js';
export { transcodeSummary, type TranscodedSummary } from './transcode.js';
export {
  translate,
  translateAll,
  type PdfWriter,
  type Target,
  type TranslateOptions,
  type Translation,
} from './translate.js';
