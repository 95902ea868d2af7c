import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { absenceOf, type AbsenceConcept } from '@passerelle/terminology';
import { attribute, child, children, parseXml, path as follow, type XmlElement } from '@passerelle/xml';
import { corpusFiles, reportCorpusRun } from '../../../../test/support/corpus.js';
import type { CdaDoor } from '../concept.js';
import { advanceDirectiveCda } from '../advance-directives/advance-directive.cda.js';
import { planCda } from '../care-plan/plan.cda.js';
import { functionalStatusCda } from '../functional-status/functional-status.cda.js';
import { pregnancyCda } from '../pregnancy/pregnancy.cda.js';
import { socialHistoryCda } from '../social-history/social-history.cda.js';
import { vitalSignCda } from '../vital-signs/vital-sign.cda.js';
import { deviceCda } from '../devices/device.cda.js';
import { immunizationCda } from '../immunizations/immunization.cda.js';
import { medicationCda } from '../medications/medication.cda.js';
import type { Entry } from '../model/entry.js';
import { resultCda } from '../results/result.cda.js';
import { readCoded } from './datatypes/index.js';
import type { CdaReading } from './reading.js';
import type { CdaWriting } from './writing.js';
import { parseEntry, textOfTree } from './testing/entry-xml.js';

/** Where entries of a section are found; in a place that is named here there must be some. */
type Found = 'fixtures' | 'corpus' | 'nowhere';

const rooms: readonly (readonly [loinc: string, concept: AbsenceConcept, found: Found, door: CdaDoor<Entry>])[] = [
  ['10160-0', 'medications', 'fixtures', medicationCda as CdaDoor<Entry>],
  ['46264-8', 'devices', 'fixtures', deviceCda as CdaDoor<Entry>],
  ['11369-6', 'immunizations', 'fixtures', immunizationCda as CdaDoor<Entry>],
  ['30954-2', 'results', 'fixtures', resultCda as CdaDoor<Entry>],
  ['8716-3', 'vital-signs', 'fixtures', vitalSignCda as CdaDoor<Entry>],
  ['10162-6', 'pregnancy', 'fixtures', pregnancyCda as CdaDoor<Entry>],
  ['29762-2', 'social-history', 'fixtures', socialHistoryCda as CdaDoor<Entry>],
  ['47420-5', 'functional-status', 'corpus', functionalStatusCda as CdaDoor<Entry>],
  ['42348-3', 'advance-directives', 'nowhere', advanceDirectiveCda as CdaDoor<Entry>],
  ['18776-5', 'care-plan', 'corpus', planCda as CdaDoor<Entry>],
];

const silent: CdaReading = { narrativeText: () => undefined, warn: () => undefined };
const writing: CdaWriting = { stableId: () => '00000000-0000-4000-8000-000000000000' };

/** The project's own documents, so that this test has something to run on where the corpus is absent. */
function fixtures(): string[] {
  return ['national', 'pivot'].flatMap((part) => {
    const folder = fileURLToPath(new URL(`../../../../test/fixtures/${part}/`, import.meta.url));
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.xml'))
      .map((name) => `${folder}${name}`);
  });
}

const fromCorpus = corpusFiles('myhealtheu/cda', '.xml');

/** Patient summaries of the corpus. Some files of its folders are other documents, or not well-formed on purpose. */
function summaries(): XmlElement[] {
  return [...fromCorpus, ...fixtures()].flatMap((file) => {
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

/** The statements of a section, as its reader hands them to the doors: an entry may hold its own template beside one. */
function statementsOf(document: XmlElement, loinc: string): XmlElement[] {
  return children(follow(document, 'component', 'structuredBody'), 'component').flatMap((component) => {
    const section = child(component, 'section');
    const entries = attribute(child(section, 'code'), 'code') === loinc ? children(section, 'entry') : [];
    return entries.flatMap((entry) => children(entry).filter(({ local }) => local !== 'templateId'));
  });
}

/** Whether the statement, or what it is about, is coded as absent: such entries are read before the doors are asked. */
function isAbsence(statement: XmlElement, concept: AbsenceConcept): boolean {
  const places = ['code', 'value'];
  const device = follow(statement, 'participant', 'participantRole', 'playingDevice', 'code');
  const material = follow(statement, 'consumable', 'manufacturedProduct', 'manufacturedMaterial', 'code');
  return [...places.map((place) => child(statement, place)), device, material].some((element) => {
    const coding = element === undefined ? undefined : readCoded(element, silent)?.coding;
    return coding !== undefined && absenceOf(coding, concept) !== undefined;
  });
}

describe('the entries of the corpus and of the fixtures', () => {
  const documents = summaries();

  it.each(rooms)(
    'of section %s (%s; to be found: %s) are all read, and are the same after they were written',
    (loinc, concept, found, door) => {
      let read = 0;
      let rewritten = 0;
      let absences = 0;
      const omitted = new Map<string, number>();
      const reading = { ...silent, omit: (part: string) => void omitted.set(part, (omitted.get(part) ?? 0) + 1) };
      for (const statement of documents.flatMap((document) => statementsOf(document, loinc))) {
        if (isAbsence(statement, concept)) {
          absences++;
          continue;
        }
        const model = door.read(statement, '/entry', reading);
        if (model === undefined) throw new Error(`an entry of section ${loinc} holds ${statement.local}`);
        read++;
        // The pivot names code systems by OID; a code of another name becomes words there, which is no round trip.
        if (namesNoOid(model)) continue;
        rewritten++;
        const [written] = children(parseEntry(textOfTree(door.write(model, writing))));
        const again = door.read(written!, '/entry', silent);
        expect(compared(again)).toEqual(compared(settled(model, again)));
      }
      const left = [...omitted].sort((a, b) => b[1] - a[1]).map(([part, count]) => `${part} ${count}`);
      process.stdout.write(
        `corpus: ${concept}: ${read} read, ${rewritten} of them compared, ${absences} absences; left out: ${left.join(', ') || 'nothing'}\n`,
      );
      reportCorpusRun(`entries of section ${loinc}`, documents.length);
      // A section that is found nowhere is named as such, so that the day it is found the row has to change.
      const expected = found === 'fixtures' || (found === 'corpus' && fromCorpus.length > 0);
      expect({ loinc, read: read > 0, rewritten: rewritten > 0 }).toEqual({
        loinc,
        read: expected,
        rewritten: expected,
      });
    },
  );
});

function namesNoOid(model: Entry): boolean {
  return /"system":"urn:oid:(?![0-2]\.)/.test(JSON.stringify(model));
}

/** Left aside: names of code systems, which the writer adds, and places, which another document has elsewhere. */
function compared(entry: Entry | undefined): unknown {
  const aside: ReadonlySet<string> = new Set(['systemName', 'path']);
  if (entry === undefined) return undefined;
  return JSON.parse(JSON.stringify(entry, (key, value: unknown) => (aside.has(key) ? undefined : value)));
}

/**
 * What writing settles, in the entry and in its members: an entry without identifier gets one, and a period nobody stated
 * is stated to be unknown.
 */
function settled<E extends Entry>(model: E, again: Entry | undefined): E {
  if (again === undefined) return model;
  const identifiers = model.identifiers.length === 0 ? again.identifiers : model.identifiers;
  const whole: E = { ...model, identifiers };
  if ('period' in model && 'period' in again && Object.keys(model.period).length === 0) {
    Object.assign(whole, { period: again.period });
  }
  if ('members' in model && 'members' in again) {
    Object.assign(whole, { members: model.members.map((member, at) => settled(member, again.members[at])) });
  }
  return whole;
}
