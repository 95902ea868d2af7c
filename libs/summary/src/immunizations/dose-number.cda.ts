import { attribute, child, children, element, textOf, type XmlElement, type XmlOut } from '@passerelle/xml';
import type { CdaReading } from '../cda/reading.js';

/** LOINC "Dose number". */
const doseNumberCode = '30973-2';
const loincOid = '2.16.840.1.113883.6.1';
/** VACCINATION DOSE of the Luxembourg record, which stands in the place of the unit of administration. */
const vaccinationDoseOid = '1.3.182.5.32';

/** The number of the dose and the relationships that say something else. */
export interface DoseNumberReading {
  readonly doseNumber?: string;
  readonly others: readonly XmlElement[];
}

/**
 * Reads which dose of the series it was: the observation LOINC 30973-2 (CCD medication series number, eHDSI), or
 * Luxembourg's administrationUnitCode. An administrationUnitCode of another system is what CDA means by it, a unit.
 */
export function readDoseNumber(statement: XmlElement, reading: CdaReading): DoseNumberReading {
  let doseNumber: string | undefined;
  const others: XmlElement[] = [];
  for (const relationship of children(statement, 'entryRelationship')) {
    const observation = child(relationship, 'observation');
    if (attribute(child(observation, 'code'), 'code') === doseNumberCode)
      doseNumber ??= valueOf(child(observation, 'value'));
    else others.push(relationship);
  }
  const unit = child(statement, 'administrationUnitCode');
  if (attribute(unit, 'codeSystem') === vaccinationDoseOid) doseNumber ??= attribute(unit, 'code');
  else if (attribute(unit, 'code') !== undefined) reading.omit?.('unit of administration');
  return { ...(doseNumber !== undefined && { doseNumber }), others };
}

function valueOf(value: XmlElement | undefined): string | undefined {
  return attribute(value, 'value') ?? textOf(value) ?? attribute(value, 'code');
}

/** Writes the number of the dose: an integer as INT, anything else (`2/3`, `booster`) as text. */
export function writeDoseNumber(doseNumber: string): XmlOut {
  const whole = /^\d+$/.test(doseNumber);
  const observation = element(
    'observation',
    { classCode: 'OBS', moodCode: 'EVN' },
    element('templateId', { root: '1.3.6.1.4.1.12559.11.10.1.3.1.3.28' }),
    element('templateId', { root: '2.16.840.1.113883.10.20.1.46' }),
    element('code', {
      code: doseNumberCode,
      codeSystem: loincOid,
      codeSystemName: 'LOINC',
      displayName: 'Dose number',
    }),
    element('statusCode', { code: 'completed' }),
    whole
      ? element('value', { 'xsi:type': 'INT', value: doseNumber })
      : element('value', { 'xsi:type': 'ST' }, doseNumber),
  );
  return element('entryRelationship', { typeCode: 'SUBJ' }, observation);
}
