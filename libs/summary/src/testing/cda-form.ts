import { isPanel } from '../observed/write-observed.cda.js';
import type { Allergy, Immunization, Medication, Observed, Plan, Problem } from '../model/entry.js';
import type { Interval } from '../model/moment.js';
import type { Roomed } from './kinds.js';

/**
 * The form that CDA has for an entry: what was written and read again is the same as this. Everything CDA does not keep,
 * or keeps in one form only, is listed here; that its report tells of what is lost is the business of other tests.
 */
export function cdaForm(entry: Roomed): unknown {
  // Places are those of the document; names of code systems are written beside their OIDs.
  return JSON.parse(
    JSON.stringify(formOf(entry), (key, value: unknown) =>
      key === 'systemName' || key === 'path' ? undefined : value,
    ),
  );
}

function formOf(entry: Roomed): Roomed {
  switch (entry.kind) {
    case 'problem':
    case 'allergy':
      return withConcern(entry);
    case 'medication':
      return medicationForm(entry);
    case 'immunization':
      return withDate(entry);
    case 'alert':
      // An alert that is told holds.
      return { ...entry, status: entry.status ?? 'active' };
    case 'advance-directive':
      // The observation is completed by its template, which says of the directive that it is in force.
      return { ...entry, status: entry.status ?? 'active' };
    case 'plan':
      return planForm(entry);
    case 'result':
    case 'vital-sign':
    case 'pregnancy':
    case 'social-history':
    case 'functional-status':
    case 'travel':
      return observedForm(entry) as Roomed;
    default:
      return entry;
  }
}

/** The concern around a problem or an allergy has a status, which is active where nothing else is known. */
function withConcern<E extends Problem | Allergy>(entry: E): E {
  const active = { coding: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActStatus', code: 'active' } };
  return { ...entry, clinicalStatus: entry.clinicalStatus ?? active };
}

/** A vaccination without date says that it has none. */
function withDate(entry: Immunization): Immunization {
  return entry.date === undefined ? { ...entry, dateAbsence: entry.dateAbsence ?? 'UNK' } : entry;
}

/**
 * CDA has no category of observations, an organizer no text, and an observation that does not say when says so; so does
 * a vital sign without value.
 */
function observedForm<E extends Observed>(entry: E): E {
  const { category: _category, text, ...kept } = entry;
  const hasText = text !== undefined && !isPanel(entry);
  const unsaid = entry.kind === 'vital-sign' && entry.value === undefined && entry.members.length === 0;
  return {
    ...kept,
    ...(hasText && { text }),
    ...(unsaid && { value: { kind: 'coded' as const, coded: { absence: 'UNK' as const } } }),
    period: isPanel(entry) ? entry.period : stated(entry.period),
    members: entry.members.map(observedForm),
  } as unknown as E;
}

function stated(period: Interval): Interval {
  return Object.keys(period).length === 0 ? { lowAbsence: 'UNK' } : period;
}

function planForm(entry: Plan): Plan {
  return {
    ...entry,
    activities: entry.activities.map((activity) => {
      const { medication } = activity;
      return medication === undefined ? activity : { ...activity, medication: medicationForm(medication) };
    }),
  };
}

/** A product of which nothing is told is not known. */
function medicationForm<M extends Pick<Medication, 'product'>>(entry: M): M {
  const { code, name, ingredients } = entry.product;
  if ((code ?? name) !== undefined || ingredients.length > 0) return entry;
  return { ...entry, product: { ...entry.product, code: { absence: 'UNK' } } };
}
