import type { FhirDoor } from '../concept.js';
import type { FunctionalStatus } from '../model/entry.js';
import { readObserved } from '../observed/read-observed.fhir.js';
import { readImpression } from './read-impression.fhir.js';
import { writeImpression } from './write-impression.fhir.js';

/**
 * ClinicalImpression of the functional status section (EPS and IPS bind its entries to ClinicalImpression and Condition;
 * Conditions are problems). An Observation in this section is against the profile, and read as what it is.
 */
export const functionalStatusFhir: FhirDoor<FunctionalStatus> = {
  resourceTypes: ['ClinicalImpression', 'Observation'],
  claims: ({ resourceType }) => resourceType === 'ClinicalImpression',
  read: (resource, path, reading) =>
    resource.resourceType === 'ClinicalImpression'
      ? readImpression(resource, path, reading)
      : readObserved(resource, path, 'functional-status', reading),
  write: writeImpression,
};
