import { attribute, child, element, textOf, type XmlElement, type XmlOut } from '@passerelle/xml';
import type { CdaReading } from '../cda/reading.js';

const loincOid = '2.16.840.1.113883.6.1';
/** VACCINATION DOSE of the Luxembourg record, which stands in the place of the unit of administration. */
const vaccinationDoseOid = '1.3.182.5.32';

/** Which dose of which series a vaccination is: all of them words, for none of them need be a number. */
export interface Series {
  readonly doseNumber?: string;
  readonly series?: string;
  readonly seriesDoses?: string;
}

// What LOINC calls them (panel 60484-3); eHDSI and CCD have a template for the first.
const codes = [
  {
    part: 'doseNumber',
    code: '30973-2',
    displayName: 'Dose number',
    templates: ['1.3.6.1.4.1.12559.11.10.1.3.1.3.28', '2.16.840.1.113883.10.20.1.46'],
  },
  { part: 'series', code: '59780-7', displayName: 'Immunization series', templates: [] },
  {
    part: 'seriesDoses',
    code: '59782-3',
    displayName: 'Number of doses in primary immunization series',
    templates: [],
  },
] as const;

/** The series and the relationships that say something else. */
export interface SeriesReading {
  readonly series: Series;
  readonly others: readonly XmlElement[];
}

/** Reads which dose of which series it is from the relationships of a vaccination. */
export function readSeries(relationships: readonly XmlElement[]): SeriesReading {
  const series: { -readonly [part in keyof Series]: string } = {};
  const others: XmlElement[] = [];
  for (const relationship of relationships) {
    const observation = child(relationship, 'observation');
    const code = attribute(child(observation, 'code'), 'code');
    const part = codes.find((each) => each.code === code)?.part;
    const value = part === undefined ? undefined : valueOf(child(observation, 'value'));
    if (part === undefined) others.push(relationship);
    else if (value !== undefined) series[part] ??= value;
  }
  return { series, others };
}

function valueOf(value: XmlElement | undefined): string | undefined {
  return attribute(value, 'value') ?? textOf(value) ?? attribute(value, 'code');
}

/**
 * The number of the dose as Luxembourg's record has it, in administrationUnitCode; undefined where there is none. A code of
 * another system there is what CDA means by it, a unit.
 */
export function readDoseUnit(statement: XmlElement, reading: CdaReading): string | undefined {
  const unit = child(statement, 'administrationUnitCode');
  if (attribute(unit, 'codeSystem') === vaccinationDoseOid) return attribute(unit, 'code');
  if (attribute(unit, 'code') !== undefined) reading.omit?.('unit of administration');
  return undefined;
}

/** Writes which dose of which series it is: whole numbers as INT, anything else (`2/3`, `booster`) as text. */
export function writeSeries(series: Series): XmlOut[] {
  return codes.flatMap(({ part, code, displayName, templates }) => {
    const words = series[part];
    if (words === undefined) return [];
    const observation = element(
      'observation',
      { classCode: 'OBS', moodCode: 'EVN' },
      templates.map((root) => element('templateId', { root })),
      element('code', { code, codeSystem: loincOid, codeSystemName: 'LOINC', displayName }),
      element('statusCode', { code: 'completed' }),
      /^\d+$/.test(words)
        ? element('value', { 'xsi:type': 'INT', value: words })
        : element('value', { 'xsi:type': 'ST' }, words),
    );
    return [element('entryRelationship', { typeCode: 'SUBJ' }, observation)];
  });
}
