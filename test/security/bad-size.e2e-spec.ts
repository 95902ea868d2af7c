import { describe, expect, it } from '@jest/globals';
import { each, keeps, refused, targets, translated } from '../support/bad-input-cases.js';
import {
  cda,
  cdaWithPdf,
  entriesOf,
  fhir,
  fhirWithMarkup,
  outcomeOf,
  type LooseSection,
} from '../support/bad-input.js';

describe('size and depth', () => {
  const many = Array.from({ length: 10_000 }, (_, at) => at);
  const problem = (at: number): string =>
    `<entry><act classCode="ACT" moodCode="EVN"><code code="CONC" codeSystem="2.16.840.1.113883.5.6"/><statusCode code="active"/>
     <entryRelationship typeCode="SUBJ"><observation classCode="OBS" moodCode="EVN"><id root="2.999.7" extension="${at}"/>
     <code code="404684003" codeSystem="2.16.840.1.113883.6.96"/><effectiveTime><low value="2001"/></effectiveTime>
     <value xsi:type="CD" code="I10" codeSystem="1.3.6.1.4.1.12559.11.10.1.3.1.44.2"/></observation></entryRelationship></act></entry>`;
  const manyInBundle = (): Buffer =>
    fhir((bundle, [section]) => {
      for (const at of many) {
        const fullUrl = `urn:uuid:${String(at).padStart(8, '0')}-2ff6-5200-a66a-84af4498c7f6`;
        const code = { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'I10' }] };
        bundle.entry.push({ fullUrl, resource: { resourceType: 'Condition', code, onsetDateTime: '2001' } });
        section!.entry!.push({ reference: fullUrl });
      }
    });

  it.each(
    targets.flatMap((target) => [
      { format: 'CDA', target, make: () => cda([/(11450-4[\s\S]*?<\/text>)/, `$1${many.map(problem).join('')}`]) },
      { format: 'Bundle', target, make: manyInBundle },
    ]),
  )(
    'ten thousand entries of a $format, to $target',
    ({ format, target, make }) => {
      const octets = make();
      const began = process.cpuUsage();
      const { report, errors } = translated(outcomeOf(octets, target));
      const { user } = process.cpuUsage(began);
      process.stdout.write(
        `${report.entries.length} entries of a ${format} to ${target} and judged: ${(user / 1e6).toFixed(1)} s of CPU\n`,
      );
      expect(errors).toEqual([]);
      expect(report.entries).toHaveLength(entriesOf(octets));
      expect(report.totals['not-carried']).toBe(0);
    },
    60_000,
  );

  it('carries a PDF of 5 MB as it is in the EPS, and refuses to make a pivot of it', () => {
    const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(5 * 1024 * 1024, 'pdf ')]).toString('base64');
    const { text, errors } = translated(outcomeOf(cdaWithPdf(pdf), 'eps'));
    expect(errors).toEqual([]);
    expect(text.includes(pdf)).toBe(true);
    expect(outcomeOf(cdaWithPdf(pdf), 'pivot')).toBe('PSR-1111');
  });

  const deep = 100_000;
  each([
    refused('elements in elements', Buffer.from('<a>'.repeat(deep) + '</a>'.repeat(deep)), 'PSR-1005'),
    refused(
      'narrative in narrative of a CDA',
      cda([/<text>/, `<text>${'<content>'.repeat(deep)}${'</content>'.repeat(deep)}`]),
      'PSR-1005',
    ),
    refused('lists in lists', Buffer.from('['.repeat(deep) + ']'.repeat(deep)), 'PSR-1007'),
    refused('objects in objects', Buffer.from('{"a":'.repeat(deep) + '1' + '}'.repeat(deep)), 'PSR-1007'),
    {
      name: 'narrative in narrative of a Bundle',
      octets: fhirWithMarkup(`${'<div>'.repeat(deep)}au fond${'</div>'.repeat(deep)}`),
      told: [/narrative/],
      keeps: ['au fond', 'Hypertension'],
    },
    keeps(
      'sections in sections',
      fhir((_, [section]) => sectionsWithin(section!, 12)),
      'niveau 1.',
      'niveau 12.',
    ),
  ]);
});

/** Puts a section into a section, and so on; JSON itself ends at 64 levels. */
function sectionsWithin(section: LooseSection, levels: number): void {
  let outer = section;
  for (let level = 1; level <= levels; level++) {
    const text = { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml">niveau ${level}.</div>` };
    const inner: LooseSection = { title: `niveau ${level}`, text };
    outer.section = [inner];
    outer = inner;
  }
}
