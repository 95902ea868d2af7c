import type { XmlElement } from '@passerelle/xml';
import { advanceDirective } from './advance-directives/advance-directive.js';
import { alert } from './alerts/alert.js';
import { allergy } from './allergies/allergy.js';
import { carePlan } from './care-plan/plan.js';
import type { Concept } from './concept.js';
import { device } from './devices/device.js';
import type { FhirResource } from './fhir/resource.js';
import { functionalStatus } from './functional-status/functional-status.js';
import { immunization } from './immunizations/immunization.js';
import { medication } from './medications/medication.js';
import type { Entry } from './model/entry.js';
import type { ConceptKey } from './model/summary.js';
import { pregnancy } from './pregnancy/pregnancy.js';
import { problem } from './problems/problem.js';
import { procedure } from './procedures/procedure.js';
import { result } from './results/result.js';
import { socialHistory } from './social-history/social-history.js';
import { travelHistory } from './travel-history/travel.js';
import { vaccinationForecast } from './vaccination-forecast/forecast.js';
import { vitalSign } from './vital-signs/vital-sign.js';

/**
 * The rooms of the house, in the order of the sections of the pivot. A new clinical concept is a folder and a row here.
 */
export const concepts: readonly AnyConcept[] = [
  room(medication),
  room(allergy),
  room(procedure),
  room(problem),
  room(device),
  room(immunization),
  room(pregnancy),
  room(socialHistory),
  room(vitalSign),
  room(result),
  room(advanceDirective),
  room(functionalStatus),
  room(carePlan),
  room(vaccinationForecast),
  room(travelHistory),
  room(alert),
];

/** A concept whose doors take any entry; {@link conceptOfEntry} finds the one an entry belongs to. */
export type AnyConcept = Concept;

// Each door takes entries of its own kind only. The look-ups below go by that kind, which is what makes this widening sound.
function room<E extends Entry>(concept: Concept<E>): AnyConcept {
  return concept as unknown as AnyConcept;
}

const byKey = new Map(concepts.map((concept) => [concept.key, concept]));
const byKind = new Map(concepts.map((concept) => [concept.kind, concept]));

/** The concept of a key. */
export function conceptOfKey(key: ConceptKey): AnyConcept {
  return byKey.get(key)!;
}

/** The concept whose door writes entries of a kind; none for absences and unmodelled entries. */
export function conceptOfEntry(entry: Entry): AnyConcept | undefined {
  return byKind.get(entry.kind);
}

/** The concepts that claim a CDA statement wherever it stands, the likeliest first. */
export function conceptsOfStatement(statement: XmlElement): AnyConcept[] {
  return claiming.filter((concept) => concept.cda.claims(statement));
}

/** The concepts that claim a FHIR resource wherever it stands, the likeliest first. */
export function conceptsOfResource(resource: FhirResource): AnyConcept[] {
  return claiming.filter(
    ({ fhir }) => fhir.resourceTypes.includes(resource.resourceType) && (fhir.claims?.(resource) ?? true),
  );
}

// What is more special is asked before what is less: a vaccination is a medicine given, an allergy is a concern, and any
// observation that is nothing else is a result.
const general: readonly ConceptKey[] = ['medications', 'problems', 'results'];
const claiming: readonly AnyConcept[] = [
  ...concepts.filter(({ key }) => !general.includes(key)),
  ...general.map((key) => byKey.get(key)!),
];
