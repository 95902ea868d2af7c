import type { Identifier } from '@passerelle/kernel';
import fc from 'fast-check';
import type { Coded, Coding, NullFlavor, Quantity, Ratio } from '../../model/coded.js';
import type { Interval, Moment } from '../../model/moment.js';
import type { ObservedValue, ReferenceRange } from '../../model/observed.js';
import type { Address, Participant } from '../../model/party.js';
import type { Ingredient, Product, Timing } from '../../model/product.js';

/** A word that is found nowhere by accident, so that a leaf of the model can be looked for in the view. */
export const word = fc.integer({ min: 36 ** 7, max: 36 ** 8 }).map((number) => `w${number.toString(36)}`);
export const words = fc.array(word, { maxLength: 2 });

const digits = (min: number, max: number) => fc.integer({ min, max }).map((n) => String(n).padStart(2, '0'));
export const moment: fc.Arbitrary<Moment> = fc
  .tuple(fc.integer({ min: 1900, max: 2099 }), digits(1, 12), digits(1, 28), digits(0, 23), digits(0, 59))
  .chain(([y, m, d, h, i]) =>
    fc.constantFrom(
      `${y}`,
      `${y}-${m}`,
      `${y}-${m}-${d}`,
      `${y}-${m}-${d}T${h}:${i}:54+02:00`,
      `${y}-${m}-${d}T${h}:${i}Z`,
    ),
  );

export const flavor: fc.Arbitrary<NullFlavor> = fc.constantFrom('NI', 'UNK', 'ASKU', 'NASK', 'OTH', 'MSK', 'NINF');
export const identifier: fc.Arbitrary<Identifier> = fc.record({ system: word.map((w) => `urn:x:${w}`), value: word });
const numeral = fc
  .tuple(fc.integer({ min: 2, max: 9999 }), fc.integer({ min: 1, max: 999 }))
  .map(([a, b]) => `${a}.${b}`);
export const quantity: fc.Arbitrary<Quantity> = fc.record({ value: numeral, unit: word }, { requiredKeys: ['value'] });
const ratio: fc.Arbitrary<Ratio> = fc.record({ numerator: quantity, denominator: quantity });
export const interval: fc.Arbitrary<Interval> = fc.record(
  { low: moment, high: moment, lowAbsence: flavor, highAbsence: flavor },
  { requiredKeys: [] },
);

const plainCoding: fc.Arbitrary<Coding> = fc.record(
  {
    system: word.map((w) => `urn:x:${w}`),
    code: word,
    version: word,
    display: word,
    language: fc.constantFrom('fr', 'pt'),
  },
  { requiredKeys: ['system', 'code'] },
);
export const coding: fc.Arbitrary<Coding> = fc
  .tuple(plainCoding, fc.array(plainCoding, { maxLength: 2 }))
  .map(([outer, translations]) => (translations.length === 0 ? outer : { ...outer, translations }));
export const coded: fc.Arbitrary<Coded> = fc.oneof(
  fc.record({ coding, text: word }, { requiredKeys: ['coding'] }),
  fc.record({ text: word }),
  fc.record({ absence: flavor }),
  fc.record({ text: word, absence: flavor }),
);
export const codes = fc.array(coded, { maxLength: 2 });

const address: fc.Arbitrary<Address> = fc.record(
  { lines: words, postalCode: word, city: word, state: word, country: word, use: fc.constantFrom('H', 'WP', 'TMP') },
  { requiredKeys: ['lines'] },
);
const telecom = fc.record({ value: word.map((w) => `tel:${w}`) });
const reach = {
  identifiers: fc.array(identifier, { maxLength: 2 }),
  addresses: fc.array(address, { maxLength: 2 }),
  telecoms: fc.array(telecom, { maxLength: 2 }),
};
export const organization = fc.record(
  { ...reach, name: word },
  { requiredKeys: ['identifiers', 'addresses', 'telecoms'] },
);
const name = fc.record(
  { family: words, given: words, prefix: words, suffix: words, text: word },
  { requiredKeys: ['family', 'given'] },
);
export const names = fc.array(name, { maxLength: 2 });
const participantParts = { ...reach, names, role: coded, organization, software: word, time: moment };
export const participant: fc.Arbitrary<Participant> = fc.record(participantParts, {
  requiredKeys: ['identifiers', 'names', 'addresses', 'telecoms'],
});
export const contact = fc.record(
  { ...participantParts, relation: fc.constantFrom('ECON', 'NOK', 'GUARD'), relationship: coded },
  { requiredKeys: ['identifiers', 'names', 'addresses', 'telecoms'] },
);
export const people = fc.array(participant, { maxLength: 2 });

const ingredient: fc.Arbitrary<Ingredient> = fc.record(
  { code: coded, name: word, active: fc.boolean(), strength: ratio },
  { requiredKeys: ['code', 'active'] },
);
export const product: fc.Arbitrary<Product> = fc.record(
  {
    identifiers: fc.array(identifier, { maxLength: 1 }),
    code: coded,
    name: word,
    description: word,
    classes: codes,
    form: coded,
    ingredients: fc.array(ingredient, { maxLength: 2 }),
    packageForm: coded,
    packageQuantity: quantity,
    lotNumber: word,
    expires: moment,
    manufacturer: word,
  },
  { requiredKeys: ['identifiers', 'ingredients'] },
);

export const timing: fc.Arbitrary<Timing> = fc.oneof(
  fc.record(
    {
      kind: fc.constant('periodic' as const),
      period: fc.record({ value: numeral, unit: fc.constantFrom('h', 'd', 'wk', 'mo') }),
      phase: interval,
      institutionSpecified: fc.constant(true as const),
    },
    { requiredKeys: ['kind', 'period'] },
  ),
  fc.record(
    { kind: fc.constant('event' as const), event: fc.constantFrom('ACM', 'HS', 'IC', 'odd-event'), offset: quantity },
    { requiredKeys: ['kind', 'event'] },
  ),
  fc.record({ kind: fc.constant('moment' as const), at: moment }),
);

export const observedValue: fc.Arbitrary<ObservedValue> = fc.oneof(
  fc.record(
    { kind: fc.constant('quantity' as const), quantity, comparator: fc.constantFrom('<', '>=') },
    { requiredKeys: ['kind', 'quantity'] },
  ) as fc.Arbitrary<ObservedValue>,
  fc.record({ kind: fc.constant('range' as const), low: quantity, high: quantity }, { requiredKeys: ['kind'] }),
  fc.record({ kind: fc.constant('ratio' as const), ratio }),
  fc.record({ kind: fc.constant('coded' as const), coded }),
  fc.record({ kind: fc.constant('text' as const), text: word }),
  fc.record({ kind: fc.constant('moment' as const), at: moment }),
  fc.record({ kind: fc.constant('period' as const), period: interval }),
  fc.record({ kind: fc.constant('boolean' as const), value: fc.boolean() }),
);
export const referenceRange: fc.Arbitrary<ReferenceRange> = fc.record(
  { low: quantity, high: quantity, text: word },
  { requiredKeys: [] },
);
