import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parseXml } from '@passerelle/xml';
import { checkPivot } from './check-pivot.js';

const fixtures = new URL('../../../../test/fixtures/national/lu/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, fixtures), 'utf8');
const rich = read('rich.xml');
const pdf = read('pdf-only.xml');

function rules(text: string, severity = 'error'): string[] {
  return checkPivot(parseXml(Buffer.from(text)))
    .filter((finding) => finding.severity === severity)
    .map(({ rule }) => rule);
}

/** Replaces the first occurrence, and makes sure that there is one. */
function change(text: string, from: string | RegExp, to: string): string {
  const changed = text.replace(from, to);
  if (changed === text) throw new Error('the mutation changed nothing');
  return changed;
}

describe('checkPivot', () => {
  it.each([
    'rich.xml',
    'nothing-known.xml',
    'no-information.xml',
    'sixty-entries.xml',
    'accents-and-markup.xml',
    'restricted.xml',
    'pdf-only.xml',
  ])('passes %s, which has the shape of a pivot', (name) => {
    expect(rules(read(name))).toEqual([]);
  });

  const section = (loinc: string): RegExp =>
    new RegExp(`<component>\\s*<section>(?:(?!</section>)[^])*?code="${loinc}"[^]*?</section>\\s*</component>`);
  const entriesOf = (loinc: string): RegExp =>
    new RegExp(`(?<=code="${loinc}"(?:(?!</section>)[^])*?</text>)(?:\\s*<entry>[^]*?</entry>)+(?=\\s*</section>)`);

  it.each<[rule: string, from: string | RegExp, to: string]>([
    ['pivot-root', /urn:hl7-org:v3(?=")/, 'urn:other'],
    ['pivot-type-id', 'POCD_HD000040', 'POCD_HD000039'],
    ['pivot-template', '12559.11.10.1.3.1.1.3', '12559.11.10.1.3.1.1.7'],
    ['pivot-id', / <id root="2\.999[^>]*>/, ''],
    ['pivot-code', '60591-5', '57833-6'],
    ['pivot-title', '<title>Résumé patient</title>', '<title/>'],
    ['pivot-effective-time', '<effectiveTime value="20240603111854+0200"/>', '<effectiveTime value="20240603111854"/>'],
    ['pivot-confidentiality', /<confidentialityCode code="N" codeSystem="[^"]*"/, '<confidentialityCode code="N"'],
    ['pivot-language', 'languageCode code="fr-LU"', 'languageCode code="fr"'],
    ['pivot-record-target', /(<recordTarget>[^]*<\/recordTarget>)/, '$1$1'],
    ['pivot-patient-id', 'extension="9000000016"', ''],
    ['pivot-patient-name', '<given>Marguerite</given><given>Anne</given>', ''],
    ['pivot-gender', /(<administrativeGenderCode code="F") codeSystem="[^"]*"/, '$1'],
    ['pivot-birth-time', 'birthTime value="19570312"', 'birthTime value="195703121200"'],
    ['pivot-patient-address', /(<patientRole>(?:\s*<id[^>]*>)+)\s*<addr.*<\/addr>/, '$1'],
    ['pivot-patient-telecom', /(<\/addr>)(?:\s*<telecom[^>]*>)+(\s*<patient>)/, '$1$2'],
    ['pivot-author', /(<author>\s*)<time [^>]*>/, '$1'],
    ['pivot-custodian', /(<representedCustodianOrganization>\s*<id[^>]*>)\s*<name>.*<\/name>/, '$1'],
    [
      'pivot-legal-organization',
      /(<assignedEntity>[^]*?)<representedOrganization>[^]*?<\/representedOrganization>/,
      '$1',
    ],
    ['pivot-participant', '<templateId root="1.3.6.1.4.1.19376.1.5.3.1.2.4"/>', ''],
    ['pivot-service-event', 'classCode="PCPR"', 'classCode="ACT"'],
    ['pivot-related-document', 'typeCode="XFRM"', 'typeCode="APND"'],
    ['pivot-body', /<structuredBody>[^]*<\/structuredBody>/, ''],
    ['pivot-section-basic', section('46264-8'), ''],
    ['pivot-section-once', new RegExp(`(${section('30954-2').source})`), '$1$1'],
    [
      'pivot-section-code',
      'code="8716-3" codeSystem="2.16.840.1.113883.6.1"',
      'code="8716-3" codeSystem="2.16.840.1.113883.6.96"',
    ],
    ['pivot-section-title', '<title>Vaccinations</title>', ''],
    ['pivot-section-text', /(<title>Vaccinations<\/title>\s*)<text>[^]*?<\/text>/, '$1<text/>'],
    ['pivot-section-template', '<templateId root="1.3.6.1.4.1.12559.11.10.1.3.1.2.15"/>', ''],
    ['pivot-section-entry', entriesOf('47519-4'), ''],
    ['pivot-code-system', /(<routeCode code="38") codeSystem="[^"]*"/, '$1'],
    ['pivot-code-system', 'codeSystem="1.3.182.5.31"', 'codeSystem="VIDAL"'],
    ['pivot-code-or-reason', '<code nullFlavor="NA">', '<code>'],
    ['pivot-narrative-reference', '<reference value="#medication2"/>', '<reference value="#medication99"/>'],
    ['pivot-narrative-id', '<tr ID="medication2">', '<tr ID="medication1">'],
    ['pivot-time', '<low value="20240105"/>', '<low value="20241305"/>'],
  ])('finds %s', (rule, from, to) => {
    expect(rules(change(rich, from, to))).toContain(rule);
  });

  it('takes no number for a time', () => {
    const dose = '<doseQuantity><low value="10000"/></doseQuantity>';
    expect(rules(change(rich, /<doseQuantity>[^]*?<\/doseQuantity>/, dose))).toEqual([]);
  });

  it('finds an absence said in a code that the pivot does not know', () => {
    expect(rules(change(read('nothing-known.xml'), 'no-known-devices', 'no-devices'))).toEqual(['pivot-absence']);
  });

  it.each<[rule: string, from: string | RegExp, to: string]>([
    ['pivot-template', '12559.11.10.1.3.1.1.7', '12559.11.10.1.3.1.1.3'],
    ['pivot-pdf-media-type', 'application/pdf', 'text/plain'],
    ['pivot-pdf-representation', ' representation="B64"', ''],
    ['pivot-pdf-content', 'JVBERi0', 'JVBEUi0'],
    ['pivot-pdf-content', 'JVBERi0', 'JVBERi0*'],
  ])('finds %s in a level 1', (rule, from, to) => {
    expect(rules(change(pdf, from, to))).toEqual([rule]);
  });

  it('only warns of what the pivot wishes', () => {
    expect(rules(change(rich, /<legalAuthenticator>[^]*<\/legalAuthenticator>/, ''), 'warning')).toContain(
      'pivot-legal-authenticator',
    );
    expect(rules(change(rich, 'unit="mg"', 'unit="Tablette"'), 'warning')).toContain('pivot-unit');
    expect(
      rules(
        change(rich, /(<routeCode code="38" codeSystem="[^"]*" codeSystemName="[^"]*") displayName="orale"/, '$1'),
        'warning',
      ),
    ).toContain('pivot-display');
  });

  it('names the place as XPath', () => {
    const text = change(rich, /(<routeCode code="38") codeSystem="[^"]*"/, '$1');
    expect(checkPivot(parseXml(Buffer.from(text))).find(({ rule }) => rule === 'pivot-code-system')).toEqual({
      severity: 'error',
      rule: 'pivot-code-system',
      expression:
        '/ClinicalDocument/component/structuredBody/component[1]/section/entry[2]/substanceAdministration/routeCode',
      text: 'A code must name its system.',
    });
  });
});
