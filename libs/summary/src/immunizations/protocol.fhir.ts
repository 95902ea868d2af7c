import type { ImmunizationProtocolApplied } from 'fhir/r4.js';
import { absentElement, codeableConcepts, readCodeableConcepts } from '../fhir/datatypes/index.js';
import { omittedParts } from '../fhir/entry/carried.js';
import { objectsOf, stated, stringOf } from '../fhir/narrowing.js';
import type { Coded } from '../model/coded.js';
import type { Immunization } from '../model/entry.js';

const known = new Set([
  ...['doseNumberPositiveInt', 'doseNumberString', 'seriesDosesPositiveInt', 'seriesDosesString'],
  ...['series', 'targetDisease'],
]);

/** Which dose of which series it was and what it protects from. */
export interface ProtocolReading extends Pick<Immunization, 'doseNumber' | 'series' | 'seriesDoses'> {
  readonly targetDiseases: readonly Coded[];
  readonly omitted: readonly string[];
}

/** Reads `protocolApplied`; the series and its numbers are those of the first protocol that says them. */
export function readProtocol(value: unknown): ProtocolReading {
  const protocols = objectsOf(value);
  const first = (...names: readonly string[]): string | undefined => {
    for (const protocol of protocols) {
      const found = names.map((name) => stringOf(protocol[name])).find((text) => text !== undefined);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return stated({
    doseNumber: first('doseNumberPositiveInt', 'doseNumberString'),
    series: first('series'),
    seriesDoses: first('seriesDosesPositiveInt', 'seriesDosesString'),
    targetDiseases: protocols.flatMap((each) => readCodeableConcepts(each['targetDisease'])),
    omitted: protocols.flatMap((each) => omittedParts(each, known, 'protocol')),
  });
}

/** Writes `protocolApplied`, whose dose number is demanded: one that is not known says so. */
export function writeProtocol(entry: Immunization, language?: string): ImmunizationProtocolApplied[] | undefined {
  const { doseNumber, series, seriesDoses, targetDiseases } = entry;
  if ((doseNumber ?? series ?? seriesDoses) === undefined && targetDiseases.length === 0) return undefined;
  return [
    {
      series,
      targetDisease: codeableConcepts(targetDiseases, language),
      ...(doseNumber === undefined
        ? { _doseNumberString: absentElement('UNK') }
        : numberOfDoses('doseNumber', doseNumber)),
      ...(seriesDoses === undefined ? {} : numberOfDoses('seriesDoses', seriesDoses)),
    },
  ];
}

/** A number of doses as the positive integer it is, or as the words it came in. */
export function numberOfDoses(name: 'doseNumber' | 'seriesDoses', value: string): Record<string, number | string> {
  return /^[1-9]\d{0,8}$/.test(value) ? { [`${name}PositiveInt`]: Number(value) } : { [`${name}String`]: value };
}
