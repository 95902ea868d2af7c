import { canonicalUri } from './code-systems.js';
import type { Coding } from './coding.js';

/** Concepts of the summary that can be stated to be absent. The names are those of the summary's concept keys. */
export type AbsenceConcept =
  | 'problems'
  | 'allergies'
  | 'medications'
  | 'procedures'
  | 'devices'
  | 'immunizations'
  | 'results'
  | 'vital-signs'
  | 'pregnancy'
  | 'social-history'
  | 'functional-status'
  | 'advance-directives'
  | 'alerts'
  | 'care-plan'
  | 'vaccination-forecast'
  | 'travel-history';

/** `none-known`: it was asked and there is nothing. `no-information`: nobody knows. They must never be confused. */
export type AbsenceMeaning = 'none-known' | 'no-information';

/** Kind of allergen an absence of allergies is limited to: no known *food* allergy says nothing of medicines. */
export type AbsenceScope = 'medication' | 'food' | 'environmental' | 'insect' | 'latex';

/** What an absence code says. */
export interface AbsenceStatement {
  readonly concept: AbsenceConcept;
  readonly meaning: AbsenceMeaning;
  readonly scope?: AbsenceScope;
}

/** `ehdsi`: IPS absent/unknown (2.16.840.1.113883.5.1150.1), as the pivot CDA has it. `snomed`: as IPS 2.0 and EPS have it. */
export type AbsenceVocabulary = 'ehdsi' | 'snomed';

/** Code system of the absence codes of eHDSI and of IPS 1.x. IPS 2.0 removed it in favour of SNOMED CT. */
export const absentUnknownSystem = 'http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips';
const snomedSystem = 'http://snomed.info/sct';

type Term = readonly [code: string, display: string];

interface AbsenceRow extends AbsenceStatement {
  readonly ehdsi?: Term;
  readonly snomed?: Term;
  /** Codes that are read with this meaning and never written: inactive concepts, misspellings. */
  readonly alsoRead?: readonly { readonly vocabulary: AbsenceVocabulary; readonly code: string }[];
}

// SNOMED CT has one code for all kinds of missing information, so reading it needs the section it stands in.
const noInformation: Term = ['1287211007', 'No information available'];

// eHDSI's displays are those of its value sets AbsentOrUnknown{Allergy,Device,Medication,Problem,Procedure}; SNOMED's
// codes are those IPS 2.0 adds to its value sets. eHDSI has no value set for immunizations, but the code system has
// the two codes. Old and wrong codes stand as `alsoRead` (docs/dialects.md). Neither vocabulary can say that no results are known, nor that there is nothing of the concepts without a
// row; that no information is available, SNOMED CT says of all of them.
const rows: readonly AbsenceRow[] = [
  {
    concept: 'problems',
    meaning: 'none-known',
    ehdsi: ['no-known-problems', 'No known problems'],
    snomed: ['160245001', 'No current problems or disability'],
  },
  { concept: 'problems', meaning: 'no-information', ehdsi: ['no-problem-info', 'No information about problems'] },
  {
    concept: 'allergies',
    meaning: 'none-known',
    ehdsi: ['no-known-allergies', 'No known allergies'],
    snomed: ['716186003', 'No known allergy'],
    alsoRead: [{ vocabulary: 'snomed', code: '160244002' }],
  },
  {
    concept: 'allergies',
    meaning: 'none-known',
    scope: 'medication',
    ehdsi: ['no-known-medication-allergies', 'No known medication allergies'],
    snomed: ['409137002', 'No known drug allergy'],
  },
  {
    concept: 'allergies',
    meaning: 'none-known',
    scope: 'food',
    ehdsi: ['no-known-food-allergies', 'No known food allergies'],
    snomed: ['429625007', 'No known food allergy'],
  },
  {
    concept: 'allergies',
    meaning: 'none-known',
    scope: 'environmental',
    ehdsi: ['no-known-environmental-allergies', 'No known environmental allergies'],
    snomed: ['428607008', 'No known environmental allergy'],
  },
  { concept: 'allergies', meaning: 'none-known', scope: 'insect', snomed: ['428197003', 'No known insect allergy'] },
  { concept: 'allergies', meaning: 'none-known', scope: 'latex', snomed: ['1003774007', 'No known latex allergy'] },
  { concept: 'allergies', meaning: 'no-information', ehdsi: ['no-allergy-info', 'No information about allergies'] },
  {
    concept: 'medications',
    meaning: 'none-known',
    ehdsi: ['no-known-medications', 'No known medications'],
    snomed: ['787481004', 'No known medications'],
    // "No drug therapy prescribed": how the documents of waves 1 and 2 say it.
    alsoRead: [{ vocabulary: 'snomed', code: '182849000' }],
  },
  {
    concept: 'medications',
    meaning: 'no-information',
    ehdsi: ['no-medication-info', 'No information about medications'],
    // "Drug treatment unknown", of the same documents.
    alsoRead: [{ vocabulary: 'snomed', code: '182904002' }],
  },
  {
    concept: 'procedures',
    meaning: 'none-known',
    ehdsi: ['no-known-procedures', 'No known procedures'],
    snomed: ['787480003', 'No known procedures'],
    alsoRead: [{ vocabulary: 'ehdsi', code: 'no-known-procedure' }],
  },
  {
    concept: 'procedures',
    meaning: 'no-information',
    ehdsi: ['no-procedure-info', 'No information about past history of procedures'],
  },
  {
    concept: 'devices',
    meaning: 'none-known',
    ehdsi: ['no-known-devices', 'No known devices in use'],
    snomed: ['787483001', 'No known device use'],
  },
  { concept: 'devices', meaning: 'no-information', ehdsi: ['no-device-info', 'No information about devices'] },
  {
    concept: 'immunizations',
    meaning: 'none-known',
    ehdsi: ['no-known-immunizations', 'No known immunizations'],
    snomed: ['787482006', 'No known immunizations'],
  },
  {
    concept: 'immunizations',
    meaning: 'no-information',
    ehdsi: ['no-immunization-info', 'No information about immunizations'],
  },
];

const byCode: Readonly<Record<AbsenceVocabulary, ReadonlyMap<string, AbsenceRow>>> = {
  ehdsi: codesOf('ehdsi'),
  snomed: codesOf('snomed'),
};

function codesOf(vocabulary: AbsenceVocabulary): ReadonlyMap<string, AbsenceRow> {
  const found = new Map<string, AbsenceRow>();
  for (const row of rows) {
    const term = row[vocabulary];
    if (term !== undefined) found.set(term[0], row);
    for (const also of row.alsoRead ?? []) if (also.vocabulary === vocabulary) found.set(also.code, row);
  }
  return found;
}

const allCodes: ReadonlySet<string> = new Set([noInformation[0], ...byCode.ehdsi.keys(), ...byCode.snomed.keys()]);

/** Whether a code can say an absence at all, whatever its system: a cheap question before {@link absenceOf}. */
export function maySayAbsence(code: string): boolean {
  return allCodes.has(code);
}

/**
 * What an absence code says; undefined where the code is not an absence code.
 * @param coding - system as URI (OIDs as `urn:oid:`) and code
 * @param section - concept of the section it stands in; SNOMED CT 1287211007 means nothing without it
 */
export function absenceOf(
  coding: { readonly system: string; readonly code: string },
  section?: AbsenceConcept,
): AbsenceStatement | undefined {
  const system = canonicalUri(coding.system);
  if (system === snomedSystem) {
    if (coding.code === noInformation[0]) {
      return section === undefined ? undefined : { concept: section, meaning: 'no-information' };
    }
    return statement(byCode.snomed.get(coding.code));
  }
  return system === absentUnknownSystem ? statement(byCode.ehdsi.get(coding.code)) : undefined;
}

function statement(row: AbsenceRow | undefined): AbsenceStatement | undefined {
  if (row === undefined) return undefined;
  const { concept, meaning, scope } = row;
  return scope === undefined ? { concept, meaning } : { concept, meaning, scope };
}

/**
 * The code that says a concept is absent, with its English display. Undefined where the vocabulary has no such code:
 * the caller then keeps the code of the source, or says it with `emptyReason` or a null flavour. It never widens a
 * limited absence to the whole concept.
 * @param scope - kind of allergen the statement is limited to
 */
export function absenceCoding(
  concept: AbsenceConcept,
  meaning: AbsenceMeaning,
  vocabulary: AbsenceVocabulary,
  scope?: AbsenceScope,
): (Coding & { readonly display: string }) | undefined {
  const row = rows.find((each) => each.concept === concept && each.meaning === meaning && each.scope === scope);
  const term =
    vocabulary === 'snomed' && meaning === 'no-information' && scope === undefined ? noInformation : row?.[vocabulary];
  if (term === undefined) return undefined;
  return { system: vocabulary === 'snomed' ? snomedSystem : absentUnknownSystem, code: term[0], display: term[1] };
}
