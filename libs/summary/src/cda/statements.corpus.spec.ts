import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { absenceOf, type AbsenceConcept } from '@passerelle/terminology';
import { attribute, child, children, parseXml, path as follow, type XmlElement } from '@passerelle/xml';
import { corpusFiles, reportCorpusRun } from '../../../../test/support/corpus.js';
import type { CdaDoor } from '../concept.js';
import { deviceCda } from '../devices/device.cda.js';
import { immunizationCda } from '../immunizations/immunization.cda.js';
import { medicationCda } from '../medications/medication.cda.js';
import type { Entry } from '../model/entry.js';
import { resultCda } from '../results/result.cda.js';
import { readCoded } from './datatypes/index.js';
import type { CdaReading } from './reading.js';
import type { CdaWriting } from './writing.js';
import { parseEntry, textOfTree } from './testing/entry-xml.js';

const doors: readonly (readonly [loinc: string, concept: AbsenceConcept, door: CdaDoor<Entry>])[] = [
  ['10160-0', 'medications', medicationCda as CdaDoor<Entry>],
  ['46264-8', 'devices', deviceCda as CdaDoor<Entry>],
  ['11369-6', 'immunizations', immunizationCda as CdaDoor<Entry>],
  ['30954-2', 'results', resultCda as CdaDoor<Entry>],
];

const silent: CdaReading = { narrativeText: () => undefined, warn: () => undefined };
const writing: CdaWriting = { stableId: () => '00000000-0000-4000-8000-000000000000' };

/** The project's own records, so that this test has something to run on where the corpus is absent. */
function fixtures(): string[] {
  const folder = fileURLToPath(new URL('../../../../test/fixtures/national/', import.meta.url));
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.xml'))
    .map((name) => `${folder}${name}`);
}

/** Patient summaries of the corpus. Some files of its folders are other documents, or not well-formed on purpose. */
function summaries(): XmlElement[] {
  const files = [...corpusFiles('myhealtheu/cda', '.xml'), ...fixtures()];
  return files.flatMap((file) => {
    const document = parsed(file);
    return document !== undefined && attribute(child(document, 'code'), 'code') === '60591-5' ? [document] : [];
  });
}

function parsed(file: string): XmlElement | undefined {
  try {
    return parseXml(readFileSync(file));
  } catch {
    // Files that the guard refuses have tests of their own; here only their number would matter, and it is reported.
    return undefined;
  }
}

function entriesOf(document: XmlElement, loinc: string): XmlElement[] {
  return children(follow(document, 'component', 'structuredBody'), 'component').flatMap((component) => {
    const section = child(component, 'section');
    return attribute(child(section, 'code'), 'code') === loinc ? children(section, 'entry') : [];
  });
}

/** Whether the statement, or what it is about, is coded as absent: such entries are read before the doors are asked. */
function isAbsence(entry: XmlElement, concept: AbsenceConcept): boolean {
  const places = ['code', 'value'];
  const statement = children(entry)[0];
  const device = follow(statement, 'participant', 'participantRole', 'playingDevice', 'code');
  const material = follow(statement, 'consumable', 'manufacturedProduct', 'manufacturedMaterial', 'code');
  return [...places.map((place) => child(statement, place)), device, material].some((element) => {
    const coding = element === undefined ? undefined : readCoded(element, silent)?.coding;
    return coding !== undefined && absenceOf(coding, concept) !== undefined;
  });
}

describe('the entries of the corpus and of the fixtures', () => {
  const documents = summaries();

  it.each(doors)(
    'of section %s (%s) are all read, and are the same after they were written',
    (loinc, concept, door) => {
      let read = 0;
      let absences = 0;
      const omitted = new Map<string, number>();
      const reading = { ...silent, omit: (part: string) => void omitted.set(part, (omitted.get(part) ?? 0) + 1) };
      for (const entry of documents.flatMap((document) => entriesOf(document, loinc))) {
        if (isAbsence(entry, concept)) {
          absences++;
          continue;
        }
        const model = door.read(entry, '/entry', reading);
        if (model === undefined)
          throw new Error(`an entry of section ${loinc} holds ${children(entry)[0]?.local ?? 'nothing'}`);
        read++;
        // The pivot names code systems by OID; a code of another name becomes words there, which is no round trip.
        if (namesNoOid(model)) continue;
        const again = door.read(parseEntry(textOfTree(door.write(model, writing))), '/entry', silent);
        expect(unnamed(again)).toEqual(unnamed(settled(model, again)));
      }
      const left = [...omitted].sort((a, b) => b[1] - a[1]).map(([part, count]) => `${part} ${count}`);
      process.stdout.write(
        `corpus: ${concept}: ${read} read, ${absences} absences; left out: ${left.join(', ') || 'nothing'}\n`,
      );
      reportCorpusRun(`entries of section ${loinc}`, documents.length);
      expect(read).toBeGreaterThan(0);
    },
  );
});

function namesNoOid(model: Entry): boolean {
  return /"system":"urn:oid:(?![0-2]\.)/.test(JSON.stringify(model));
}

/** The writer names code systems that the source did not name. */
function unnamed(entry: Entry | undefined): unknown {
  if (entry === undefined) return undefined;
  return JSON.parse(JSON.stringify(entry, (key, value: unknown) => (key === 'systemName' ? undefined : value)));
}

/** What writing settles: an entry without identifier gets one, and a period nobody stated is stated to be unknown. */
function settled(model: Entry, again: Entry | undefined): Entry {
  const identifiers = model.identifiers.length === 0 ? (again?.identifiers ?? []) : model.identifiers;
  if (!('period' in model) || again === undefined || !('period' in again)) return { ...model, identifiers };
  const period = Object.keys(model.period).length === 0 ? again.period : model.period;
  return { ...model, identifiers, period } as Entry;
}
