import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { fixture, run } from '../testing/world.js';

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
