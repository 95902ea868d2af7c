import type { CodeableConcept } from 'fhir/r4.js';
import { absenceCoding } from '@passerelle/terminology';
import type { Coded } from '../../model/coded.js';
import type { Absence } from '../../model/entry.js';
import type { ConceptKey } from '../../model/summary.js';
import { absentElement, codeableConcept } from '../datatypes/index.js';
import { writeCarried } from '../entry/carried.js';
import { allergyClinical, conditionClinical } from '../entry/clinical-status.js';
import type { FhirWriting } from '../writing.js';

/**
 * The code that says the absence: SNOMED CT's, as IPS 2.0 and EPS have it, with the code of the source beside it.
 * Undefined where SNOMED CT has none (results), which leaves only `emptyReason`.
 */
export function absenceCode(concept: ConceptKey, { meaning, code }: Absence): Coded | undefined {
  const snomed = absenceCoding(concept, meaning, 'snomed');
  if (snomed === undefined) return undefined;
  const source = code?.coding;
  const translations = source === undefined || source.code === snomed.code ? {} : { translations: [source] };
  return { ...(code?.text !== undefined && { text: code.text }), coding: { ...snomed, ...translations } };
}

/**
 * Adds the resource that says that there is nothing, or that nothing is known, of a concept.
 * @returns its fullUrl; undefined where there is no code for it
 */
export function writeAbsence(concept: ConceptKey, entry: Absence, writing: FhirWriting): string | undefined {
  const coded = absenceCode(concept, entry);
  return coded && writers[concept]?.(codeableConcept(coded, writing.language), entry, writing);
}

type AbsenceWriter = (code: CodeableConcept, entry: Absence, writing: FhirWriting) => string;

/** No date makes sense for what never was. */
const notApplicable = absentElement('NA');

/** Concepts whose resources have no code to say it in are left to `emptyReason`. */
const writers: Partial<Readonly<Record<ConceptKey, AbsenceWriter>>> = {
  problems: (code, entry, writing) =>
    writing.add(
      {
        resourceType: 'Condition',
        ...writeCarried(entry),
        // The statement itself is current (con-3); so the official examples have it.
        clinicalStatus: { coding: [{ system: conditionClinical.system, code: 'active' }] },
        code,
        subject: writing.patient,
      },
      entry.path,
    ),
  allergies: (code, entry, writing) =>
    writing.add(
      {
        resourceType: 'AllergyIntolerance',
        ...writeCarried(entry),
        clinicalStatus: { coding: [{ system: allergyClinical.system, code: 'active' }] },
        code,
        patient: writing.patient,
      },
      entry.path,
    ),
  medications: (code, entry, writing) =>
    writing.add(
      {
        resourceType: 'MedicationStatement',
        ...writeCarried(entry),
        status: 'unknown',
        medicationCodeableConcept: code,
        subject: writing.patient,
        _effectiveDateTime: notApplicable,
      },
      entry.path,
    ),
  procedures: (code, entry, writing) =>
    writing.add(
      {
        resourceType: 'Procedure',
        ...writeCarried(entry),
        status: 'unknown',
        code,
        subject: writing.patient,
        _performedDateTime: notApplicable,
      },
      entry.path,
    ),
  devices: (code, entry, writing) => {
    const device = writing.add(
      { resourceType: 'Device', type: code, patient: writing.patient },
      `${entry.path}/device`,
    );
    return writing.add(
      {
        resourceType: 'DeviceUseStatement',
        ...writeCarried(entry),
        status: 'active',
        subject: writing.patient,
        _timingDateTime: notApplicable,
        device: { reference: device },
      },
      entry.path,
    );
  },
  immunizations: (code, entry, writing) =>
    writing.add(
      {
        resourceType: 'Immunization',
        ...writeCarried(entry),
        status: 'not-done',
        vaccineCode: code,
        patient: writing.patient,
        _occurrenceDateTime: notApplicable,
      },
      entry.path,
    ),
  results: writeObservation,
  'vital-signs': writeObservation,
  pregnancy: writeObservation,
  'social-history': writeObservation,
  'travel-history': writeObservation,
};

function writeObservation(code: CodeableConcept, entry: Absence, writing: FhirWriting): string {
  return writing.add(
    {
      resourceType: 'Observation',
      ...writeCarried(entry),
      status: 'final',
      code,
      subject: writing.patient,
      _effectiveDateTime: notApplicable,
    },
    entry.path,
    [],
  );
}
