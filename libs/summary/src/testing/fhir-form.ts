import { isComponent } from '../observed/component.fhir.js';
import { impliedCategory } from '../observed/categories.js';
import { isReport } from '../results/report.fhir.js';
import { isBefore, isReversed } from '../fhir/datatypes/index.js';
import { objectOf } from '../fhir/narrowing.js';
import type { Coded, Quantity } from '../model/coded.js';
import type {
  Allergy,
  FunctionalStatus,
  Immunization,
  Medication,
  Observed,
  ObservedKind,
  Plan,
  Problem,
  Procedure,
  ResultEntry,
  VaccinationForecast,
} from '../model/entry.js';
import type { Interval } from '../model/moment.js';
import type { Participant } from '../model/party.js';
import type { Roomed } from './kinds.js';
import { asMemberOfLaboratory, isOfLaboratory } from '../observed/categories.js';
import { unitsOfComponent } from '../vital-signs/units.js';

/**
 * The form that FHIR has for an entry: what was written and read again is the same as this. Everything FHIR does not keep,
 * or keeps in one form only, is listed here; that its report tells of what is lost is the business of other tests.
 */
export function fhirForm(entry: Roomed): unknown {
  // Places are those of the Bundle; a display that repeats a code's in the document's language says which one that is.
  return JSON.parse(
    JSON.stringify(formOf(entry), function (this: { readonly kind?: unknown }, key, value: unknown) {
      if (key === 'path') return undefined;
      // Beginning and end of a problem are elements of their own, as are those of a reference range.
      const course = key === 'period' && (this.kind === 'problem' || this.kind === 'allergy');
      return course || Array.isArray(this) ? value : spanForm(value);
    }),
  );
}

/** A span whose ends are the wrong way round: a period has only its start, a range is words, a dose is not there. */
function spanForm(value: unknown): unknown {
  const { low, high, ...others } = objectOf(value) ?? {};
  if (typeof low === 'string' && typeof high === 'string') return isBefore(high, low) ? { low, ...others } : value;
  if (low === undefined || high === undefined) return value;
  const [least, most] = [low, high] as [Quantity, Quantity];
  if (!isReversed(least, most)) return value;
  if (others['kind'] !== 'range') return undefined;
  return { kind: 'text', text: `${least.value} ${least.unit} - ${most.value} ${most.unit}` };
}

function formOf(entry: Roomed): unknown {
  switch (entry.kind) {
    case 'problem':
      return problemForm(entry);
    case 'allergy':
      return allergyForm(entry);
    case 'medication':
      return medicationForm(entry);
    case 'procedure':
      return procedureForm(entry);
    case 'immunization':
      return immunizationForm(entry);
    case 'device':
      return entry;
    case 'result':
      return isReport(entry) ? reportForm(entry) : observedForm(entry);
    case 'vital-sign':
    case 'pregnancy':
    case 'social-history':
    case 'travel':
      return observedForm(entry as Observed);
    case 'functional-status':
      return assessmentForm(entry);
    case 'alert':
      return { ...entry, status: entry.status ?? 'active', authors: entry.authors.slice(0, 1) };
    case 'advance-directive':
      return { ...entry, status: entry.status ?? 'active' };
    case 'plan':
      return planForm(entry);
    case 'vaccination-forecast':
      return forecastForm(entry);
  }
}

const hl7 = 'http://terminology.hl7.org/CodeSystem/';

/** A status in the table it is bound to, with the words of the source. */
function bound(coded: Coded | undefined, table: string, codes: Readonly<Record<string, string>>): Coded | undefined {
  const { coding } = coded ?? {};
  if (coding === undefined || coding.system.includes(table)) return coded;
  const text = coded?.text ?? coding.display;
  return {
    coding: { system: hl7 + table, code: codes[coding.code] ?? coding.code },
    ...(text !== undefined && { text }),
  };
}

const clinical = { '55561003': 'active', '73425007': 'inactive', '413322009': 'resolved' };
const verified = { '410605003': 'confirmed', '410590009': 'provisional' };

function problemForm(entry: Problem): unknown {
  const { period, asserters, notes = [] } = entry;
  const clinicalStatus = bound(entry.clinicalStatus, 'condition-clinical', clinical);
  const verificationStatus = bound(entry.verificationStatus, 'condition-ver-status', verified);
  const active = clinicalStatus?.coding?.code === 'active';
  // What has ended without a status is at least inactive; what is active cannot have ended, so the end is a note.
  const ended = clinicalStatus ?? (period.high === undefined ? undefined : inactive);
  const end = active && period.high !== undefined ? [`End stated by the source: ${period.high}`] : [];
  const { highAbsence: _highAbsence, ...course } = period;
  const { high: _high, ...begun } = course;
  const all = [...notes, ...end];
  return {
    ...entry,
    ...(ended !== undefined && { clinicalStatus: ended }),
    ...(verificationStatus !== undefined && { verificationStatus }),
    period: active ? begun : course,
    asserters: asserters.slice(0, 1),
    ...(all.length > 0 && { notes: all }),
  };
}

const inactive: Coded = { coding: { system: `${hl7}condition-clinical`, code: 'inactive' } };

function allergyForm(entry: Allergy): unknown {
  const { severity, notes = [], period, ...kept } = entry;
  // FHIR demands a status and has none for unknown.
  const unstated = { coding: { system: `${hl7}allergyintolerance-clinical`, code: 'active' }, absence: 'UNK' };
  const verificationStatus = bound(entry.verificationStatus, 'allergyintolerance-verification', verified);
  const words = severity?.text ?? severity?.coding?.display ?? severity?.coding?.code;
  const all = [...notes, ...(words === undefined ? [] : [`Severity: ${words}`])];
  const { highAbsence: _highAbsence, ...course } = period;
  return {
    ...kept,
    period: course,
    clinicalStatus: bound(entry.clinicalStatus, 'allergyintolerance-clinical', clinical) ?? unstated,
    ...(verificationStatus !== undefined && { verificationStatus }),
    ...(all.length > 0 && { notes: all }),
  };
}

function medicationForm(entry: Medication): unknown {
  const { product, authors, period, mood } = entry;
  const { name, code } = product;
  // Medication.code is demanded; where there is neither code nor name, it says so.
  const unknown = code === undefined && name === undefined ? { absence: 'UNK' } : code;
  return {
    ...entry,
    product: { ...product, ...(unknown !== undefined && { code: unknown }) },
    ...(authors !== undefined && { authors: authors.slice(0, 1) }),
    period: mood === undefined ? period : limits(period),
  };
}

/** The limits of a dosage have no reason why one is missing. */
function limits({ low, high }: Interval): Interval {
  return { ...(low !== undefined && { low }), ...(high !== undefined && { high }) };
}

function procedureForm(entry: Procedure): unknown {
  // That it was not done is its status.
  const { status, ...kept } = entry;
  return entry.notDone === true || status === undefined ? kept : entry;
}

function immunizationForm(entry: Immunization): unknown {
  return {
    ...entry,
    status: 'completed',
    ...(entry.date === undefined && { dateAbsence: entry.dateAbsence ?? 'UNK' }),
  };
}

/** Categories are implied by the room; what is valueless says so where its profile demands it; members have what panels say. */
function observedForm<K extends ObservedKind>(entry: Observed<K>): Observed<K> {
  const implied = impliedCategory(entry);
  const needs = entry.kind === 'result' || entry.kind === 'vital-sign';
  const category = categoryForm(entry, implied && { coding: implied });
  const components = entry.kind === 'result' || entry.kind === 'vital-sign';
  const standing = entry.members.filter(({ kind, status }) => kind !== 'result' || status !== 'nullified');
  const missing = needs && entry.value === undefined && standing.length === 0;
  const ofLaboratory = (member: Observed<K>): Observed<K> =>
    isOfLaboratory(entry) ? asMemberOfLaboratory(member) : member;
  const isPart = (member: Observed<K>): boolean => components && isComponent(member, entry) && mayBePart(member);
  const members = standing.map((member) =>
    isPart(member) ? componentForm(member, entry) : observedForm(conducted(ofLaboratory(member), entry)),
  );
  // Components come before members that stand alone.
  const order = (at: number): number => (isPart(standing[at]!) ? 0 : 1);
  const sorted = members
    .map((member, at) => ({ member, at }))
    .sort((a, b) => order(a.at) - order(b.at))
    .map(({ member }) => member);
  return {
    ...entry,
    ...(category !== undefined && { category }),
    ...(missing && { value: { kind: 'coded' as const, coded: { absence: 'UNK' as const } } }),
    members: sorted,
  };
}

/** Components of vital signs are measured in a few units. */
function mayBePart({ kind, value }: Observed): boolean {
  if (kind !== 'vital-sign' || value === undefined) return true;
  return value.kind === 'quantity' && unitsOfComponent.has(value.quantity.unit ?? '');
}

function categoryForm({ kind, category }: Observed, implied: Coded | undefined): Coded | undefined {
  if (category === undefined) return implied;
  if (kind !== 'vital-sign' || implied?.coding === undefined) return category;
  const { translations = [], ...own } = category.coding!;
  if (own.code === implied.coding.code) return category;
  return { coding: { ...implied.coding, translations: [own, ...translations] } };
}

function componentForm<K extends ObservedKind>(member: Observed<K>, whole: Observed<K>): Observed<K> {
  return {
    ...member,
    ...(whole.status !== undefined && { status: whole.status }),
    period: whole.period,
    ...(member.value === undefined && { value: { kind: 'coded' as const, coded: { absence: 'UNK' as const } } }),
  };
}

function conducted<K extends ObservedKind>(member: Observed<K>, panel: Observed<K>): Observed<K> {
  const category = member.category ?? panel.category;
  return {
    ...member,
    performers: member.performers.length > 0 ? member.performers : panel.performers,
    ...(category !== undefined && { category }),
  };
}

/** A report names organisations; persons are performers of its results. */
function reportForm(entry: ResultEntry): unknown {
  const laboratory: Coded = { coding: { system: `${hl7}v2-0074`, code: 'LAB', display: 'Laboratory' } };
  const performers = entry.performers.flatMap(({ organization }): Participant[] =>
    organization === undefined ? [] : [{ identifiers: [], names: [], addresses: [], telecoms: [], organization }],
  );
  return {
    ...entry,
    category: entry.category ?? laboratory,
    performers,
    members: entry.members.map((member) => observedForm(conducted(member, entry))),
  };
}

/** An impression has three statuses and one assessor; items of an assessment are observations of a survey. */
function assessmentForm(entry: FunctionalStatus): unknown {
  const { category: _category, ...kept } = entry;
  const { value, bodySite, method, interpretations, referenceRanges, members } = entry;
  const more = interpretations.length + referenceRanges.length > 0 || (bodySite ?? method) !== undefined;
  const plain = value === undefined || (members.length === 0 && (value.kind === 'coded' || value.kind === 'text'));
  // What an impression has no place for is an observation of its own.
  if (more || !plain) return observedForm(entry);
  const status = entry.status === 'nullified' ? 'nullified' : ongoing.has(entry.status ?? '') ? 'active' : 'completed';
  return {
    ...kept,
    status,
    performers: entry.performers.slice(0, 1),
    members: members.map((member) => observedForm(conducted(member, entry))),
  };
}

const ongoing = new Set(['active', 'new', 'held', 'suspended']);

function planForm(entry: Plan): unknown {
  const activities = entry.activities.map((activity) => {
    if (activity.medication !== undefined) return { ...activity, medication: medicationForm(activity.medication) };
    // FHIR does not tell a planned observation from a planned procedure.
    const isObservation = activity.class === 'observation' && activity.mood !== 'GOL';
    return isObservation ? { ...activity, class: 'procedure' } : activity;
  });
  return { ...entry, authors: entry.authors.slice(0, 1), activities };
}

function forecastForm(entry: VaccinationForecast): unknown {
  const stated = (each: object): object => ({ forecastStatus: { absence: 'UNK' }, ...each });
  return { ...stated(entry), ...(entry.further !== undefined && { further: entry.further.map(stated) }) };
}
