import { describe, expect, it } from '@jest/globals';
import fc, { type Arbitrary } from 'fast-check';
import { conceptOfEntry } from './concepts.js';
import { roundTrip as throughCda } from './cda/testing/entry-xml.js';
import { roundTrip as throughFhir } from './fhir/testing/bundle-entry.js';
import { cdaForm } from './testing/cda-form.js';
import { fhirForm } from './testing/fhir-form.js';
import { arbitraryEntries, type Roomed } from './testing/kinds.js';

// In continuous integration the seed is fixed, so that a run that fails there fails everywhere; elsewhere every run looks
// at other entries, and says with which seed it failed. The number of runs is what the whole suite has time for.
const parameters = { numRuns: 60, ...(process.env['CI'] === 'true' && { seed: 20_261_123 }) };

const kinds = Object.entries(arbitraryEntries).flatMap(([kind, arbitraries]) =>
  arbitraries.map((arbitrary, at) => [`${kind}${at === 0 ? '' : ' (panel)'}`, arbitrary] as const),
);

describe.each<readonly [string, Arbitrary<Roomed>]>(kinds)('any %s', (_, arbitrary) => {
  it('is the same after it was written as CDA and read, up to what CDA has one form for', () => {
    fc.assert(
      fc.property(arbitrary, (entry) => {
        const { cda } = conceptOfEntry(entry)!;
        const again = throughCda(cda, entry) as Roomed | undefined;
        expect(again && cdaForm(again)).toEqual(cdaForm(entry));
      }),
      parameters,
    );
  });

  it('is the same after it was written as FHIR and read, up to what FHIR has one form for', () => {
    fc.assert(
      fc.property(arbitrary, (entry) => {
        const { fhir } = conceptOfEntry(entry)!;
        const again = throughFhir(fhir, entry) as Roomed | undefined;
        expect(again && fhirForm(again)).toEqual(fhirForm(entry));
      }),
      parameters,
    );
  });
});
