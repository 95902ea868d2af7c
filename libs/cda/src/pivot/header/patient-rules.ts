import { attribute, child, children, path } from '@passerelle/xml';
import { isFullName, saidOrAbsent } from '../reading-elements.js';
import { demand, indispensable, type Demand } from '../rule.js';

/** Rules of the patient (myhealtheu-wire.md section 13.1), asked of ClinicalDocument. */
export const patientRules: readonly Demand[] = [
  demand(
    {
      id: 'pivot-record-target',
      place: 'recordTarget',
      text: 'The document must be about exactly one patient.',
      severities: indispensable,
    },
    (document) => children(document, 'recordTarget').length === 1,
  ),
];

/** Rules of the patient's role, asked of patientRole. */
export const patientRoleRules: readonly Demand[] = [
  demand(
    {
      id: 'pivot-patient-id',
      place: 'id',
      text: 'Every patient identifier must have a root and an extension.',
      severities: indispensable,
    },
    (role) => {
      const ids = children(role, 'id');
      return (
        ids.length > 0 &&
        ids.every((id) => attribute(id, 'root') !== undefined && attribute(id, 'extension') !== undefined)
      );
    },
  ),
  demand(
    {
      id: 'pivot-patient-name',
      place: 'patient/name',
      text: 'The patient must have a family name and a given name, or the reason why not.',
    },
    (role) => children(child(role, 'patient'), 'name').some(isFullName),
  ),
  demand(
    {
      id: 'pivot-gender',
      place: 'patient/administrativeGenderCode',
      text: 'The gender must be coded in 2.16.840.1.113883.5.1, or absent with a reason.',
    },
    (role) => {
      const gender = path(role, 'patient', 'administrativeGenderCode');
      return (
        attribute(gender, 'nullFlavor') !== undefined ||
        (attribute(gender, 'code') !== undefined && attribute(gender, 'codeSystem') === '2.16.840.1.113883.5.1')
      );
    },
  ),
  demand(
    {
      id: 'pivot-birth-time',
      place: 'patient/birthTime',
      text: 'The date of birth must have 4, 6 or 8 digits, or a reason why not.',
    },
    (role) => {
      const birth = path(role, 'patient', 'birthTime');
      return (
        attribute(birth, 'nullFlavor') !== undefined || /^\d{4}(?:\d{2}){0,2}$/.test(attribute(birth, 'value') ?? '')
      );
    },
  ),
  demand(
    {
      id: 'pivot-patient-address',
      place: 'addr',
      text: 'The patient must have an address; where none is known, addr has nullFlavor NI.',
    },
    (role) => children(role, 'addr').some(saidOrAbsent),
  ),
  demand(
    {
      id: 'pivot-patient-telecom',
      place: 'telecom',
      text: 'The patient must have a telecom; where none is known, telecom has nullFlavor NI.',
    },
    (role) =>
      children(role, 'telecom').some(
        (telecom) => (attribute(telecom, 'value') ?? attribute(telecom, 'nullFlavor')) !== undefined,
      ),
  ),
];
