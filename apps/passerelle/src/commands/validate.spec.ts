import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { smallCatalogue, withGestationalAge, type SmallCatalogue } from '../../../../test/support/small-catalogue.js';
import { fixture, run, scratchFolder } from '../testing/world.js';

interface Outcome {
  readonly resourceType: string;
  readonly issue: readonly { severity: string; details: { coding?: { code: string }[]; text: string } }[];
}
const outcomeOf = (stdout: string): Outcome => JSON.parse(stdout) as Outcome;
const validate = (...args: string[]): ReturnType<typeof run> => run(['validate', ...args]);

describe('passerelle validate', () => {
  it.each(['eps', 'pivot'])('finds no error in the %s document that translate writes', async (target) => {
    const written = await run(['translate', fixture('national/lu/rich.xml'), '--to', target]);
    expect(written.code).toBe(0);
    const { code, stdout, stderr } = await run(['validate', '-'], { stdin: written.stdout });
    const { resourceType, issue } = outcomeOf(stdout);
    expect(resourceType).toBe('OperationOutcome');
    expect(issue.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('answers no to an EPS that lost its subject, and names the rule', async () => {
    const { stdout: eps } = await run(['translate', fixture('national/lu/rich.xml'), '--to', 'eps']);
    const bundle = JSON.parse(eps) as { entry: { resource: { subject?: object } }[] };
    delete bundle.entry[0]!.resource.subject;
    const { code, stdout, stderr } = await run(['validate', '-'], { stdin: JSON.stringify(bundle) });
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^PSR-1110 The document breaks \d+ rules of its profile; the first: \S+ at Bundle\.[^\n]*\n$/,
    );
    expect(outcomeOf(stdout).issue.some(({ severity }) => severity === 'error')).toBe(true);
  });

  it('answers no to a national CDA, which is no pivot', async () => {
    const { code, stdout } = await validate(fixture('national/lu/sparse.xml'));
    expect(code).toBe(1);
    expect(outcomeOf(stdout).issue.some(({ severity }) => severity === 'error')).toBe(true);
  });

  it('answers no to a Bundle that is no document', async () => {
    expect(await validate(fixture('refused/collection-bundle.json'))).toMatchObject({ code: 1 });
  });

  it.each([
    ['truncated.xml', 'PSR-1002'],
    ['doctype.xml', 'PSR-1003'],
    ['not-a-bundle.json', 'PSR-1101'],
    ['unknown-namespace.xml', 'PSR-1103'],
    ['empty.xml', 'PSR-1010'],
  ])('answers 2 to %s, with an outcome that says the same', async (name, code) => {
    const ran = await validate(fixture(`refused/${name}`));
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(new RegExp(`^${code} [^\n]*\n$`));
    const [issue] = outcomeOf(ran.stdout).issue;
    expect(issue?.details.coding?.[0]?.code).toBe(code);
  });

  it('answers 2 to XML that is another document', async () => {
    const ran = await run(['validate', '-'], { stdin: '<note/>' });
    expect(ran).toMatchObject({ code: 2, stderr: expect.stringMatching(/^PSR-1101 /) });
  });

  it('answers 2 and prints no outcome for a file that is not there', async () => {
    expect(await validate('absent')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/^PSR-8002 /),
    });
  });

  it('reads a document of either kind from stdin', async () => {
    const stdin = readFileSync(fixture('national/pt/structured.fhir.json'));
    expect(outcomeOf((await run(['validate', '-'], { stdin })).stdout).resourceType).toBe('OperationOutcome');
  });
});

describe('passerelle validate, in a clone with an imported catalogue', () => {
  const folder = scratchFolder();
  afterAll(() => folder.remove());
  const full = readFileSync(fixture('pivot/full.xml'), 'utf8');

  /** The rules that a document breaks in a clone that has imported a catalogue, each once; warnings say that they are. */
  async function broken(stdin: string, codes: SmallCatalogue, ...more: readonly string[]): Promise<string[]> {
    const root = folder.file('clone');
    mkdirSync(root, { recursive: true });
    writeFileSync(join(root, 'small.json'), JSON.stringify(smallCatalogue(codes)));
    expect(await run(['terminology', 'import', 'small.json'], { cwd: root, root })).toMatchObject({ code: 0 });
    const { code, stdout } = await run(['validate', '-', ...more], { stdin, root });
    const { issue } = outcomeOf(stdout);
    expect(code).toBe(issue.some(({ severity }) => severity === 'error') ? 1 : 0);
    const rules = issue
      .filter(({ severity }) => severity !== 'information')
      .map(({ severity, details }) => `${severity === 'error' ? '' : `${severity} `}${details.coding?.[0]?.code}`);
    return [...new Set(rules)];
  }

  it('asks it of the codes of a pivot', async () => {
    expect(await broken(full, { documents: ['60591-5'] })).toEqual([]);
    expect(await broken(full, { documents: ['34133-9'] })).toEqual(['pivot-value-set-required']);
    expect(await broken(full, { sections: ['10160-0'] })).toEqual(['warning pivot-value-set']);
  });

  it('asks it of the codes of a Bundle, by the profiles at hand and by those that are named', async () => {
    // One code is of another value set with and without a catalogue.
    const { stdout: eps } = await run(['translate', '-', '--to', 'eps'], { stdin: withGestationalAge(full) });
    expect(await broken(eps, { gestationalAges: ['11884-4'] })).toEqual(['warning extensible-binding']);
    expect(await broken(eps, { gestationalAges: ['18185-9'] })).toContain('required-binding');
    expect(await broken(eps, { gestationalAges: ['18185-9'] }, '--profile', 'eps')).toContain('required-binding');
    expect(await broken(eps, { gestationalAges: 'open' })).toEqual(['warning extensible-binding']);
  });

  it('does not judge by a catalogue that is damaged', async () => {
    const root = folder.file('damaged');
    mkdirSync(join(root, 'data', 'terminology'), { recursive: true });
    writeFileSync(join(root, 'data', 'terminology', 'terminology.index'), 'no index');
    expect(await run(['validate', fixture('pivot/full.xml')], { root })).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^PSR-710[45] /),
    });
  });
});
