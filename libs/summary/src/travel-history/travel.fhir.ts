import type { FhirDoor } from '../concept.js';
import { readCodeableConcept } from '../fhir/datatypes/index.js';
import { travel } from '../fhir/profiles.js';
import type { FhirResource } from '../fhir/resource.js';
import type { Travel } from '../model/entry.js';
import { codingsOf, hasCode, loincSystem } from '../model/codings.js';
import { readObserved } from '../observed/read-observed.fhir.js';
import { writeObserved, type ObservedShape } from '../observed/write-observed.fhir.js';
import { travelCode } from './codes.js';

const countries = 'urn:iso:std:iso:3166';

const shape: ObservedShape<'travel'> = {
  profilesOf: () => [travel],
  components: false,
  counts: 'integer',
};

/** EPS binds the country to the two letters of ISO 3166-1 (required); a stay told otherwise has no place in the section. */
function saysCountry({ code, value }: Travel): boolean {
  const isTravel = hasCode(codingsOf(code), loincSystem, travelCode);
  const named = value?.kind === 'coded' ? codingsOf(value.coded) : [];
  return isTravel && named.some(({ system, code: country }) => system === countries && /^[A-Z]{2}$/.test(country));
}

/** Observation of the travel history section (observation-travel-eu-eps). */
export const travelFhir: FhirDoor<Travel> = {
  resourceTypes: ['Observation'],
  claims: isTravel,
  read: (resource, path, reading) => readObserved(resource, path, 'travel', reading),
  write: (entry, writing) => writeObserved(entry, writing, shape),
  hasPlace: saysCountry,
};

function isTravel(resource: FhirResource): boolean {
  return hasCode(codingsOf(readCodeableConcept(resource['code'])), loincSystem, travelCode);
}
