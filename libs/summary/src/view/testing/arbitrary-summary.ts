import fc from 'fast-check';
import type { Entry } from '../../model/entry.js';
import type { Observed, ObservedKind } from '../../model/observed.js';
import type { ConceptKey, Header, PatientSummary, Section } from '../../model/summary.js';
import {
  coded,
  codes,
  coding,
  contact,
  identifier,
  interval,
  moment,
  names,
  observedValue,
  organization,
  participant,
  people,
  product,
  quantity,
  referenceRange,
  timing,
  word,
  words,
} from './arbitrary-parts.js';

const carried = { path: word.map((w) => `/${w}`), identifiers: fc.array(identifier, { maxLength: 1 }) };
const maybeCarried = { text: word, omitted: words };
const always = ['kind', 'path', 'identifiers'] as const;

// Every optional part of an entry may be missing; what stands in `required` may not.
function entry<K extends Entry['kind']>(
  kind: K,
  parts: Record<string, fc.Arbitrary<unknown>>,
  required: readonly string[],
): fc.Arbitrary<Extract<Entry, { kind: K }>> {
  return fc.record(
    { kind: fc.constant(kind), ...carried, ...maybeCarried, ...parts },
    { requiredKeys: [...always, ...(required as readonly 'path'[])] },
  ) as unknown as fc.Arbitrary<Extract<Entry, { kind: K }>>;
}

const status = fc.oneof(fc.constantFrom('active', 'completed', 'aborted', 'nullified'), word);
const mood = fc.constantFrom('INT', 'RQO', 'PRP', 'PRMS');

const problem = entry(
  'problem',
  {
    ...{ code: coded, clinicalStatus: coded, verificationStatus: coded, category: coded, severity: coded },
    ...{ outcome: coded, period: interval, bodySites: codes, asserters: people, notes: words },
  },
  ['code', 'period', 'asserters'],
);
const reaction = fc.record(
  { manifestation: coded, severity: coded, onset: moment },
  { requiredKeys: ['manifestation'] },
);
const allergy = entry(
  'allergy',
  {
    ...{ type: coded, agent: coded, clinicalStatus: coded, verificationStatus: coded, criticality: coded },
    ...{ severity: coded, period: interval, reactions: fc.array(reaction, { maxLength: 2 }), notes: words },
  },
  ['agent', 'period', 'reactions'],
);
const dose = fc.record({ low: quantity, high: quantity }, { requiredKeys: [] });
const medication = entry(
  'medication',
  {
    ...{ product, status, period: interval, timings: fc.array(timing, { maxLength: 2 }), dose, route: coded },
    ...{ reason: coded, instructions: word, notes: words, mood, asNeeded: coded, authors: people },
    notTaken: fc.constant(true),
  },
  ['product', 'period', 'timings'],
);
const procedure = entry(
  'procedure',
  {
    ...{ code: coded, status, period: interval, bodySites: codes, reason: coded, performers: people, notes: words },
    notDone: fc.constant(true),
  },
  ['code', 'period', 'bodySites', 'performers'],
);
const device = entry(
  'device',
  {
    ...{ code: coded, deviceIdentifiers: fc.array(identifier, { maxLength: 2 }), modelName: word, modelCode: coding },
    ...{ manufacturer: word, period: interval, expires: moment, bodySite: coded },
  },
  ['code', 'deviceIdentifiers', 'period'],
);
const immunization = entry(
  'immunization',
  {
    ...{ given: fc.boolean(), status, vaccine: coded, product, date: moment, dateAbsence: fc.constant('UNK') },
    ...{ route: coded, site: coded, doseNumber: word, dose: quantity, targetDiseases: codes, reactions: codes },
    ...{ performers: people, series: word, seriesDoses: word, notes: words },
  },
  ['given', 'vaccine', 'product', 'targetDiseases', 'reactions', 'performers'],
);

function observed<K extends ObservedKind>(kind: K): fc.Arbitrary<Entry> {
  const parts = {
    ...{ code: coded, status, category: coded, period: interval, value: observedValue, interpretations: codes },
    ...{ referenceRanges: fc.array(referenceRange, { maxLength: 2 }), performers: people, bodySite: coded },
    ...{ method: coded, notes: words },
  };
  const required = ['code', 'period', 'interpretations', 'referenceRanges', 'performers', 'members'];
  const member = entry(kind, { ...parts, members: fc.constant([]) }, required) as unknown as fc.Arbitrary<Observed>;
  return entry(kind, { ...parts, members: fc.array(member, { maxLength: 2 }) }, required) as fc.Arbitrary<Entry>;
}

const alert = entry(
  'alert',
  { code: coded, category: coded, status, period: interval, authors: people, notes: words },
  ['code', 'period', 'authors'],
);
const linkedDocument = fc.record(
  { identifiers: fc.array(identifier, { maxLength: 1 }), type: coded, title: word, url: word },
  { requiredKeys: ['identifiers'] },
);
const directive = entry(
  'advance-directive',
  {
    ...{ code: coded, decision: coded, status, period: interval, performers: people, notes: words },
    documents: fc.array(linkedDocument, { maxLength: 2 }),
  },
  ['code', 'period', 'performers', 'documents'],
);
const planMood = fc.constantFrom('INT', 'RQO', 'PRP', 'PRMS', 'GOL', 'APT', 'ARQ');
const activity = fc.record(
  {
    identifiers: fc.constant([]),
    class: fc.constantFrom('act', 'encounter', 'supply'),
    ...{ mood: planMood, code: coded, status, period: interval, description: word, reasons: codes, outcomes: codes },
    ...{ performers: people, medication, target: observedValue },
  },
  { requiredKeys: ['identifiers', 'class', 'period', 'reasons', 'outcomes', 'performers'] },
);
const plan = entry(
  'plan',
  {
    ...{ category: coded, title: word, description: word, status, mood: planMood, period: interval, created: moment },
    ...{ authors: people, addresses: codes, goals: codes, notes: words },
    activities: fc.array(activity, { maxLength: 2 }),
  },
  ['period', 'authors', 'addresses', 'goals', 'activities'],
);
const recommendation = {
  ...{ vaccines: codes, targetDisease: coded, forecastStatus: coded, reasons: codes },
  dates: fc.array(fc.record({ meaning: coding, at: moment }), { maxLength: 2 }),
  ...{ series: word, doseNumber: word, seriesDoses: word, description: word },
};
const further = fc.array(fc.record(recommendation, { requiredKeys: ['vaccines', 'reasons', 'dates'] }), {
  maxLength: 2,
});
const forecast = entry('vaccination-forecast', { ...recommendation, date: moment, authority: participant, further }, [
  'vaccines',
  'reasons',
  'dates',
]);
const absence = entry('absence', { meaning: fc.constantFrom('none-known', 'no-information'), code: coded }, [
  'meaning',
]);
const unmodelled = entry('unmodelled', { summary: word, reason: word }, ['summary', 'reason']);

/** An entry of each kind of the model; a kind that is added does not compile until it stands here. */
export const entryOfKind: { readonly [K in Entry['kind']]: fc.Arbitrary<Entry> } = {
  ...{ problem, allergy, medication, procedure, device, immunization, alert, plan, absence, unmodelled },
  ...{ 'advance-directive': directive, 'vaccination-forecast': forecast },
  result: observed('result'),
  'vital-sign': observed('vital-sign'),
  pregnancy: observed('pregnancy'),
  'social-history': observed('social-history'),
  'functional-status': observed('functional-status'),
  travel: observed('travel'),
};

/** A head of a document with everything that may stand in one. */
export const header: fc.Arbitrary<Header> = fc.record(
  {
    identifier,
    setIdentifier: identifier,
    version: word,
    title: word,
    language: fc.constantFrom('fr-LU', 'pt-PT', 'el-GR'),
    created: moment,
    confidentiality: coded,
    patient: fc.record(
      {
        identifiers: fc.array(identifier, { minLength: 1, maxLength: 2 }),
        names,
        gender: fc.constantFrom('male', 'female', 'other', 'unknown'),
        genderCode: coded,
        birthDate: moment,
        deceased: fc.oneof(moment, fc.boolean()),
        addresses: fc.constant([]),
        telecoms: fc.constant([]),
        languages: words,
        contacts: fc.array(contact, { maxLength: 2 }),
        preferredProfessionals: people,
      },
      {
        requiredKeys: [
          ...(['identifiers', 'names', 'addresses', 'telecoms', 'languages', 'contacts'] as const),
          'preferredProfessionals',
        ],
      },
    ),
    authors: people,
    custodian: organization,
    legalAuthenticator: participant,
    careEvent: fc.record({ period: interval }),
    relatedDocuments: fc.array(fc.record({ type: fc.constantFrom('XFRM', 'RPLC'), identifier }), { maxLength: 2 }),
  },
  { requiredKeys: ['identifier', 'title', 'created', 'patient', 'authors', 'relatedDocuments'] },
) as fc.Arbitrary<Header>;

/** A summary with one section that holds the entry, whatever concept the section is of. */
export function summaryAround(one: fc.Arbitrary<Entry>): fc.Arbitrary<PatientSummary> {
  const concept = fc.constantFrom<ConceptKey | 'unmodelled'>('problems', 'allergies', 'results', 'unmodelled');
  const section: fc.Arbitrary<Section> = fc.record({
    concept,
    code: coded,
    title: word,
    narrative: fc.constant([]),
    entries: one.map((each) => [each]),
  });
  return fc.record({ header, sections: section.map((each) => [each]) });
}
