import { isObject, listOf, type JsonObject } from '../findings.js';
import { has, hasAny, type Invariant } from './invariant.js';

const abatements = ['abatementDateTime', 'abatementAge', 'abatementPeriod', 'abatementRange', 'abatementString'];
const observedValues = [
  'valueQuantity', 'valueCodeableConcept', 'valueString', 'valueBoolean', 'valueInteger', 'valueRange', 'valueRatio',
  'valueSampledData', 'valueTime', 'valueDateTime', 'valuePeriod',
]; // prettier-ignore

/** Constraints that FHIR R4 states for the resources of a summary, as far as they need no terminology server. */
export const resourceInvariants: Readonly<Record<string, readonly Invariant[]>> = {
  'Composition.section': [
    {
      rule: 'cmp-2',
      text: 'A section with an empty reason must have no entries.',
      holds: (value) => !has(value, 'emptyReason') || !has(value, 'entry'),
    },
  ],
  'Patient.contact': [
    {
      rule: 'pat-1',
      text: 'A contact must have a name, a telecom, an address or an organisation.',
      holds: (value) => hasAny(value, ['name', 'telecom', 'address', 'organization']),
    },
  ],
  Organization: [
    {
      rule: 'org-1',
      text: 'An organisation must have an identifier or a name.',
      holds: (value) => hasAny(value, ['identifier', 'name']),
    },
    {
      rule: 'org-2',
      text: 'An address of an organisation is never a home.',
      holds: (value) => !hasHome(value['address']),
    },
    {
      rule: 'org-3',
      text: 'A telecom of an organisation is never one of a home.',
      holds: (value) => !hasHome(value['telecom']),
    },
  ],
  Condition: [
    {
      rule: 'con-4',
      text: 'A condition that has abated must be inactive, resolved or in remission.',
      holds: (value) =>
        !hasAny(value, abatements) || hasCode(value['clinicalStatus'], ['inactive', 'resolved', 'remission']),
    },
    {
      rule: 'con-5',
      text: 'A condition entered in error must have no clinical status.',
      holds: (value) => !hasCode(value['verificationStatus'], ['entered-in-error']) || !has(value, 'clinicalStatus'),
    },
  ],
  AllergyIntolerance: [
    {
      rule: 'ait-1',
      text: 'An allergy that was not entered in error must have a clinical status.',
      holds: (value) => hasCode(value['verificationStatus'], ['entered-in-error']) || has(value, 'clinicalStatus'),
    },
    {
      rule: 'ait-2',
      text: 'An allergy entered in error must have no clinical status.',
      holds: (value) => !hasCode(value['verificationStatus'], ['entered-in-error']) || !has(value, 'clinicalStatus'),
    },
  ],
  Observation: [
    {
      rule: 'obs-6',
      text: 'A reason for an absent value must not stand beside a value.',
      holds: (value) => !has(value, 'dataAbsentReason') || !hasAny(value, observedValues),
    },
  ],
  'Observation.referenceRange': [
    {
      rule: 'obs-3',
      text: 'A reference range must have an end or a text.',
      holds: (value) => hasAny(value, ['low', 'high', 'text']),
    },
  ],
  'Immunization.education': [
    {
      rule: 'imm-1',
      text: 'Education must name the document.',
      holds: (value) => hasAny(value, ['documentType', 'reference']),
    },
  ],
};

function hasHome(contacts: unknown): boolean {
  return listOf(contacts).some((contact) => isObject(contact) && contact['use'] === 'home');
}

/** Whether a CodeableConcept has one of the codes; the system was checked by the binding of the element. */
function hasCode(concept: unknown, codes: readonly string[]): boolean {
  if (!isObject(concept)) return false;
  return listOf(concept['coding']).some(
    (coding: unknown) => isObject(coding) && codes.includes((coding as JsonObject)['code'] as string),
  );
}
