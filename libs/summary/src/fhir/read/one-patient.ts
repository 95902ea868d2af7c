import { PasserelleError } from '@passerelle/kernel';
import { readIdentifiers } from '../datatypes/index.js';
import { listOf } from '../narrowing.js';
import type { FhirResource } from '../resource.js';
import type { BundleIndex } from './bundle-index.js';

/** Holds a document to the one patient it is about. */
export class OnePatient {
  private readonly patient: FhirResource;
  private readonly names: ReadonlySet<string>;

  constructor(patient: FhirResource) {
    this.patient = patient;
    this.names = namesOf(patient);
  }

  /**
   * Refuses a statement whose subject is another Patient of the Bundle: written into this patient's summary it would be
   * read as this patient's. A second Patient that shares an identifier is the same person. A subject that resolves to
   * nothing cannot be told from ours, and is reported as left out.
   * @throws PasserelleError PSR-1116
   */
  check(resource: FhirResource, index: BundleIndex): void {
    for (const reference of [...listOf(resource['subject']), ...listOf(resource['patient'])]) {
      const subject = index.resolve(reference, resource);
      if (subject === undefined || subject === this.patient || subject.resourceType !== 'Patient') continue;
      if (![...namesOf(subject)].some((name) => this.names.has(name))) throw new PasserelleError('PSR-1116');
    }
  }
}

function namesOf(patient: FhirResource): ReadonlySet<string> {
  return new Set(readIdentifiers(patient['identifier']).map(({ system, value }) => `${system}|${value}`));
}
