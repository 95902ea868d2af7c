import type { ImmunizationProtocolApplied } from 'fhir/r4.js';
import { absentElement, codeableConcepts, readCodeableConcepts } from '../fhir/datatypes/index.js';
import { omittedParts } from '../fhir/entry/carried.js';
import { objectsOf, stated, stringOf } from '../fhir/narrowing.js';
import type { Coded } from '../model/coded.js';
import type { Immunization } from '../model/entry.js';

const known = new Set(['doseNumberPositiveInt', 'doseNumberString', 'targetDisease']);

/** Which dose of the series it was and what it protects from. */
export interface ProtocolReading {
  readonly doseNumber?: string;
  readonly targetDiseases: readonly Coded[];
  readonly omitted: readonly string[];
}

/** Reads `protocolApplied`; the dose number is that of the first protocol. */
export function readProtocol(value: unknown): ProtocolReading {
  const protocols = objectsOf(value);
  const numbers = protocols.map(
    (each) => stringOf(each['doseNumberPositiveInt']) ?? stringOf(each['doseNumberString']),
  );
  return stated({
    doseNumber: numbers.find((number) => number !== undefined),
    targetDiseases: protocols.flatMap((each) => readCodeableConcepts(each['targetDisease'])),
    omitted: protocols.flatMap((each) => omittedParts(each, known, 'protocol')),
  });
}

/** Writes `protocolApplied`, whose dose number is demanded: one that is not known says so. */
export function writeProtocol(entry: Immunization, language?: string): ImmunizationProtocolApplied[] | undefined {
  const { doseNumber, targetDiseases } = entry;
  if (doseNumber === undefined && targetDiseases.length === 0) return undefined;
  const whole = doseNumber !== undefined && /^[1-9]\d{0,8}$/.test(doseNumber);
  return [
    {
      targetDisease: codeableConcepts(targetDiseases, language),
      doseNumberPositiveInt: whole ? Number(doseNumber) : undefined,
      doseNumberString: whole ? undefined : doseNumber,
      _doseNumberString: doseNumber === undefined ? absentElement('UNK') : undefined,
    },
  ];
}
