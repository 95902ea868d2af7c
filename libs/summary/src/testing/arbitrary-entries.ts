import fc, { type Arbitrary } from 'fast-check';
import type {
  Allergy,
  DeviceUse,
  Immunization,
  Medication,
  Problem,
  Procedure,
  Product,
  Timing,
} from '../model/entry.js';
import {
  carried,
  coded,
  codedOrAbsent,
  codings,
  days,
  few,
  flavors,
  identifiers,
  decimals,
  measures,
  moments,
  participants,
  periods,
  quantities,
  repeatsDisplay,
  some,
  words,
} from './arbitrary-parts.js';

/** An entry of what every entry carries, what its kind always has, and what it may have. */
function entry<E>(
  kind: string,
  stands: { readonly [part in string]?: Arbitrary<unknown> },
  parts: { readonly [part in string]?: Arbitrary<unknown> },
): Arbitrary<E> {
  return fc
    .tuple(
      carried,
      fc.record(stands as Record<string, Arbitrary<unknown>>),
      fc.record(parts as Record<string, Arbitrary<unknown>>, { requiredKeys: [] }),
    )
    .map(([frame, always, sometimes]) => ({ kind, ...frame, ...always, ...sometimes }) as E);
}

const snomed = (code: string, display: string) => ({ coding: { system: 'http://snomed.info/sct', code, display } });
/** Beginnings with or without an end: a problem that began and ended at one moment is told by CDA as one that began. */
const courses = fc.oneof(
  fc.record({ low: days }),
  fc.record({ low: days, high: moments }).filter(({ low, high }) => low !== high),
  fc.record({ low: days, highAbsence: flavors }),
);

/** A problem. */
export const problems: Arbitrary<Problem> = entry<Problem>(
  'problem',
  { code: codedOrAbsent, period: courses, asserters: few(participants) },
  {
    clinicalStatus: fc.constantFrom(snomed('55561003', 'Active'), snomed('413322009', 'Resolved')),
    verificationStatus: fc.constantFrom(snomed('410605003', 'Confirmed'), snomed('410590009', 'Probable')),
    category: fc.record({ coding: codings }),
    severity: coded,
    outcome: coded,
    bodySites: few(coded, 1),
    notes: few(words, 1),
  },
);

/** An allergy. */
export const allergies: Arbitrary<Allergy> = entry<Allergy>(
  'allergy',
  {
    agent: codedOrAbsent,
    period: courses,
    reactions: few(
      fc
        .tuple(
          fc.record({ manifestation: coded }),
          some<{ severity: object; onset: string }>({
            severity: fc.constantFrom(snomed('255604002', 'Mild'), snomed('24484000', 'Severe')),
            onset: days,
          }),
        )
        .map(([stands, parts]) => ({ ...stands, ...parts })),
    ),
  },
  {
    type: fc.constantFrom(snomed('416098002', 'Allergy to drug'), snomed('235719002', 'Intolerance to food')),
    clinicalStatus: fc.constantFrom(snomed('55561003', 'Active'), snomed('73425007', 'Inactive')),
    verificationStatus: fc.constantFrom(snomed('410605003', 'Confirmed')),
    criticality: fc.constantFrom({
      coding: { system: 'http://hl7.org/fhir/allergy-intolerance-criticality', code: 'high', display: 'High Risk' },
    }),
    severity: coded,
    notes: few(words, 1),
  },
);

const ingredients = fc
  .tuple(
    fc.record({ code: fc.record({ coding: codings }), active: fc.boolean() }),
    some<{ name: string; strength: object }>({
      name: words,
      strength: fc.record({ numerator: quantities, denominator: quantities }),
    }),
  )
  .filter(([{ code }, { name }]) => !repeatsDisplay(code.coding, name))
  .map(([stands, parts]) => ({ ...stands, ...parts }));

/** A medicinal product. */
export const products: Arbitrary<Product> = fc
  .tuple(
    fc.record({ identifiers: few(identifiers), ingredients: few(ingredients) }),
    some<Omit<Product, 'identifiers' | 'ingredients'>>({
      code: fc.record({ coding: codings }),
      name: words,
      description: words,
      classes: few(fc.record({ coding: codings }), 1),
      form: coded,
      packageForm: coded,
      packageQuantity: measures,
      lotNumber: words,
      expires: days,
      manufacturer: words,
    }),
  )
  .filter(([, { code, name }]) => !repeatsDisplay(code?.coding, name))
  .map(([stands, parts]) => ({ ...stands, ...parts }) as Product);

const timings: Arbitrary<readonly Timing[]> = fc.oneof(
  fc.constant([]),
  fc.constantFrom<readonly Timing[]>(
    [{ kind: 'periodic', period: { value: '12', unit: 'h' } }],
    [{ kind: 'periodic', period: { value: '8', unit: 'h' }, institutionSpecified: true }],
    [{ kind: 'event', event: 'HS' }],
    [{ kind: 'event', event: 'ACM', offset: { value: '-30', unit: 'min' } }],
  ),
  moments.map((at) => [{ kind: 'moment' as const, at }]),
);

/** A medicine. */
export const medications: Arbitrary<Medication> = entry<Medication>(
  'medication',
  { product: products, period: periods, timings },
  {
    status: fc.constantFrom('active', 'completed', 'suspended'),
    dose: fc.oneof(
      measures.map((amount) => ({ low: amount, high: amount })),
      fc.tuple(measures, decimals).map(([low, value]) => ({ low, high: { ...low, value } })),
    ),
    route: coded,
    reason: coded,
    instructions: words,
    asNeeded: fc.oneof(coded, fc.constant({ absence: 'NI' as const })),
    authors: few(participants, 1),
    notes: few(words, 1),
    mood: fc.constantFrom('INT', 'RQO', 'PRP'),
  },
);

/** A procedure. */
export const procedures: Arbitrary<Procedure> = entry<Procedure>(
  'procedure',
  { code: codedOrAbsent, period: periods, bodySites: few(coded), performers: few(participants) },
  {
    notDone: fc.constant(true),
    status: fc.constantFrom('active', 'completed', 'aborted'),
    reason: coded,
    notes: few(words, 1),
  },
);

/** A device in use. */
export const devices: Arbitrary<DeviceUse> = entry<DeviceUse>(
  'device',
  { code: codedOrAbsent, deviceIdentifiers: few(identifiers), period: courses },
  { modelName: words, manufacturer: words, expires: days, bodySite: coded },
);

/** A vaccination. */
export const immunizations: Arbitrary<Immunization> = entry<Immunization>(
  'immunization',
  {
    given: fc.boolean(),
    vaccine: codedOrAbsent,
    product: products.map(({ code: _code, ...product }) => product),
    targetDiseases: few(coded),
    reactions: few(coded),
    performers: few(participants),
  },
  {
    status: fc.constant('completed'),
    date: moments,
    route: coded,
    site: coded,
    doseNumber: fc.oneof(fc.constantFrom('1', '12'), words),
    series: words,
    seriesDoses: fc.constantFrom('3', '2-3'),
    dose: measures,
    notes: few(words, 1),
  },
);
