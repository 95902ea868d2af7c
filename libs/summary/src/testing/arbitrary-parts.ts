import fc, { type Arbitrary } from 'fast-check';
import type { Identifier } from '@passerelle/kernel';
import type { Coded, Coding, NullFlavor, Quantity } from '../model/coded.js';
import type { Interval, Moment } from '../model/moment.js';
import type { Address, HumanName, Organization, Participant, Telecom } from '../model/party.js';

// What the parts of a summary may be, as a reader leaves them: white space folded, codes without any. Their words hold
// whatever a person or an attacker may have written.

/** An object of the given parts, each of them there or not. */
export function some<T extends object>(parts: { readonly [K in keyof T]: Arbitrary<T[K]> }): Arbitrary<Partial<T>> {
  return fc.record(parts, { requiredKeys: [] }) as Arbitrary<Partial<T>>;
}

const pieces = fc.constantFrom(
  ...[
    'a',
    'Z',
    'é',
    'ß',
    '中',
    'ع',
    '💊',
    '0',
    '9',
    '.',
    ',',
    ';',
    ':',
    '-',
    '/',
    '|',
    '#',
    '%',
    '\\',
    '*',
    '=',
    '?',
    '!',
  ],
  ...[
    '<',
    '>',
    '&',
    '"',
    "'",
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    '<script>',
    '</div>',
    '&amp;',
    '&#0;',
    ']]>',
    '<!--',
    '${x}',
  ],
);

/** Words as a person wrote them: anything but white space at the ends, or more than one in a row. */
export const words: Arbitrary<string> = fc
  .array(fc.string({ unit: pieces, minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join(' '));

/** A code, without white space. */
export const codes: Arbitrary<string> = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,8}$/);

const systems = [
  'http://snomed.info/sct',
  'http://loinc.org',
  'http://hl7.org/fhir/sid/icd-10',
  'http://www.whocc.no/atc',
  'urn:oid:1.3.182.5.35',
  'urn:oid:2.999.7.1.2',
] as const;

/** A code of one of the systems both formats can name; `under` keeps apart codings that stand side by side. */
function coding(under: string): Arbitrary<Coding> {
  return fc
    .tuple(
      fc.record({ system: fc.constantFrom(...systems), code: codes.map((code) => `${under}${code}`) }),
      some<{ version: string; display: string }>({ version: fc.constantFrom('2025-01', '8.1.0'), display: words }),
    )
    .map(([stands, parts]) => ({ ...stands, ...parts }));
}

/** A coding with its translations. */
export const codings: Arbitrary<Coding> = fc
  .tuple(
    coding('P'),
    fc.option(fc.tuple(coding('Q'), fc.option(coding('R'), { nil: undefined })), { nil: undefined, freq: 4 }),
  )
  .map(([primary, others]) => {
    const translations = others?.filter((each) => each !== undefined) ?? [];
    return translations.length === 0 ? primary : { ...primary, translations };
  });

/** Null flavours that data-absent-reason has a code of its own for. */
export const flavors: Arbitrary<NullFlavor> = fc.constantFrom('UNK', 'ASKU', 'NASK', 'MSK', 'NA');

/** Whether words only repeat what a code is called, in which case they are no words of their own. */
export function repeatsDisplay(coding: Coding | undefined, text: string | undefined): boolean {
  if (coding === undefined || text === undefined) return false;
  return [coding, ...(coding.translations ?? [])].some(({ display }) => display === text);
}

/** A coded value: a code, words, or both. Words that only repeat a display are none. */
export const coded: Arbitrary<Coded> = fc.oneof(
  fc.record({ coding: codings }),
  fc.record({ coding: codings, text: words }).filter(({ coding: own, text }) => !repeatsDisplay(own, text)),
  fc.record({ text: words }),
);

/** A coded value that may also be absent. */
export const codedOrAbsent: Arbitrary<Coded> = fc.oneof(
  { weight: 5, arbitrary: coded },
  { weight: 1, arbitrary: fc.record({ absence: flavors }) },
);

/** A list of few. */
export function few<T>(items: Arbitrary<T>, minLength = 0): Arbitrary<readonly T[]> {
  return fc.array(items, { minLength, maxLength: 2 });
}

const two = (least: number, most: number): Arbitrary<string> =>
  fc.integer({ min: least, max: most }).map((number) => String(number).padStart(2, '0'));

/** A year, month or day. */
export const days: Arbitrary<Moment> = fc
  .tuple(fc.integer({ min: 1900, max: 2030 }), two(1, 12), two(1, 28), fc.integer({ min: 1, max: 3 }))
  .map(([year, month, day, precision]) => [String(year), month, day].slice(0, precision).join('-'));

const offsets = fc.constantFrom('+00:00', '+02:00', '-05:30');

/** A moment of any precision that both formats have: a date, or a time to the second or finer with its offset. */
export const moments: Arbitrary<Moment> = fc.oneof(
  days,
  fc
    .tuple(fc.integer({ min: 1970, max: 2030 }), two(1, 12), two(1, 28), two(0, 23), two(0, 59), two(0, 59))
    .chain(([year, month, day, hour, minute, second]) =>
      fc
        .tuple(fc.constantFrom('', '.5', '.125'), offsets)
        .map(([fraction, offset]) => `${year}-${month}-${day}T${hour}:${minute}:${second}${fraction}${offset}`),
    ),
);

/** A moment of the precisions that only CDA has: to the hour, to the minute, without offset. */
export const looseMoments: Arbitrary<Moment> = fc
  .tuple(fc.integer({ min: 1970, max: 2030 }), two(1, 12), two(1, 28), two(0, 23), two(0, 59))
  .chain(([year, month, day, hour, minute]) =>
    fc.constantFrom(
      `${year}-${month}-${day}T${hour}`,
      `${year}-${month}-${day}T${hour}:${minute}`,
      `${year}-${month}-${day}T${hour}:${minute}+02:00`,
      `${year}-${month}-${day}T${hour}:${minute}:30`,
    ),
  );

/** One moment, or a span whose ends are known or say why not. */
export const periods: Arbitrary<Interval> = fc.oneof(
  moments.map((at) => ({ low: at, high: at })),
  fc.record({ low: moments }),
  fc.record({ high: moments }),
  fc.record({ low: moments, high: moments }),
  fc.record({ low: moments, highAbsence: flavors }),
);

/** A decimal number as text: its zeros are digits too. */
export const decimals: Arbitrary<string> = fc
  .tuple(
    fc.integer({ min: 0, max: 99_999 }),
    fc.constantFrom('', '.0', '.5', '.50', '.125', '.1000'),
    fc.constantFrom('', '-'),
  )
  .map(([whole, fraction, sign]) => (whole === 0 ? `0${fraction}` : `${sign}${whole}${fraction}`));

const units = fc.constantFrom('mg', 'mm[Hg]', 'g/dL', '%', '1', '10*3/uL', 'h', '{tablet}', '/d');

/** An amount with its unit. */
export const measures: Arbitrary<Quantity> = fc.record({ value: decimals, unit: units });

/** An amount with or without unit. */
export const quantities: Arbitrary<Quantity> = fc.oneof(measures, fc.record({ value: decimals }));

/** An identifier that an authority has given. */
export const registered: Arbitrary<Identifier> = fc.record({
  system: fc.constantFrom('urn:oid:1.3.182.2.4.2', 'urn:oid:2.999.9.9.9', 'https://exemple.lu/id'),
  value: words,
});

/** An identifier both formats can write. */
export const identifiers: Arbitrary<Identifier> = fc.oneof(
  registered,
  fc.uuid().map((uuid) => ({ system: 'urn:ietf:rfc:3986', value: `urn:uuid:${uuid}` })),
);

const names: Arbitrary<HumanName> = fc
  .tuple(
    fc.record({ family: words, given: few(words, 1) }),
    some<{ prefix: string; use: string }>({ prefix: words, use: fc.constant('L') }),
  )
  .map(([{ family, given }, { prefix, use }]) => ({
    family: [family],
    given,
    ...(prefix !== undefined && { prefix: [prefix] }),
    ...(use !== undefined && { use }),
  }));

const addresses: Arbitrary<Address> = fc
  .tuple(
    fc.record({ lines: few(words, 1) }),
    some<Omit<Address, 'lines' | 'absence'>>({
      postalCode: words,
      city: words,
      state: words,
      country: fc.constant('LU'),
      use: fc.constant('WP'),
    }),
  )
  .map(([stands, parts]) => ({ ...stands, ...parts }));

const telecoms: Arbitrary<Telecom> = fc.constantFrom(
  { value: 'tel:+352-1', use: 'WP' },
  { value: 'mailto:a@exemple.lu' },
);

/** An organisation. */
export const organizations: Arbitrary<Organization> = fc.record({
  identifiers: few(identifiers),
  name: words,
  addresses: few(addresses),
  telecoms: few(telecoms),
});

/** A person in a role. */
export const participants: Arbitrary<Participant> = fc
  .tuple(
    fc.record({
      identifiers: few(identifiers),
      names: few(names, 1),
      addresses: few(addresses),
      telecoms: few(telecoms),
    }),
    some<Pick<Participant, 'organization' | 'role'>>({ organization: organizations, role: coded }),
  )
  .map(([stands, parts]) => ({ ...stands, ...parts }) as Participant);

/** What every entry carries. */
export const carried: Arbitrary<{ path: string; identifiers: readonly Identifier[]; text?: string }> = fc
  .tuple(fc.record({ identifiers: few(identifiers, 1) }), some<{ text: string }>({ text: words }))
  .map(([stands, parts]) => ({ path: '/entry', ...stands, ...parts }));
