import { advanceDirectiveView } from '../advance-directives/advance-directive.view.js';
import { alertView } from '../alerts/alert.view.js';
import { allergyView } from '../allergies/allergy.view.js';
import { planView } from '../care-plan/plan.view.js';
import { deviceView } from '../devices/device.view.js';
import { immunizationView } from '../immunizations/immunization.view.js';
import { medicationView } from '../medications/medication.view.js';
import type { Entry } from '../model/entry.js';
import { observedView } from '../observed/observed.view.js';
import { problemView } from '../problems/problem.view.js';
import { procedureView } from '../procedures/procedure.view.js';
import { travelView } from '../travel-history/travel.view.js';
import { vaccinationForecastView } from '../vaccination-forecast/vaccination-forecast.view.js';
import type { EntryView } from './entry-view.js';

/** Kinds of entry that are statements of a concept; an absence and an unmodelled entry are said of the section. */
export type StatedKind = Exclude<Entry['kind'], 'absence' | 'unmodelled'>;

/** Entries that are shown in tables. */
export type StatedEntry = Extract<Entry, { kind: StatedKind }>;

/** The view of each kind of entry. A kind that is added to the model does not compile until it has one. */
const views: { readonly [K in StatedKind]: EntryView<Extract<Entry, { kind: K }>> } = {
  allergy: allergyView,
  alert: alertView,
  medication: medicationView,
  problem: problemView,
  procedure: procedureView,
  device: deviceView,
  immunization: immunizationView,
  result: observedView<'result'>(),
  'vital-sign': observedView<'vital-sign'>(),
  pregnancy: observedView<'pregnancy'>(),
  'social-history': observedView<'social-history'>(),
  'functional-status': observedView<'functional-status'>(),
  travel: travelView,
  'advance-directive': advanceDirectiveView,
  plan: planView,
  'vaccination-forecast': vaccinationForecastView,
};

/** The kinds in the order of their tables, where a section holds several. */
export const statedKinds = Object.keys(views) as readonly StatedKind[];

/** The view of a kind of entry. Each takes entries of its own kind only, which is what the caller goes by. */
export function viewOf(kind: StatedKind): EntryView<StatedEntry> {
  return views[kind] as unknown as EntryView<StatedEntry>;
}

/** Whether an entry is shown in a table. */
export function isStated(entry: Entry): entry is StatedEntry {
  return Object.hasOwn(views, entry.kind);
}
