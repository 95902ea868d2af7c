import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { corpusFiles, reportCorpusRun } from '../../../test/support/corpus.js';
import { canonicalUri, systemName, uriOfOid } from './code-systems.js';

/**
 * What real documents name as a code system and the table does not take up, each for a reason. Everything else has to
 * stand in the table, so that a system nobody decided on is found when a new set of documents comes in.
 */
const leftAlone: readonly (readonly [form: RegExp, reason: string])[] = [
  [/^$|^\.+$|^NA$|^X+$/, 'placeholders'],
  [/^(2\.999|1\.2\.3|1\.2\.3\.4|1\.2\.3\.999|1\.999\.999)$/, 'example arcs'],
  [/^[A-Za-z-]+$/, 'names of national tables in the place of an OID: they cannot be written as one'],
  [
    /^2\.16\.840\.1\.113883\.3\.129\.1\.2\.|^2\.16\.840\.1\.113883\.2\.9\.6\.1\.5$/,
    'tables of a country without a name',
  ],
  [/^1\.2\.40\.0\.34\.(99|5\.(2|37|104)$)/, 'tables of one Austrian hospital, or without a name'],
  [/^1\.2\.203\.24341\.11\.2\.(3|4\.1)$/, 'Czech tables that a document writes once'],
  [/^1\.2\.752\.|^2\.16\.17\.710\.811\.|^2\.16\.840\.1\.113883\.(3\.4424|2\.25)\./, 'identifiers of national products'],
  [/^2\.16\.840\.1\.113883\.2\.4\.15\.111$/, 'a Dutch table without a name'],
  [/^1\.3\.6\.1\.4\.1\.12559\.11\.10\.1\.3\.1\.42\.22$/, 'a value set of several code systems'],
  [/^1\.3\.6\.1\.4\.1\.19376\.1\.5\.3\.1\.3\.6$/, 'a templateId in the place of a code system'],
  [/^urn:oid:1\.2\.840\.114350\./, 'tables of one hospital software'],
  [
    /^urn:oid:2\.16\.840\.1\.113883\.(6\.(253|68|162|238)|3\.247\.1\.1)$/,
    'drug compendia and tables of the United States',
  ],
  [
    /^https?:\/\/(synderai\.net|fhir\.tigahealth|epic\.com|open\.epic|fhir\.moph|hl7\.eu\/fhir\/ig|www\.gravitatehealth)/,
    'tables of one producer',
  ],
  [/^http:\/\/example\.org\//, 'examples'],
  [
    /^http:\/\/hl7\.org\/fhir\/(us\/|gender-identity$|language-preference-type$)/,
    'tables of FHIR that no OID is known for',
  ],
  [/^http:\/\/terminology\.hl7\.org\/CodeSystem\/care-plan-category$/, 'does not exist in HL7’s terminology'],
  [/^http:\/\/www\.ilo\.org\//, 'ISCO, of an edition that the address does not tell'],
];

const isDecided = (name: string): boolean =>
  systemName(name) !== undefined || leftAlone.some(([form]) => form.test(name));

/** Systems of the documents below a folder, by how they are written there. */
function systemsIn(files: readonly string[], written: RegExp): Set<string> {
  const found = new Set<string>();
  for (const file of files) {
    for (const [, name] of readFileSync(file, 'utf8').matchAll(written)) found.add(name!);
  }
  return found;
}

describe('the code systems of real documents', () => {
  it('are in the table, or are left out of it for a reason: those of CDA', () => {
    const files = ['myhealtheu', 'fhir'].flatMap((part) => corpusFiles(part, '.xml'));
    const documents = files.filter((file) => readFileSync(file, 'utf8').includes('<ClinicalDocument'));
    const oids = systemsIn(documents, /\scodeSystem="([^"<]*)"/g);
    reportCorpusRun('code systems of CDA documents', documents.length);
    expect([...oids].filter((oid) => !isDecided(uriOfOid(oid)) && !isDecided(oid))).toEqual([]);
  });

  it('are in the table, or are left out of it for a reason: those of FHIR', () => {
    const files = ['fhir/bundles', 'fhir/paired-cda-fhir', 'myhealtheu/fhir-lab-openncp9'].flatMap((part) =>
      corpusFiles(part, '.json'),
    );
    const uris = new Set<string>();
    for (const file of files) {
      try {
        gather(JSON.parse(readFileSync(file, 'utf8')), uris);
      } catch (cause) {
        if (!(cause instanceof SyntaxError)) throw cause;
      }
    }
    reportCorpusRun('code systems of FHIR documents', files.length);
    expect([...uris].filter((uri) => !isDecided(canonicalUri(uri)))).toEqual([]);
  });
});

/** Systems of everything that has a code. */
function gather(value: unknown, into: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  if ('system' in value && 'code' in value && typeof value.system === 'string') into.add(value.system);
  for (const part of Object.values(value)) gather(part, into);
}
