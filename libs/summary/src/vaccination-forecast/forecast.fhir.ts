import type { ImmunizationRecommendation, ImmunizationRecommendationRecommendation } from 'fhir/r4.js';
import type { FhirDoor } from '../concept.js';
import {
  absentElement,
  codeableConcept,
  codeableConceptOf,
  codeableConcepts,
  dateTime,
  readCodeableConcept,
  readCodeableConcepts,
  readMoment,
} from '../fhir/datatypes/index.js';
import { omittedParts, readCarried, writeCarried } from '../fhir/entry/carried.js';
import { readParticipant } from '../fhir/header/read-participant.js';
import { writeOrganization } from '../fhir/header/organization.js';
import { objectsOf, stated, stringOf, type JsonObject } from '../fhir/narrowing.js';
import type { FhirReading } from '../fhir/reading.js';
import type { FhirResource } from '../fhir/resource.js';
import type { FhirWriting } from '../fhir/writing.js';
import { numberOfDoses } from '../immunizations/protocol.fhir.js';
import type { Coding } from '../model/coded.js';
import type { RecommendedVaccination, VaccinationForecast } from '../model/entry.js';

const known = new Set(['date', 'authority', 'recommendation']);
const knownOfRecommendation = new Set([
  ...['vaccineCode', 'targetDisease', 'forecastStatus', 'forecastReason', 'dateCriterion', 'description', 'series'],
  ...['doseNumberPositiveInt', 'doseNumberString', 'seriesDosesPositiveInt', 'seriesDosesString'],
]);

/** ImmunizationRecommendation of the plan of care section, without a profile of EPS or IPS. */
export const forecastFhir: FhirDoor<VaccinationForecast> = {
  resourceTypes: ['ImmunizationRecommendation'],
  read: readForecast,
  write: writeForecast,
};

function readForecast(resource: FhirResource, path: string, reading: FhirReading): VaccinationForecast | undefined {
  if (resource.resourceType !== 'ImmunizationRecommendation') return undefined;
  const omitted = omittedParts(resource, known);
  const [first, ...further] = objectsOf(resource['recommendation']).map((each) => readRecommended(each, omitted));
  if (first === undefined) return undefined;
  return {
    kind: 'vaccination-forecast',
    ...readCarried(resource, path, 'all', reading),
    ...(omitted.length > 0 && { omitted: [...new Set(omitted)] }),
    ...first,
    ...stated({
      date: readMoment(resource['date']),
      authority: readParticipant(resource['authority'], reading, resource),
    }),
    ...(further.length > 0 && { further }),
  };
}

function readRecommended(source: JsonObject, omitted: string[]): RecommendedVaccination {
  omitted.push(...omittedParts(source, knownOfRecommendation, 'recommendation'));
  return {
    vaccines: readCodeableConcepts(source['vaccineCode']),
    ...stated({
      targetDisease: readCodeableConcept(source['targetDisease']),
      forecastStatus: readCodeableConcept(source['forecastStatus']),
    }),
    reasons: readCodeableConcepts(source['forecastReason']),
    dates: readDates(source['dateCriterion'], omitted),
    ...stated({
      series: stringOf(source['series']),
      doseNumber: stringOf(source['doseNumberPositiveInt']) ?? stringOf(source['doseNumberString']),
      seriesDoses: stringOf(source['seriesDosesPositiveInt']) ?? stringOf(source['seriesDosesString']),
      description: stringOf(source['description']),
    }),
  };
}

function readDates(value: unknown, omitted: string[]): RecommendedVaccination['dates'] {
  return objectsOf(value).flatMap((criterion) => {
    const meaning = meaningOf(criterion['code']);
    const at = readMoment(criterion['value']);
    if (meaning !== undefined && at !== undefined) return [{ meaning, at }];
    omitted.push('date without meaning');
    return [];
  });
}

/** What a date means. Words without a code are all the code there is. */
function meaningOf(value: unknown): Coding | undefined {
  const coded = readCodeableConcept(value);
  if (coded?.coding !== undefined) return coded.coding;
  return coded?.text === undefined ? undefined : { system: '', code: coded.text };
}

function writeForecast(entry: VaccinationForecast, writing: FhirWriting): string {
  const { date, authority, path, further = [] } = entry;
  const { organization } = authority ?? {};
  if (authority !== undefined && authority.names.length + authority.identifiers.length > 0) {
    writing.omit(path, 'person who recommended it');
  }
  const resource: ImmunizationRecommendation = {
    resourceType: 'ImmunizationRecommendation',
    ...writeCarried(entry),
    patient: writing.patient,
    // An empty text is not written; the type demands one.
    date: date === undefined ? '' : dateTime(date, writing.offset),
    _date: date === undefined ? absentElement('UNK') : undefined,
    authority: organization === undefined ? undefined : writeOrganization(organization, writing),
    recommendation: [entry, ...further].map((each) => writeRecommended(each, writing.language, writing.offset)),
  };
  return writing.add(resource, path);
}

function writeRecommended(
  recommended: RecommendedVaccination,
  language: string | undefined,
  offset: string | undefined,
): ImmunizationRecommendationRecommendation {
  const { vaccines, targetDisease, forecastStatus, doseNumber, seriesDoses } = recommended;
  // imr-1: a vaccine or a disease; a forecast of neither is at least one of an unknown vaccine.
  const nothing = vaccines.length === 0 && targetDisease === undefined;
  return {
    vaccineCode: nothing ? [absentElement('UNK')] : codeableConcepts(vaccines, language),
    targetDisease: codeableConceptOf(targetDisease, language),
    forecastStatus: forecastStatus === undefined ? absentElement('UNK') : codeableConcept(forecastStatus, language),
    forecastReason: codeableConcepts(recommended.reasons, language),
    dateCriterion: recommended.dates.map(({ meaning, at }) => ({
      code: codeableConcept({ coding: meaning }, language),
      value: dateTime(at, offset),
    })),
    description: recommended.description,
    series: recommended.series,
    ...(doseNumber === undefined ? {} : numberOfDoses('doseNumber', doseNumber)),
    ...(seriesDoses === undefined ? {} : numberOfDoses('seriesDoses', seriesDoses)),
  };
}
