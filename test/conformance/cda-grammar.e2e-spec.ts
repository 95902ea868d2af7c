import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkCdaSyntax, type CdaUse } from '@passerelle/cda';
import type { Finding } from '@passerelle/kernel';
import { parseXml, type XmlElement } from '@passerelle/xml';
import { compileSchema, type XmlSchema } from '@passerelle/xml/schema';
import { mutant, mutationNames, stockOf } from '../support/cda-mutants.js';
import { corpusFiles, reportCorpusRun } from '../support/corpus.js';
import { records } from '../support/fixtures.js';
import { explained, hasUnboundType } from '../support/libxml2-differences.js';
import { Random } from '../support/random.js';
import { schemaFiles } from '../support/schema-files.js';
import { translatedOrRefused } from '../support/translation.js';
import { textOfPlainTree } from '../support/xml-text.js';

const pharm = schemaFiles('cda-pharma-openncp-tm');
const epsos = schemaFiles('cda-epsos-extended');

interface Document {
  readonly name: string;
  readonly octets: Uint8Array;
  readonly root: XmlElement;
}

function documentsOf(folder: string): Document[] {
  return corpusFiles(folder, '.xml').flatMap((file) => {
    const octets = readFileSync(file);
    return octets.includes('ClinicalDocument') ? [{ name: basename(file), octets, root: parseXml(octets) }] : [];
  });
}

/** The records of the fixtures, and the pivots that are written from them. */
function ownDocuments(): Document[] {
  return records
    .filter(({ name }) => name.endsWith('.xml'))
    .flatMap(({ name, file }) => {
      const octets = readFileSync(file);
      const pivot = translatedOrRefused(file, 'pivot');
      const written =
        typeof pivot === 'string'
          ? []
          : [{ name: `pivot of ${name}`, octets: pivot.octets, root: parseXml(pivot.octets) }];
      return [{ name, octets, root: parseXml(octets) }, ...written];
    });
}

const documents = [...documentsOf('myhealtheu/cda'), ...documentsOf('fhir/paired-cda-fhir')];
const own = ownDocuments();

describe('the grammar of CDA', () => {
  it('finds no fault in the records of the fixtures and in the pivots written from them', () => {
    for (const { name, root } of own) expect([name, checkCdaSyntax(root)]).toEqual([name, []]);
    expect(own.length).toBeGreaterThan(15);
  });

  it('warns where it reads and errs where it writes', () => {
    const root = parseXml(Buffer.from('<ClinicalDocument xmlns="urn:hl7-org:v3"/>'));
    const severities = (use: CdaUse): string[] => checkCdaSyntax(root, use).map(({ severity }) => severity);
    expect(severities('writing')).toEqual(['error']);
    expect(severities('reading')).toEqual(['warning']);
  });
});

/** Tallies where the verdicts of the grammar and of a schema agree. */
class Tally {
  valid = 0;
  invalid = 0;
  readonly explained: Record<string, number> = {};
  readonly unexplained: string[] = [];

  add(name: string, root: XmlElement, findings: readonly Finding[], valid: boolean): void {
    if (valid) this.valid++;
    else this.invalid++;
    if ((findings.length === 0) === valid) return;
    const reasons = findings.length === 0 ? undefined : explained(findings, root);
    for (const reason of reasons ?? []) this.explained[reason] = (this.explained[reason] ?? 0) + 1;
    if (reasons === undefined)
      this.unexplained.push(
        `${name}: ${valid ? 'the schema' : 'only we'} find it valid: ${findings[0]?.expression ?? ''} ${findings[0]?.text ?? ''}`,
      );
  }

  report(what: string): void {
    const reasons = Object.entries(this.explained).map(([reason, count]) => `${count} times ${reason}`);
    const differing = reasons.length === 0 ? 'none differs' : reasons.join('; ');
    reportCorpusRun(`${what}: ${this.valid} valid, ${this.invalid} invalid, ${differing}`, this.valid + this.invalid);
  }
}

(pharm === undefined || epsos === undefined ? describe.skip : describe)(
  'the verdict of the grammar and that of libxml2 with the schema (not applicable without the corpus)',
  () => {
    let pharmSchema: XmlSchema;
    let epsosSchema: XmlSchema;

    beforeAll(async () => {
      pharmSchema = await compileSchema(pharm!, 'CDA_Pharma.xsd');
      epsosSchema = await compileSchema(epsos!, 'CDA_extended.xsd');
    });
    afterAll(() => {
      pharmSchema.dispose();
      epsosSchema.dispose();
    });

    const isValid = async (schema: XmlSchema, source: Uint8Array | string): Promise<boolean> =>
      (await schema.validate(source)).length === 0;

    it('agree on every document of the corpus and on ours', async () => {
      const tally = new Tally();
      for (const { name, octets, root } of [...documents, ...own])
        tally.add(name, root, checkCdaSyntax(root), await isValid(pharmSchema, octets));
      tally.report('documents, as written');
      expect(tally.unexplained).toEqual([]);
    }, 60_000);

    it('agree on every document of the corpus where both extensions are read', async () => {
      const tally = new Tally();
      const unbound: string[] = [];
      for (const { name, octets, root } of documents) {
        if (hasUnboundType(Buffer.from(octets).toString('latin1'))) {
          unbound.push(name);
          continue;
        }
        const valid = (await isValid(pharmSchema, octets)) || (await isValid(epsosSchema, octets));
        tally.add(name, root, checkCdaSyntax(root, 'reading'), valid);
      }
      tally.report('documents, as read');
      expect(tally.unexplained).toEqual([]);
      // Were this more than the one that is known, the exception would hide something.
      expect(unbound).toEqual(['1-1234-W1.xml']);
    }, 60_000);

    it('agree on mutants', async () => {
      // Smaller documents have the same parts, and more of them can be mutated in the same time.
      const sound = [...documents, ...own].filter(
        ({ octets, root }) => octets.length < 70_000 && checkCdaSyntax(root).length === 0,
      );
      const roots = sound.map(({ root }) => root);
      const stock = stockOf(roots);
      const random = new Random(20_261_128);
      const tally = new Tally();
      const made = new Set<string>();
      for (let count = 0; count < 3000; count++) {
        const changed = mutant(random.of(roots), stock, random);
        const text = textOfPlainTree(changed.root);
        const root = parseXml(Buffer.from(text));
        tally.add(`${count} ${changed.made.join(', ')}`, root, checkCdaSyntax(root), await isValid(pharmSchema, text));
        changed.made.forEach((name) => made.add(name));
      }
      tally.report('mutants');
      expect(tally.unexplained).toEqual([]);
      expect([...made].sort()).toEqual([...mutationNames].sort());
      // Were nearly all of one kind, agreement would say little.
      expect(Math.min(tally.valid, tally.invalid)).toBeGreaterThan(500);
    }, 240_000);
  },
);
