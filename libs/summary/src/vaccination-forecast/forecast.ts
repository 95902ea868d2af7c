import type { Concept } from '../concept.js';
import type { VaccinationForecast } from '../model/entry.js';
import { forecastCda } from './forecast.cda.js';
import { forecastFhir } from './forecast.fhir.js';

/** Vaccinations that are due. They stand in the section of planned care and have none of their own. */
export const vaccinationForecast: Concept<VaccinationForecast> = {
  key: 'vaccination-forecast',
  kind: 'vaccination-forecast',
  sections: [],
  standsWith: 'care-plan',
  cda: forecastCda,
  fhir: forecastFhir,
};
