import { describe, expect, it } from '@jest/globals';
import { fixedClock } from '@passerelle/kernel';
import { loadCatalogue } from '@passerelle/terminology';
import { documentXml, problemsXml, sectionXml } from './cda/testing/document-xml.js';
import { readSummary } from './read-summary.js';
import { translate, translateAll, type Target } from './translate.js';

const clock = fixedClock('2026-01-02T03:04:05Z');
const octetsOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const weight = sectionXml(
  '8716-3',
  'poids',
  '<entry><observation negationInd="true"><code code="29463-7" codeSystem="2.16.840.1.113883.6.1" displayName="Body weight"/><value xsi:type="PQ" value="72" unit="kg"/></observation></entry>',
);
const national = problemsXml(['B20', 'A00']).replace('1.3.6.1.4.1.12559.11.10.1.3.1.44.2', '1.3.182.5.29');
const source = octetsOf(documentXml({ body: `<structuredBody>${national}${weight}</structuredBody>` }));

describe('translating a patient summary', () => {
  it.each<Target>(['eps', 'pivot', 'canonical'])(
    'accounts for every entry of the source in the report of the %s',
    (target) => {
      const { report, octets } = translate(source, target, { clock });
      expect(report.entries.map(({ section, path, outcome }) => [section, path.slice(-31), outcome])).toEqual(
        [
          ['11450-4', '/component[1]/section/entry[1]'.slice(-31), 'carried'],
          ['11450-4', '/component[1]/section/entry[2]'.slice(-31), 'carried'],
          ['8716-3', '/component[2]/section/entry[1]'.slice(-31), 'narrative-only'],
        ].map(([section, path, outcome]) => [section, expect.stringContaining(path!), outcome]),
      );
      expect(report.totals).toEqual({ carried: 2, transcoded: 0, 'narrative-only': 1, 'not-carried': 0, entries: 3 });
      expect(report.source).toMatchObject({ format: 'cda-level-3', language: 'fr-LU' });
      expect(report.source.sha256).not.toBe(report.target.sha256);
      expect(octets.length).toBeGreaterThan(1000);
      expect(report.entries.every(({ target: place }) => place !== undefined)).toBe(true);
    },
  );

  it('says that the same octets give the same pivot', () => {
    const [first, second] = [translate(source, 'pivot', { clock }), translate(source, 'pivot', { clock })];
    expect(first.report).toEqual(second.report);
  });

  it('reads once for several targets', () => {
    const [eps, pivot] = translateAll(source, ['eps', 'pivot'], { clock });
    expect([eps?.mediaType, pivot?.mediaType]).toEqual(['application/fhir+json', 'application/xml']);
    expect(eps?.summary).toBe(pivot?.summary);
  });

  it('refuses the pivot of a record that is only a PDF, and gives its EPS', () => {
    const data = Buffer.from('%PDF-1.4 nothing').toString('base64');
    const body = `<nonXMLBody><text mediaType="application/pdf" representation="B64">${data}</text></nonXMLBody>`;
    const octets = octetsOf(documentXml({ body }));
    expect(() => translate(octets, 'pivot', { clock })).toThrow(expect.objectContaining({ code: 'PSR-1111' }));
    const { report, octets: eps } = translate(octets, 'eps', { clock });
    expect(report.source.format).toBe('cda-level-1');
    expect(new TextDecoder().decode(eps)).toContain(data);
  });

  it('never puts what the patient has into the report', () => {
    for (const target of ['eps', 'pivot', 'canonical'] as const) {
      const { report } = translate(source, target, { clock });
      // The digests are hexadecimal digits and may hold any two of them.
      const { source: _source, target: _target, ...rest } = report;
      expect(JSON.stringify(rest)).not.toMatch(/B20|A00|poids|72|EXEMPLE|9000000999/);
    }
  });
});

describe('transcoding on the way', () => {
  const catalogue = loadCatalogue([
    {
      name: 'test.csv',
      text: [
        '# version: 2026-01-01',
        'source_system,source_code,target_system,target_code,target_display,source_display',
        '1.3.182.5.29,B20,1.3.6.1.4.1.12559.11.10.1.3.1.44.2,B20,HIV disease,VIH',
        '',
      ].join('\n'),
    },
  ]);

  it('puts the European code outside and the national one inside, and says so', () => {
    const { report, summary, provenance, octets } = translate(source, 'pivot', { clock, catalogue });
    const [problem] = summary.sections[0]!.entries;
    expect(problem).toMatchObject({
      code: {
        coding: {
          system: 'http://hl7.org/fhir/sid/icd-10',
          code: 'B20',
          translations: [{ system: 'urn:oid:1.3.182.5.29', code: 'B20' }],
        },
      },
    });
    expect(report.totals).toMatchObject({ transcoded: 1, carried: 1, 'narrative-only': 1 });
    expect(report.entries[0]?.reason).toMatch(/^transcoded with test/);
    expect(provenance.get(problem!.path)).toHaveLength(1);
    expect(new TextDecoder().decode(octets)).toContain('codeSystem="1.3.182.5.29"');
  });
});

describe('knowing a document by its first octets', () => {
  it('reads XML and JSON, behind a byte order mark and white space too', () => {
    expect(readSummary(octetsOf(`\ufeff  ${new TextDecoder().decode(source)}`)).format).toBe('cda-level-3');
    expect(() => readSummary(octetsOf('\n\t{"resourceType":"Patient"}'))).toThrow(
      expect.objectContaining({ code: 'PSR-1101' }),
    );
    const eps = translate(source, 'eps', { clock }).octets;
    expect(readSummary(eps).format).toBe('fhir-document');
  });

  it.each([
    ['PSR-1002', 'plain words'],
    ['PSR-1010', ''],
    ['PSR-1006', '{"a":'],
  ])('refuses with %s what is neither', (code, text) => {
    expect(() => readSummary(octetsOf(text))).toThrow(expect.objectContaining({ code }));
  });

  it('names a document without identifier by its octets', () => {
    const text = new TextDecoder().decode(source).replace('<id root="2.999.1" extension="source-1"/>', '');
    const { summary, sha256 } = readSummary(octetsOf(text));
    expect(summary.header.identifier.value).toMatch(/^urn:uuid:/);
    expect(summary.header.identifier.value.slice(9, 17)).toBe(sha256.slice(0, 8));
  });
});
