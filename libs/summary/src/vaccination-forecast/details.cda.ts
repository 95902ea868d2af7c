import { attribute, child, element, textOf, type XmlElement, type XmlOut } from '@passerelle/xml';
import { readCoded, readCoding, readMoment, writeCoded, writeMoment } from '../cda/datatypes/index.js';
import { omitRelationships } from '../cda/leftovers.js';
import type { CdaReading } from '../cda/reading.js';
import { readReasons, writeReason } from '../cda/reasons.js';
import { actsOf, writeComment } from '../cda/remarks.js';
import { writeDoseNumber } from '../immunizations/dose-number.cda.js';
import { readProduct } from '../medications/product.cda.js';
import type { Coded, Coding } from '../model/coded.js';
import type { RecommendedVaccination } from '../model/entry.js';

const loinc = 'http://loinc.org';

// What LOINC calls the parts of a forecast (panel 60484-3); FHIR takes its date criteria from the same panel.
const codes = {
  status: { code: '59783-1', display: 'Status in immunization series' },
  series: { code: '59780-7', display: 'Immunization series' },
  doseNumber: { code: '30973-2', display: 'Dose number' },
  seriesDoses: { code: '59782-3', display: 'Number of doses in primary immunization series' },
} as const;

/** LOINC Date vaccine due: what the time of a planned vaccination means where nothing else is said. */
export const dueDate: Coding = { system: loinc, code: '30980-7', display: 'Date vaccine due' };

type Words = { -readonly [name in 'series' | 'doseNumber' | 'seriesDoses']?: string };

/** What hangs on a planned vaccination. */
export interface DetailsReading extends Omit<RecommendedVaccination, 'targetDisease'> {
  /** Further vaccinations of the same recommendation. */
  readonly further: readonly XmlElement[];
}

/** Reads the relationships of a planned vaccination. */
export function readDetails(statement: XmlElement, reading: CdaReading): DetailsReading {
  const remarks = actsOf(statement, reading);
  const { reasons, others } = readReasons(remarks.others, reading);
  const vaccines: Coded[] = [];
  const further: XmlElement[] = [];
  const dates: RecommendedVaccination['dates'][number][] = [];
  const words: Words = {};
  let forecastStatus: Coded | undefined;
  const leftovers: XmlElement[] = [];
  for (const relationship of others) {
    const administration = child(relationship, 'substanceAdministration');
    const observation = child(relationship, 'observation');
    const code = attribute(child(observation, 'code'), 'code');
    const value = child(observation, 'value');
    const word = wordOf(code);
    const date = readDate(observation);
    if (administration !== undefined && attribute(relationship, 'typeCode') === 'COMP') further.push(administration);
    else if (administration !== undefined) vaccines.push(...readAlternative(administration, reading));
    else if (word !== undefined) words[word] ??= attribute(value, 'value') ?? textOf(value) ?? '';
    else if (code === codes.status.code) forecastStatus ??= readCoded(value, reading);
    else if (date !== undefined) dates.push(date);
    else leftovers.push(relationship);
  }
  omitRelationships(leftovers, reading);
  const description = [...remarks.notes, ...remarks.instructions].join('\n');
  return {
    vaccines,
    further,
    dates,
    reasons,
    ...(forecastStatus !== undefined && { forecastStatus }),
    ...said(words),
    ...(description !== '' && { description }),
  };
}

/** The words that say something. */
function said(words: Words): Words {
  return Object.fromEntries(Object.entries(words).filter(([, word]) => word !== ''));
}

function wordOf(code: string | undefined): keyof Words | undefined {
  return (['series', 'doseNumber', 'seriesDoses'] as const).find((name) => codes[name].code === code);
}

/** A date with what it means: an observation whose value is a point in time. */
function readDate(observation: XmlElement | undefined): RecommendedVaccination['dates'][number] | undefined {
  const code = child(observation, 'code');
  const meaning = code === undefined ? undefined : readCoding(code);
  const at = readMoment(attribute(child(observation, 'value'), 'value'));
  return meaning === undefined || at === undefined ? undefined : { meaning, at };
}

function readAlternative(administration: XmlElement, reading: CdaReading): Coded[] {
  const { code, name } = readProduct(child(administration, 'consumable'), reading);
  if (code !== undefined) return [code];
  return name === undefined ? [] : [{ text: name }];
}

/** Writes what hangs on a planned vaccination. */
export function writeDetails(recommended: RecommendedVaccination): XmlOut[] {
  const { forecastStatus, series, doseNumber, seriesDoses, description } = recommended;
  return [
    ...recommended.reasons.map(writeReason),
    ...(forecastStatus === undefined
      ? []
      : [writeObservation(codes.status, writeCoded('value', forecastStatus, { xsiType: 'CD' }))]),
    ...recommended.dates.map(({ meaning, at }) =>
      writeObservation(meaning, element('value', { 'xsi:type': 'TS', value: writeMoment(at) })),
    ),
    ...(series === undefined ? [] : [writeObservation(codes.series, element('value', { 'xsi:type': 'ST' }, series))]),
    ...(doseNumber === undefined ? [] : [writeDoseNumber(doseNumber)]),
    ...(seriesDoses === undefined
      ? []
      : [writeObservation(codes.seriesDoses, element('value', { 'xsi:type': 'ST' }, seriesDoses))]),
    ...(description === undefined ? [] : [writeComment(description)]),
  ];
}

function writeObservation(code: Pick<Coding, 'code'> & Partial<Coding>, value: XmlOut): XmlOut {
  const observation = element(
    'observation',
    { classCode: 'OBS', moodCode: 'EVN' },
    writeCoded('code', { coding: { system: loinc, ...code } }),
    element('statusCode', { code: 'completed' }),
    value,
  );
  return element('entryRelationship', { typeCode: 'REFR' }, observation);
}
