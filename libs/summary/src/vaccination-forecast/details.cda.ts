import { attribute, child, element, type XmlElement, type XmlOut } from '@passerelle/xml';
import { readCoded, readCoding, readMoment, writeCoded, writeMoment } from '../cda/datatypes/index.js';
import { omitRelationships } from '../cda/leftovers.js';
import type { CdaReading } from '../cda/reading.js';
import { readReasons, writeReason } from '../cda/reasons.js';
import { actsOf, writeComment } from '../cda/remarks.js';
import { readSeries, writeSeries } from '../immunizations/series.cda.js';
import { readProduct } from '../medications/product.cda.js';
import type { Coded, Coding } from '../model/coded.js';
import { loincSystem } from '../model/codings.js';
import type { RecommendedVaccination } from '../model/entry.js';

// FHIR takes the codes of its date criteria from the same panel of LOINC (60484-3).
const status: Coding = { system: loincSystem, code: '59783-1', display: 'Status in immunization series' };

/** LOINC Date vaccine due: what the time of a planned vaccination means where nothing else is said. */
export const dueDate: Coding = { system: loincSystem, code: '30980-7', display: 'Date vaccine due' };

/** What hangs on a planned vaccination. */
export interface DetailsReading extends Omit<RecommendedVaccination, 'targetDisease'> {
  /** Further vaccinations of the same recommendation. */
  readonly further: readonly XmlElement[];
}

/** Reads the relationships of a planned vaccination. */
export function readDetails(statement: XmlElement, reading: CdaReading): DetailsReading {
  const remarks = actsOf(statement, reading);
  const { reasons, others: more } = readReasons(remarks.others, reading);
  const { series, others } = readSeries(more);
  const vaccines: Coded[] = [];
  const further: XmlElement[] = [];
  const dates: RecommendedVaccination['dates'][number][] = [];
  let forecastStatus: Coded | undefined;
  const leftovers: XmlElement[] = [];
  for (const relationship of others) {
    const administration = child(relationship, 'substanceAdministration');
    const observation = child(relationship, 'observation');
    const code = attribute(child(observation, 'code'), 'code');
    const value = child(observation, 'value');
    const date = readDate(observation);
    if (administration !== undefined && attribute(relationship, 'typeCode') === 'COMP') further.push(administration);
    else if (administration !== undefined) vaccines.push(...readAlternative(administration, reading));
    else if (code === status.code) forecastStatus ??= readCoded(value, reading);
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
    ...series,
    ...(description !== '' && { description }),
  };
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
  const { forecastStatus, description } = recommended;
  return [
    ...recommended.reasons.map(writeReason),
    ...(forecastStatus === undefined
      ? []
      : [writeObservation(status, writeCoded('value', forecastStatus, { xsiType: 'CD' }))]),
    ...recommended.dates.map(({ meaning, at }) =>
      writeObservation(meaning, element('value', { 'xsi:type': 'TS', value: writeMoment(at) })),
    ),
    ...writeSeries(recommended),
    ...(description === undefined ? [] : [writeComment(description)]),
  ];
}

function writeObservation(code: Coding, value: XmlOut): XmlOut {
  const observation = element(
    'observation',
    { classCode: 'OBS', moodCode: 'EVN' },
    writeCoded('code', { coding: code }),
    element('statusCode', { code: 'completed' }),
    value,
  );
  return element('entryRelationship', { typeCode: 'REFR' }, observation);
}
