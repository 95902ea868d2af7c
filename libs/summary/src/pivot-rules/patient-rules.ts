import { attribute, child, children, textOf, type XmlElement } from '@passerelle/xml';
import type { PivotRule } from './rule.js';

function demand(rule: string, place: string, text: string, holds: (role: XmlElement) => boolean): PivotRule {
  return { rule, severity: 'error', place, text, holds };
}

/** Rules of the patient (myhealtheu-wire.md section 13.1), asked of patientRole. */
export const patientRules: readonly PivotRule[] = [
  demand('pivot-patient-id', 'id', 'Every patient identifier must have a root and an extension.', (role) => {
    const ids = children(role, 'id');
    return (
      ids.length > 0 &&
      ids.every((id) => attribute(id, 'root') !== undefined && attribute(id, 'extension') !== undefined)
    );
  }),
  demand(
    'pivot-patient-name',
    'patient/name',
    'The patient must have a family name and a given name, or the reason why not.',
    (role) =>
      children(child(role, 'patient'), 'name').some((name) =>
        ['family', 'given'].every((part) => saidOrAbsent(child(name, part))),
      ),
  ),
  demand(
    'pivot-gender',
    'patient/administrativeGenderCode',
    'The gender must be coded in 2.16.840.1.113883.5.1, or absent with a reason.',
    (role) => {
      const gender = child(child(role, 'patient'), 'administrativeGenderCode');
      return (
        attribute(gender, 'nullFlavor') !== undefined || attribute(gender, 'codeSystem') === '2.16.840.1.113883.5.1'
      );
    },
  ),
  demand(
    'pivot-birth-time',
    'patient/birthTime',
    'The date of birth must have 4, 6 or 8 digits, or a reason why not.',
    (role) => {
      const birth = child(child(role, 'patient'), 'birthTime');
      return (
        attribute(birth, 'nullFlavor') !== undefined || /^\d{4}(?:\d{2}){0,2}$/.test(attribute(birth, 'value') ?? '')
      );
    },
  ),
  demand('pivot-patient-address', 'addr', 'The patient must have an address, or the reason why not.', (role) =>
    children(role, 'addr').some(saidOrAbsent),
  ),
  demand('pivot-patient-telecom', 'telecom', 'The patient must have a telecom, or the reason why not.', (role) =>
    children(role, 'telecom').some(
      (telecom) => (attribute(telecom, 'value') ?? attribute(telecom, 'nullFlavor')) !== undefined,
    ),
  ),
];

function saidOrAbsent(element: XmlElement | undefined): boolean {
  return attribute(element, 'nullFlavor') !== undefined || textOf(element) !== undefined;
}
