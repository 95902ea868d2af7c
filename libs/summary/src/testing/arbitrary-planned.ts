import fc, { type Arbitrary } from 'fast-check';
import type {
  AdvanceDirective,
  Alert,
  LinkedDocument,
  Plan,
  PlannedActivity,
  RecommendedVaccination,
  VaccinationForecast,
} from '../model/entry.js';
import {
  carried,
  coded,
  codings,
  days,
  few,
  identifiers,
  moments,
  organizations,
  participants,
  periods,
  quantities,
  some,
  words,
} from './arbitrary-parts.js';
import { medications } from './arbitrary-entries.js';

/** An alert. */
export const alerts: Arbitrary<Alert> = fc
  .tuple(
    carried,
    fc.record({ code: coded, period: periods, authors: few(participants) }),
    some<Pick<Alert, 'category' | 'status' | 'notes'>>({
      category: fc.record({ coding: codings }),
      status: fc.constantFrom('active', 'completed', 'nullified'),
      notes: few(words, 1),
    }),
  )
  .map(([frame, stands, parts]) => ({ kind: 'alert', ...frame, ...stands, ...parts }) as Alert);

const documents: Arbitrary<LinkedDocument> = fc
  .tuple(
    fc.record({ identifiers: few(identifiers, 1) }),
    some<Omit<LinkedDocument, 'identifiers'>>({
      type: fc.record({ coding: codings }),
      title: words,
      url: fc.constantFrom('https://exemple.lu/directive/1', 'urn:uuid:6f1a9991-7f25-4e70-8ea5-528652710a25'),
    }),
  )
  .map(([stands, parts]) => ({ ...stands, ...parts }) as LinkedDocument);

/** An advance directive. */
export const directives: Arbitrary<AdvanceDirective> = fc
  .tuple(
    carried,
    fc.record({
      code: coded,
      period: periods,
      performers: few(participants),
      documents: fc.array(documents, { maxLength: 1 }),
    }),
    some<Pick<AdvanceDirective, 'decision' | 'status' | 'notes'>>({
      decision: coded,
      status: fc.constantFrom('active', 'aborted', 'cancelled', 'new', 'nullified'),
      notes: few(words, 1),
    }),
  )
  .map(([frame, stands, parts]) => ({ kind: 'advance-directive', ...frame, ...stands, ...parts }) as AdvanceDirective);

const classes = fc.constantFrom('act', 'encounter', 'procedure', 'supply', 'observation');

const activities: Arbitrary<PlannedActivity> = fc
  .tuple(
    fc.record({
      class: classes,
      period: fc.oneof(fc.constant({}), fc.record({ low: moments })),
      reasons: few(coded),
      performers: few(participants),
    }),
    some<Pick<PlannedActivity, 'status' | 'description'>>({
      status: fc.constantFrom('active', 'new', 'completed'),
      description: words,
    }),
    coded,
  )
  .map(([stands, parts, code]) => ({ identifiers: [], outcomes: [], code, ...stands, ...parts }) as PlannedActivity);

const medicines: Arbitrary<PlannedActivity> = medications.map(
  ({ text: _text, notTaken: _notTaken, ...medication }) => ({
    identifiers: [],
    class: 'substanceAdministration',
    period: {},
    reasons: [],
    outcomes: [],
    performers: [],
    medication: { ...medication, mood: 'INT', path: '/medicine' },
  }),
);

const targets: Arbitrary<PlannedActivity> = fc
  .record({ code: fc.record({ coding: codings }), amount: quantities, status: fc.constantFrom('active', 'new') })
  .map(({ code, amount, status }) => ({
    identifiers: [],
    class: 'observation',
    mood: 'GOL',
    code,
    status,
    period: {},
    reasons: [],
    outcomes: [],
    performers: [],
    target: { kind: 'quantity' as const, quantity: amount, comparator: '<' as const },
  }));

/** A plan. */
export const plans: Arbitrary<Plan> = fc
  .tuple(
    carried,
    fc.record({
      period: fc.oneof(fc.constant({}), periods),
      authors: few(participants),
      addresses: few(coded),
      goals: few(coded),
      activities: fc
        .tuple(few(fc.oneof({ weight: 4, arbitrary: activities }, { weight: 1, arbitrary: medicines })), few(targets))
        .map(([things, aims]) => [...things, ...aims]),
    }),
    some<Pick<Plan, 'category' | 'title' | 'description' | 'status' | 'mood' | 'created' | 'notes'>>({
      category: fc.record({ coding: codings }),
      title: words,
      description: words,
      status: fc.constantFrom('active', 'completed', 'suspended'),
      mood: fc.constantFrom('RQO', 'PRP'),
      created: moments,
      notes: few(words, 1),
    }),
  )
  .map(([frame, stands, parts]) => ({ kind: 'plan', ...frame, ...stands, ...parts }) as Plan);

const recommended: Arbitrary<RecommendedVaccination> = fc
  .tuple(
    fc.record({
      vaccines: few(coded, 1),
      reasons: few(coded),
      dates: few(
        fc.record({
          meaning: fc.constantFrom(
            { system: 'http://loinc.org', code: '30980-7', display: 'Date vaccine due' },
            { system: 'http://loinc.org', code: '30981-5', display: 'Earliest date to give' },
          ),
          at: days,
        }),
        1,
      ),
    }),
    some<Omit<RecommendedVaccination, 'vaccines' | 'reasons' | 'dates'>>({
      targetDisease: coded,
      forecastStatus: coded,
      series: words,
      doseNumber: fc.constantFrom('2', 'booster'),
      seriesDoses: fc.constantFrom('3', '2-3'),
      description: words,
    }),
  )
  .map(([stands, parts]) => ({ ...stands, ...parts }));

/** A recommendation of vaccinations. */
export const forecasts: Arbitrary<VaccinationForecast> = fc
  .tuple(
    carried,
    recommended,
    some<Pick<VaccinationForecast, 'date' | 'authority' | 'further'>>({
      date: moments,
      authority: organizations.map((organization) => ({
        identifiers: [],
        names: [],
        addresses: [],
        telecoms: [],
        organization,
      })),
      further: few(recommended, 1),
    }),
  )
  .map(
    ([frame, stands, parts]) =>
      ({ kind: 'vaccination-forecast', ...frame, ...stands, ...parts }) as VaccinationForecast,
  );
