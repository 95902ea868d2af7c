import { describe, expect, it } from '@jest/globals';
import { fixedClock, PasserelleError } from '@passerelle/kernel';
import type { PatientSummary } from '../model/summary.js';
import { readBundle } from './read-bundle.js';
import { header, section, summaryOf } from './testing/summaries.js';
import { writeEps } from './write-eps.js';

type Loose = Record<string, unknown>;
interface LooseBundle extends Loose {
  entry: { fullUrl?: string; resource: Loose }[];
}

/** A small Bundle in the shape of real ones, to be changed by the test. */
function bundle(sections: readonly Loose[], ...resources: readonly Loose[]): LooseBundle {
  const composition = {
    resourceType: 'Composition',
    type: { coding: [{ system: 'http://loinc.org', code: '60591-5' }] },
    subject: { reference: 'Patient/p' },
    date: '2024-06-03',
    title: 'IPS',
    section: sections,
  };
  const patient = { resourceType: 'Patient', id: 'p', identifier: [{ system: 'urn:oid:1.3.182.4.4', value: '1' }] };
  return {
    resourceType: 'Bundle',
    type: 'document',
    identifier: { system: 'urn:oid:2.999.1.2', value: 'B' },
    entry: [composition, patient, ...resources].map((resource) => ({
      fullUrl: `https://ehr.example/fhir/${resource.resourceType}/${(resource as Loose)['id'] ?? 'c'}`,
      resource,
    })),
  };
}

function problems(...references: readonly string[]): Loose {
  return {
    title: 'Problems',
    code: { coding: [{ system: 'http://loinc.org', code: '11450-4' }] },
    entry: references.map((reference) => ({ reference })),
  };
}

function code(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof PasserelleError) return error.code;
    throw error;
  }
  return 'read';
}

const asthma = { resourceType: 'Condition', id: 'a', code: { text: 'Asthma' } };

describe('readBundle', () => {
  it('gives back the head of what writeEps wrote', () => {
    const { bundle: written } = writeEps(summaryOf(), { clock: fixedClock('2026-01-01T00:00:00Z') });
    const { summary } = readBundle(JSON.parse(JSON.stringify(written)));
    const { identifier, relatedDocuments, authors, language, ...rest } = header;
    expect(summary.header).toMatchObject(rest);
    expect(summary.header.authors).toEqual(authors);
    // A Bundle without narrative of its own cannot tell the region of its language.
    expect(summary.header.language).toBe(language?.slice(0, 2));
    // What was read is the document that was written, made from the one before.
    expect(summary.header.identifier).toEqual(written.identifier);
    expect(summary.header.relatedDocuments).toEqual([{ type: 'XFRM', identifier }, ...relatedDocuments]);
  });

  it('finds the region of the language in the narratives', () => {
    const narrative = [{ name: 'p' as const, children: ['Asthme'] }];
    const { bundle: written } = writeEps(summaryOf(section('problems', '11450-4', { narrative })), {
      clock: fixedClock('2026-01-01T00:00:00Z'),
    });
    expect(readBundle(written).summary.header.language).toBe('fr-LU');
  });

  it('gives back a PDF and the sections that say that nothing is known', () => {
    const source: PatientSummary = {
      header,
      sections: [],
      attachment: { mediaType: 'application/pdf', data: 'JVBERi0x' },
    };
    const { summary } = readBundle(writeEps(source, { clock: fixedClock('2026-01-01T00:00:00Z') }).bundle);
    expect(summary.attachment).toEqual(source.attachment);
    expect(summary.sections.map(({ emptyReason }) => emptyReason)).toEqual(Array(5).fill('unavailable'));
  });

  it('gives one entry for each distinct resource, with its place', () => {
    const { summary } = readBundle(bundle([problems('Condition/a', 'Condition/a'), problems('Condition/a')], asthma));
    expect(summary.sections.map(({ entries }) => entries.map(({ path }) => path))).toEqual([
      ['Bundle.entry[2].resource'],
      [],
    ]);
  });

  it('reads nested sections as sections of their own', () => {
    const { summary } = readBundle(bundle([{ title: 'All', section: [problems('Condition/a')] }], asthma));
    expect(summary.sections.map(({ concept, entries }) => [concept, entries.length])).toEqual([
      ['unmodelled', 0],
      ['problems', 1],
    ]);
  });

  it('reads the old codes of absence and those of SNOMED CT alike, and does not confuse them', () => {
    const system = 'http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips';
    const none = { ...asthma, id: 'n', code: { coding: [{ system, code: 'no-known-problems' }] } };
    const unknown = {
      ...asthma,
      id: 'u',
      code: { coding: [{ system: 'http://snomed.info/sct', code: '1287211007' }] },
    };
    const { summary } = readBundle(bundle([problems('Condition/n', 'Condition/u')], none, unknown));
    expect(summary.sections[0]?.entries).toMatchObject([
      { kind: 'absence', meaning: 'none-known' },
      { kind: 'absence', meaning: 'no-information' },
    ]);
  });

  it('keeps the reason why a section is empty', () => {
    const emptyReason = { coding: [{ code: 'notasked' }] };
    const { summary } = readBundle(bundle([{ ...problems(), emptyReason }]));
    expect(summary.sections[0]).toMatchObject({ entries: [], emptyReason: 'notasked' });
  });

  it('carries a resource no room knows as words', () => {
    const risk = {
      resourceType: 'RiskAssessment',
      id: 'r',
      status: 'final',
      occurrencePeriod: { start: '2024' },
      prediction: [{ outcome: { coding: [{ display: 'Heart attack' }] } }],
    };
    const { summary } = readBundle(bundle([problems('RiskAssessment/r')], risk));
    expect(summary.sections[0]?.entries[0]).toMatchObject({
      kind: 'unmodelled',
      summary: '2024 / ..; Heart attack',
      reason: 'RiskAssessment in problems',
    });
  });

  it('lets the resources decide where a section has the codes of two', () => {
    const both = problems('Condition/a');
    both['code'] = {
      coding: [
        { system: 'http://loinc.org', code: '48765-2' },
        { system: 'http://loinc.org', code: '11450-4' },
      ],
    };
    expect(readBundle(bundle([both], asthma)).summary.sections[0]?.concept).toBe('problems');
  });

  it('warns of a relative reference that resolves to nothing, whose words it keeps, and of a subject that does', () => {
    const source = bundle([problems('Condition/gone')]);
    source.entry[0]!.resource['subject'] = { display: 'someone' };
    const { summary, warnings } = readBundle(source);
    expect(summary.sections[0]?.entries).toEqual([
      expect.objectContaining({ kind: 'unmodelled', path: 'Bundle.entry[0].resource.section[0].entry[0]' }),
    ]);
    expect(warnings).toEqual([
      'The subject of the Composition resolves to nothing; the only Patient of the Bundle is taken.',
      'A section refers to a resource that the Bundle does not hold.',
    ]);
  });

  it('does not throw on shapes that no specification knows', () => {
    const odd = {
      resourceType: 'Condition',
      id: 'o',
      code: 7,
      subject: [],
      clinicalStatus: 'active',
      onsetDateTime: {},
      text: 3,
    };
    const source = bundle(
      [{ title: 4, code: [], text: 'x', entry: [null, 'Condition/o', { reference: 5 }] }, 7 as unknown as Loose],
      odd,
    );
    expect(code(() => readBundle(source))).toBe('read');
  });
});

describe('readBundle refuses', () => {
  const whole = (): LooseBundle => bundle([problems('Condition/a')], asthma);
  it.each<[string, string, (source: LooseBundle) => unknown]>([
    ['what is no Bundle', 'PSR-1101', () => ({ resourceType: 'Patient' })],
    ['nothing', 'PSR-1101', () => null],
    ['a collection', 'PSR-1107', (source) => ({ ...source, type: 'collection' })],
    [
      'a Bundle whose Composition is not first',
      'PSR-1107',
      (source) => ({ ...source, entry: [...source.entry].reverse() }),
    ],
    [
      'a document of another type',
      'PSR-1102',
      (source) => void (source.entry[0]!.resource['type'] = { coding: [{ code: '11502-2' }] }),
    ],
    ['a document without patient', 'PSR-1104', (source) => ({ ...source, entry: [source.entry[0], source.entry[2]] })],
    ['a patient without identifier', 'PSR-1104', (source) => void delete source.entry[1]!.resource['identifier']],
    ['a document without sections', 'PSR-1105', (source) => void delete source.entry[0]!.resource['section']],
    ['a document without date', 'PSR-1113', (source) => void delete source.entry[0]!.resource['date']],
    [
      'a reference within the Bundle that resolves to nothing',
      'PSR-1108',
      (source) =>
        void (source.entry[0]!.resource['section'] = [problems('urn:uuid:dd603e7a-f38c-466e-8ea5-ed17cccc75e7')]),
    ],
  ])('%s with %s', (_what, expected, change) => {
    const source = whole();
    const changed = change(source);
    expect(code(() => readBundle(changed === undefined ? source : changed))).toBe(expected);
  });
});
