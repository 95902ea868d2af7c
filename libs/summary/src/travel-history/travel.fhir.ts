import type { Observation } from 'fhir/r4.js';
import type { FhirDoor } from '../concept.js';
import { readCodeableConcept } from '../fhir/datatypes/index.js';
import { travel } from '../fhir/profiles.js';
import type { FhirResource } from '../fhir/resource.js';
import type { Travel } from '../model/entry.js';
import { codingsOf } from '../model/codings.js';
import { readObserved } from '../observed/read-observed.fhir.js';
import { writeObserved, type ObservedShape } from '../observed/write-observed.fhir.js';
import { travelCode } from './codes.js';

const loinc = 'http://loinc.org';
const countries = 'urn:iso:std:iso:3166';

const shape: ObservedShape<'travel'> = {
  profilesOf,
  components: false,
  counts: 'integer',
};

/** The profile of EPS binds the country to the two letters of ISO 3166-1 (required); a stay told otherwise has none. */
function profilesOf({ code, valueCodeableConcept }: Observation): readonly string[] {
  const isTravel = code.coding?.some((each) => each.system === loinc && each.code === travelCode) === true;
  const isCountry =
    valueCodeableConcept?.coding?.some(
      ({ system, code: country = '' }) => system === countries && /^[A-Z]{2}$/.test(country),
    ) === true;
  return isTravel && isCountry ? [travel] : [];
}

/** Observation of the travel history section (observation-travel-eu-eps). */
export const travelFhir: FhirDoor<Travel> = {
  resourceTypes: ['Observation'],
  claims: isTravel,
  read: (resource, path, reading) => readObserved(resource, path, 'travel', reading),
  write: (entry, writing) => writeObserved(entry, writing, shape),
};

function isTravel(resource: FhirResource): boolean {
  return codingsOf(readCodeableConcept(resource['code'])).some(
    (each) => each.system === loinc && each.code === travelCode,
  );
}
