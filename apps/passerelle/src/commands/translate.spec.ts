import { afterAll, describe, expect, it } from '@jest/globals';
import { sha256 } from '@passerelle/kernel';
import { children, parseXml, path, textOf, type XmlElement } from '@passerelle/xml';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cloneRoot } from '../clone.js';
import { fixture, run, scratchFolder } from '../testing/world.js';

const folder = scratchFolder();
afterAll(() => folder.remove());

const rich = fixture('national/lu/rich.xml');
const structured = fixture('national/lu/structured.fhir.json');
const translate = (...args: string[]): ReturnType<typeof run> => run(['translate', ...args], { cwd: folder.path });

interface Report {
  readonly source: { readonly format: string; readonly sha256: string; readonly language: string };
  readonly target: { readonly format: string; readonly sha256: string };
  readonly entries: readonly { section: string; path: string; outcome: string; reason?: string; target?: string }[];
  readonly totals: Readonly<Record<string, number>>;
}

async function reportOn(file: string, to: string): Promise<{ document: string; report: Report }> {
  const { code, stdout, stderr } = await translate(file, '--to', to, '--report', 'report.json');
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  return { document: stdout, report: JSON.parse(readFileSync(folder.file('report.json'), 'utf8')) as Report };
}

/** `entry` elements of all sections, sections inside sections included. */
function sectionEntries(element: XmlElement): number {
  const here = element.local === 'section' ? children(element, 'entry').length : 0;
  return children(element).reduce((sum, each) => sum + sectionEntries(each), here);
}

describe('passerelle translate', () => {
  it('writes an EPS document Bundle', async () => {
    const { code, stdout } = await translate(rich, '--to', 'eps');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ resourceType: 'Bundle', type: 'document' });
  });

  it('writes a pivot CDA', async () => {
    const { code, stdout } = await translate(rich, '--to', 'pivot');
    expect(code).toBe(0);
    const root = parseXml(Buffer.from(stdout));
    expect(root).toMatchObject({ local: 'ClinicalDocument', uri: 'urn:hl7-org:v3' });
    expect(path(root, 'component', 'structuredBody')).toBeDefined();
  });

  it('writes the canonical model', async () => {
    const { code, stdout } = await translate(structured, '--to', 'canonical');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ header: { patient: {} }, sections: expect.any(Array) });
  });

  it.each(['rich.xml', 'sparse.xml', 'sixty-entries.xml', 'accents-and-markup.xml', 'nothing-known.xml'])(
    'reports one row for each section entry of %s',
    async (name) => {
      const file = fixture(`national/lu/${name}`);
      const count = sectionEntries(parseXml(readFileSync(file)));
      expect(count).toBeGreaterThan(0);
      const { report } = await reportOn(file, 'eps');
      expect(report.entries).toHaveLength(count);
      const { carried, transcoded, entries, 'narrative-only': narrative, 'not-carried': lost } = report.totals;
      expect(entries).toBe(count);
      expect([carried, transcoded, narrative, lost].reduce((sum, each) => sum! + each!, 0)).toBe(count);
    },
  );

  it.each([
    ['lu', 11],
    ['pt', 5],
  ])('reports one row for each resource that a section of the Bundle of %s refers to', async (country, count) => {
    const { report } = await reportOn(fixture(`national/${country}/structured.fhir.json`), 'pivot');
    expect(report.entries).toHaveLength(count);
  });

  it('states in the report the digests of exactly what was read and written', async () => {
    const { document, report } = await reportOn(rich, 'eps');
    expect(report.source).toEqual({
      format: 'cda-level-3',
      sha256: sha256(readFileSync(rich)),
      language: 'fr-LU',
    });
    expect(report.target).toEqual({ format: 'eps-bundle', sha256: sha256(document) });
    for (const row of report.entries) {
      expect(['carried', 'transcoded', 'narrative-only', 'not-carried']).toContain(row.outcome);
      expect(row.path).not.toBe('');
    }
  });

  it('transcodes with the maps of the clone, and without maps leaves codes as they are', async () => {
    expect((await reportOn(rich, 'eps')).report.totals['transcoded']).toBeGreaterThan(0);
    const bare = await run(['translate', rich, '--to', 'eps', '--report', 'bare.json'], {
      cwd: folder.path,
      root: folder.path,
    });
    expect(bare.code).toBe(0);
    const report = JSON.parse(readFileSync(folder.file('bare.json'), 'utf8')) as Report;
    expect(report.totals).toMatchObject({ transcoded: 0, entries: 24 });
  });

  it('stops at a map that is not valid', async () => {
    cpSync(join(cloneRoot, 'config/terminology'), folder.file('broken/config/terminology'), { recursive: true });
    writeFileSync(folder.file('broken/config/terminology/maps/zz.csv'), 'no map\n');
    const ran = await run(['translate', rich, '--to', 'eps'], { root: folder.file('broken') });
    expect(ran).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/^PSR-7010 .*zz\.csv/) });
  });

  it('tells on stderr what was not carried as structure', async () => {
    const strange =
      '<entry><act classCode="ACT" moodCode="EVN"><code code="1" codeSystem="2.999" displayName="strange"/></act></entry>';
    const stdin = Buffer.from(readFileSync(rich, 'utf8').replace('</section>', `${strange}</section>`));
    const { stderr } = await run(['translate', '-', '--to', 'eps'], { stdin });
    expect(stderr).toMatch(/^Of 25 entries, 1 are carried as text only and 0 not at all; --report says which\.$/m);
    expect((await translate(rich, '--to', 'eps')).stderr).toBe('');
  });

  it('reads stdin and answers the same as for the file', async () => {
    const { code, stdout } = await run(['translate', '-', '--to', 'canonical'], { stdin: readFileSync(rich) });
    expect(code).toBe(0);
    expect(stdout).toBe((await translate(rich, '--to', 'canonical')).stdout);
  });

  it.each([
    ['empty.xml', 'PSR-1010'],
    ['not-xml.xml', 'PSR-1002'],
    ['truncated.xml', 'PSR-1002'],
    ['doctype.xml', 'PSR-1003'],
    ['billion-laughs.xml', 'PSR-1003'],
    ['wrong-encoding.xml', 'PSR-1004'],
    ['not-a-bundle.json', 'PSR-1101'],
    ['prescription.xml', 'PSR-1102'],
    ['unknown-namespace.xml', 'PSR-1103'],
    ['no-patient-id.xml', 'PSR-1104'],
    ['no-body.xml', 'PSR-1105'],
    ['pdf-damaged.xml', 'PSR-1106'],
    ['collection-bundle.json', 'PSR-1107'],
    ['dangling-reference.json', 'PSR-1108'],
  ])('answers 2 to %s', async (name, code) => {
    const ran = await translate(fixture(`refused/${name}`), '--to', 'eps', '--report', 'refused.json');
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toMatch(new RegExp(`^${code} [^\n]*\n$`));
    expect(existsSync(folder.file('refused.json'))).toBe(false);
  });

  it.each([
    [['--to', 'eps'], 'the file is missing'],
    [[rich], 'the option --to is missing'],
    [[rich, '--to', 'ips'], '--to is eps, pivot, pivot-l1, canonical, not "ips"'],
    [[rich, '--to', 'eps', '--report', '-'], '--report needs a file, because the document goes to stdout'],
  ])('answers 2 to the usage %j', async (args, reason) => {
    const { code, stderr } = await translate(...args);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `PSR-8001 The command was not understood: ${reason}. Run \`passerelle --help\`.\n`,
    });
  });

  it('writes no document when its report cannot be written', async () => {
    mkdirSync(folder.file('a-folder'));
    for (const report of ['no/such/folder/report.json', 'a-folder']) {
      const ran = await translate(rich, '--to', 'eps', '--report', report);
      expect(ran).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/^PSR-8003 /) });
    }
  });

  it('refuses the pivot of a record that is only a PDF, and says what to ask for', async () => {
    const pdf = fixture('national/lu/pdf-only.xml');
    expect(await translate(pdf, '--to', 'eps')).toMatchObject({ code: 0 });
    const ran = await translate(pdf, '--to', 'pivot');
    expect(ran).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/^PSR-1111 /) });
    expect(await translate(pdf, '--to', 'pivot-l1')).toMatchObject({ code: 0, stdout: expect.stringContaining('B64') });
  });

  it('writes the level 1 twin of a structured record around a PDF of it', async () => {
    const { code, stdout, stderr } = await translate(rich, '--to', 'pivot-l1');
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('24 are carried as text only') });
    const text = textOf(path(parseXml(Buffer.from(stdout)), 'component', 'nonXMLBody', 'text'));
    expect(Buffer.from(text!, 'base64').subarray(0, 5).toString('latin1')).toBe('%PDF-');
  });
});
