import { rim, type TypeStatements } from './notation.js';

/** The choice that an entry, an entry relationship and a component of an organizer have. */
export const anyStatement = `(act Act | encounter Encounter | observation Observation | observationMedia ObservationMedia
  | organizer Organizer | procedure Procedure | regionOfInterest RegionOfInterest
  | substanceAdministration SubstanceAdministration | supply Supply)`;

// What every clinical statement has: whom and what it is about, who takes part, what it is related to.
const about = 'subject 0..1 Subject, specimen 0..* Specimen';
const takingPart = `performer 0..* Performer2, author 0..* Author, informant 0..* Informant12,
  participant 0..* Participant2`;
const related = 'entryRelationship 0..* EntryRelationship, reference 0..* Reference, precondition 0..* Precondition';
const around = `${about}, ${takingPart}, ${related}`;

/** Clinical statements and what ties them to each other and to things outside the document. */
export const clinicalStatements: TypeStatements = {
  Act: rim(
    'classCode! x_ActClassDocumentEntryAct, moodCode! x_DocumentActMood, negationInd bl',
    `id 0..* II, code CD, text 0..1 ED, statusCode 0..1 CS, effectiveTime 0..1 IVL_TS, priorityCode 0..1 CE,
      languageCode 0..1 CS, ${around}`,
  ),
  Encounter: rim(
    'classCode! ActClass, moodCode! x_DocumentEncounterMood',
    `id 0..* II, code 0..1 CD, text 0..1 ED, statusCode 0..1 CS, effectiveTime 0..1 IVL_TS, priorityCode 0..1 CE,
      ${around}`,
  ),
  Observation: rim(
    'classCode! ActClassObservation, moodCode! x_ActMoodDocumentObservation, negationInd bl',
    `id 0..* II, code CD, derivationExpr 0..1 ST, text 0..1 ED, statusCode 0..1 CS, effectiveTime 0..1 IVL_TS,
      priorityCode 0..1 CE, repeatNumber 0..1 IVL_INT, languageCode 0..1 CS, value 0..* ANY, interpretationCode 0..* CE,
      methodCode 0..* CE, targetSiteCode 0..* CD, ${around}, referenceRange 0..* ReferenceRange`,
  ),
  ObservationMedia: rim(
    'ID ID, classCode! ActClassObservation, moodCode! ActMood',
    `id 0..* II, languageCode 0..1 CS, value ED, ${around}`,
  ),
  Organizer: rim(
    'classCode! x_ActClassDocumentEntryOrganizer, moodCode! ActMood',
    `id 0..* II, code 0..1 CD, statusCode CS, effectiveTime 0..1 IVL_TS, ${about}, ${takingPart},
      reference 0..* Reference, precondition 0..* Precondition, component 0..* Component4`,
  ),
  Procedure: rim(
    'classCode! ActClass, moodCode! x_DocumentProcedureMood, negationInd bl',
    `id 0..* II, code 0..1 CD, text 0..1 ED, statusCode 0..1 CS, effectiveTime 0..1 IVL_TS, priorityCode 0..1 CE,
      languageCode 0..1 CS, methodCode 0..* CE, approachSiteCode 0..* CD, targetSiteCode 0..* CD, ${around}`,
  ),
  RegionOfInterest: rim(
    'ID ID, classCode! = ROIOVL, moodCode! = EVN',
    `id 1..* II, code CS, value 1..* RegionOfInterest.value, ${around}`,
  ),
  'RegionOfInterest.value': { extends: 'INT', attributes: 'unsorted boolean' },
  SubstanceAdministration: rim(
    'classCode! = SBADM, moodCode! x_DocumentSubstanceMood, negationInd bl',
    `id 0..* II, code 0..1 CD, text 0..1 ED, statusCode 0..1 CS, effectiveTime 0..* SXCM_TS, priorityCode 0..1 CE,
      repeatNumber 0..1 IVL_INT, routeCode 0..1 CE, approachSiteCode 0..* CD, doseQuantity 0..1 IVL_PQ,
      rateQuantity 0..1 IVL_PQ, maxDoseQuantity 0..1 RTO_PQ_PQ, administrationUnitCode 0..1 CE, ${about},
      consumable Consumable, ${takingPart}, ${related}`,
  ),
  Supply: rim(
    'classCode! = SPLY, moodCode! x_DocumentSubstanceMood',
    `id 0..* II, code 0..1 CD, text 0..1 ED, statusCode 0..1 CS, effectiveTime 0..* SXCM_TS, priorityCode 0..* CE,
      repeatNumber 0..1 IVL_INT, independentInd 0..1 BL, quantity 0..1 PQ, expectedUseTime 0..1 IVL_TS, ${about},
      product 0..1 Product, ${takingPart}, ${related}`,
  ),

  // "seperatableInd" is spelt so in the standard.
  EntryRelationship: rim(
    'typeCode! x_ActRelationshipEntryRelationship, inversionInd bl, contextConductionInd bl, negationInd bl',
    `sequenceNumber 0..1 INT, seperatableInd 0..1 BL, ${anyStatement}`,
  ),
  Component4: rim(
    'typeCode = COMP, contextConductionInd = true',
    `sequenceNumber 0..1 INT, seperatableInd 0..1 BL, ${anyStatement}`,
  ),
  Reference: rim(
    'typeCode! x_ActRelationshipExternalReference',
    `seperatableInd 0..1 BL, (externalAct ExternalAct | externalObservation ExternalObservation
      | externalProcedure ExternalProcedure | externalDocument ExternalDocument)`,
  ),
  ExternalAct: rim('classCode ActClass, moodCode = EVN', 'id 0..* II, code 0..1 CD, text 0..1 ED'),
  ExternalObservation: rim('classCode ActClassObservation, moodCode = EVN', 'id 0..* II, code 0..1 CD, text 0..1 ED'),
  ExternalProcedure: rim('classCode = PROC, moodCode = EVN', 'id 0..* II, code 0..1 CD, text 0..1 ED'),
  ExternalDocument: rim(
    'classCode ActClassDocument, moodCode = EVN',
    'id 0..* II, code 0..1 CD, text 0..1 ED, setId 0..1 II, versionNumber 0..1 INT',
  ),
  Precondition: rim('typeCode = PRCN', 'criterion Criterion'),
  Criterion: rim('classCode ActClassObservation, moodCode = EVN.CRT', 'code 0..1 CD, text 0..1 ED, value 0..1 ANY'),
  ReferenceRange: rim('typeCode = REFV', 'observationRange ObservationRange'),
  ObservationRange: rim(
    'classCode ActClassObservation, moodCode = EVN.CRT',
    'code 0..1 CD, text 0..1 ED, value 0..1 ANY, interpretationCode 0..1 CE',
  ),
};
