import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fixture, run, scratchFolder, type Ran } from '../testing/world.js';

const folder = scratchFolder();
afterAll(() => folder.remove());

/** A clone without terminology of its own. */
const root = folder.file('clone');
const store = join(root, 'data', 'terminology');
const terminology = (...args: readonly string[]): Promise<Ran> =>
  run(['terminology', ...args], { cwd: folder.path, root });

const edqm = 'http://standardterms.edqm.eu';

function source(name: string, codes: Readonly<Record<string, string>>): string {
  const concept = Object.entries(codes).map(([code, display]) => ({ code, display }));
  const system = { resourceType: 'CodeSystem', id: 'edqm', url: edqm, version: '2025', content: 'complete', concept };
  const set = {
    resourceType: 'ValueSet',
    id: 'forms',
    url: 'http://example.org/forms',
    name: 'Forms',
    version: '1',
    compose: { include: [{ system: edqm }] },
  };
  const open = {
    ...set,
    id: 'open',
    url: 'http://example.org/open',
    name: 'Open',
    compose: { include: [{ system: 'http://example.org/none' }] },
  };
  const bundle = { resourceType: 'Bundle', entry: [system, set, open].map((resource) => ({ resource })) };
  writeFileSync(folder.file(name), JSON.stringify(bundle));
  return name;
}

const map =
  '# version: 2026-01-01\nsource_system,source_code,target_system,target_code,target_display,source_display\n1.3.182.5.36,59,0.4.0.127.0.16.1.1.2.1,10219000,Tablet,cp\n1.3.182.5.36,60,0.4.0.127.0.16.1.1.2.1,gone,Gone,x\n';

beforeEach(() => {
  rmSync(root, { recursive: true, force: true });
  mkdirSync(join(root, 'config', 'terminology'), { recursive: true });
  writeFileSync(join(root, 'config', 'terminology', 'forms.csv'), map);
});

describe('passerelle terminology import', () => {
  it('imports into the clone and tells what it made', async () => {
    const { code, stdout, stderr } = await terminology(
      'import',
      source('edqm.json', { '10219000': 'Tablet' }),
      '--version',
      '2025',
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      /^Imported edqm 2025\.\n1 codes of 1 code systems, 2 value sets \(1 not fully known\), 1 languages\.\nIndex of 0\.0 MB in .*, digest [0-9a-f]{64}\.\n$/,
    );
    const again = await terminology(
      'import',
      source('edqm.json', { '10219000': 'Tablet', '2': 'b' }),
      '--version',
      '2026',
      '--json',
    );
    expect(JSON.parse(again.stdout)).toMatchObject({
      sources: [{ name: 'edqm', version: '2026', replaces: '2025', problems: [], notes: [] }],
      index: { version: 'edqm 2026', codes: 2 },
    });
  });

  it('imports where it is told to', async () => {
    await terminology('import', source('edqm.json', {}), '--into', 'elsewhere');
    expect(readFileSync(folder.file('elsewhere/sources.json'), 'utf8')).toContain('"name": "edqm"');
  });

  it('stops at problems, or goes on and answers no', async () => {
    writeFileSync(folder.file('bad.csv'), 'system,code,fr\n2.999,1,un\n2.999,,deux\n\u001b,3,x\n');
    const stopped = await terminology('import', 'bad.csv');
    expect(stopped.code).toBe(2);
    expect(stopped.stderr).toMatch(
      /^PSR-7102 The terminology source bad has 2 problems, the first in bad\.csv: bad\.csv:3 code is empty; /,
    );
    const { code, stdout, stderr } = await terminology('import', 'bad.csv', '--keep-going');
    expect(code).toBe(1);
    expect(stdout).toContain('Imported bad sha256-');
    expect(stderr).toBe('bad.csv:3 code is empty\nbad.csv:4 system is neither an OID nor a URI\n');
  });

  it.each([
    [[], 'the source is missing'],
    [['a.json', 'b.json', '--name', 'x'], '--name and --version are for one source'],
    [['a.json', '--encoding', 'klingon'], 'there is no encoding "klingon"'],
  ])('refuses the arguments %j', async (args, reason) => {
    const { code, stderr } = await terminology('import', ...args);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `PSR-8001 The command was not understood: ${reason}. Run \`passerelle --help\`.\n`,
    });
  });
});

describe('passerelle terminology status', () => {
  it('tells what is configured where nothing was imported', async () => {
    const { code, stdout } = await terminology('status');
    expect(code).toBe(0);
    expect(stdout).toMatch(/configured {2}2026-01-01 {2}tables/);
    expect(stdout).toMatch(/^forms +2026-01-01 +2 +0$/m);
  });

  it('tells sources with age, code systems, languages, open value sets, and maps that have grown old', async () => {
    await terminology('import', source('edqm.json', { '10219000': 'Tablet' }), '--version', '2025');
    const { stdout } = await terminology('status');
    expect(stdout).toMatch(/^edqm {4}2025 {5}fhir-files {2}[0-9a-f]{12} {2}\d{4}-\d\d-\d\d, 0 days ago$/m);
    expect(stdout).toMatch(/^EDQM {9}http:\/\/standardterms\.edqm\.eu {2}2025 +1 +0 {2}all$/m);
    expect(stdout).toMatch(/^en {15}1$/m);
    expect(stdout).toMatch(/^Open .* 0 {2}the code system http:\/\/example\.org\/none is not here as a whole$/m);
    expect(stdout).not.toContain('http://example.org/forms');
    expect((await terminology('status', '--all')).stdout).toContain('http://example.org/forms');
    // The second row of the map leads to a code that EDQM does not have.
    expect(stdout).toMatch(/^forms +2026-01-01 +2 +1$/m);
  });

  it('tells everything as JSON', async () => {
    await terminology('import', source('edqm.json', { '10219000': 'Tablet' }));
    const { layers } = JSON.parse((await terminology('status', '--json')).stdout) as {
      layers: readonly Record<string, unknown>[];
    };
    expect(layers).toMatchObject([
      {
        digest: expect.stringMatching(/^[0-9a-f]{64}$/),
        codes: 1,
        sources: [{ name: 'edqm', kind: 'fhir-files', problems: 0, imported: expect.any(String) }],
        systems: [{ uri: edqm, concepts: 1, complete: true, versions: ['2025'] }],
        languages: [{ language: 'en', displays: 1 }],
        valueSets: [{ url: 'http://example.org/forms', count: 1 }, { open: { include: ['http://example.org/none'] } }],
      },
      { sources: [{ name: 'configured' }], maps: [{ catalogue: 'forms', rows: 2, stale: 1 }] },
    ]);
  });

  it('tells how codes fared, from the counts of translations', async () => {
    const rich = fixture('national/lu/rich.xml');
    for (const _ of [1, 2]) {
      const { code } = await run(['translate', rich, '--to', 'pivot', '--counts', 'counts.json'], {
        cwd: folder.path,
        root,
      });
      expect(code).toBe(0);
    }
    const { stdout } = await terminology('status', '--counts', 'counts.json');
    expect(stdout).toMatch(/^2 documents with \d+ codes, \d+ of them wanting something \(\d+\.\d %\)$/m);
    expect(stdout).toMatch(/^ +\d*[02468] {2}no-map +medications\.route +urn:oid:1\.3\.182\.5\.31 {2}\d+$/m);
    const twice = JSON.parse(
      (await terminology('status', '--counts', 'counts.json', '--counts', 'counts.json', '--json')).stdout,
    ) as { counts: object };
    expect(twice.counts).toMatchObject({ documents: 4 });
  });

  it.each(['{}', 'null', '[', '{"documents":1,"codings":1,"others":0,"gaps":[{"count":-1}]}'])(
    'refuses %s as counts',
    async (text) => {
      writeFileSync(folder.file('bad.json'), text);
      const { code, stderr } = await terminology('status', '--counts', 'bad.json');
      expect({ code, stderr: stderr.slice(0, 8) }).toEqual({ code: 2, stderr: 'PSR-8002' });
    },
  );

  it('refuses an index that is damaged', async () => {
    mkdirSync(store, { recursive: true });
    writeFileSync(join(store, 'terminology.index'), 'PSRTERM\n');
    const { code, stderr } = await terminology('status');
    expect({ code, stderr: stderr.slice(0, 8) }).toEqual({ code: 2, stderr: 'PSR-7104' });
  });
});

describe('passerelle terminology diff', () => {
  beforeEach(async () => {
    await terminology(
      'import',
      source('edqm.json', { '10219000': 'Tablet', '1': 'One' }),
      '--name',
      'edqm',
      '--version',
      '1',
    );
  });

  it('tells what importing a source would change, and changes nothing', async () => {
    const next = source('edqm.json', { '10219000': 'Tablet (new)', '2': 'Two' });
    const { code, stdout } = await terminology('diff', next);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^all codes +1 +1 +1 +0$/m);
    expect(stdout).toMatch(/^Forms {6}http:\/\/example\.org\/forms {2}changed +1 +1 +1 +0$/m);
    expect(stdout).toContain(`  + ${edqm}|2 Two\n`);
    expect(stdout).toContain(`  - ${edqm}|1 One\n`);
    expect(stdout).toContain(`  ~ ${edqm}|10219000 [en] Tablet -> Tablet (new)\n`);
    expect((await terminology('diff', next, '--json')).stdout).toContain(
      '"added":[{"system":"http://standardterms.edqm.eu","code":"2","display":"Two"}]',
    );
    expect((await terminology('diff', source('edqm.json', { '10219000': 'Tablet', '1': 'One' }))).stdout).toBe(
      'No difference.\n',
    );
  });

  it('tells what the last import has changed', async () => {
    await terminology('import', source('edqm.json', { '10219000': 'Tablet' }), '--name', 'edqm', '--version', '2');
    const { code, stdout } = await terminology('diff', join(store, 'previous.index'));
    expect(code).toBe(1);
    expect(stdout).toContain(`  - ${edqm}|1 One\n`);
    expect((await terminology('diff', join(store, 'terminology.index'))).code).toBe(0);
  });

  it('shows the first of long lists, and all if it is asked to', async () => {
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`c${at}`, `C${at}`]));
    const next = source('edqm.json', { '10219000': 'Tablet', '1': 'One', ...many });
    expect((await terminology('diff', next)).stdout).toContain('  and 20 more; --all lists them\n');
    expect((await terminology('diff', next, '--all')).stdout).toContain(`  + ${edqm}|c29 C29\n`);
  });

  it('needs something to compare with, and something that was imported', async () => {
    expect((await terminology('diff')).stderr).toContain('the index or source is missing');
    expect((await terminology('diff', 'no-such.index')).stderr).toMatch(/^PSR-8002 /);
    rmSync(store, { recursive: true });
    expect((await terminology('diff', source('x.json', {}))).stderr).toMatch(/^PSR-8002 /);
  });
});

describe('passerelle translate with a language to show', () => {
  it('keeps the codes and shows them in the language', async () => {
    const { code, stdout, stderr } = await run([
      'translate',
      fixture('national/pt/rich.xml'),
      '--to',
      'canonical',
      '--display-language',
      'fr-LU',
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain('"display":"Médicaments"');
    expect(stderr).toMatch(/have no words in fr-LU and stay as they are/);
  });

  it.each(['français!', ''])('refuses %j, which is no language', async (tag) => {
    const { code, stderr } = await run([
      'translate',
      fixture('national/pt/rich.xml'),
      '--to',
      'canonical',
      '--display-language',
      tag,
    ]);
    expect(code).toBe(2);
    expect(stderr).toContain('--display-language is a language tag');
  });
});
