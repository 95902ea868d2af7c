export { absenceCoding, absenceOf, maySayAbsence, absentUnknownSystem } from './absence.js';
export type { AbsenceConcept, AbsenceMeaning, AbsenceScope, AbsenceStatement, AbsenceVocabulary } from './absence.js';
export { loadCatalogue } from './catalogue/catalogue.js';
export type { Catalogue, Transcoding, TranscodingProvenance } from './catalogue/catalogue.js';
export type { MapFile } from './catalogue/map-file.js';
export { canonicalUri, oidOfUri, systemName, uriOfOid } from './code-systems.js';
export type { Coding } from './coding.js';
