import { describe, expect, it } from '@jest/globals';
import { integer, objectIdentifier, sequence, tagged, type Asn1 } from '../../development-ca/der.js';
import { bits, extensionOf, keyUsageOf, make, type MadeCertificate } from '../../testing/certificate-maker.js';
import { outcomeOf } from '../../testing/path-outcome.js';

const usage = keyUsageOf(bits.keyCertSign);
const seal = keyUsageOf(bits.digitalSignature, bits.nonRepudiation);
const [one, two, any] = ['1.3.6.1.4.1.55738.1', '1.3.6.1.4.1.55738.2', '2.5.29.32.0'];
const policies = (...ids: readonly string[]): Asn1 =>
  extensionOf('2.5.29.32', sequence(...ids.map((id) => sequence(objectIdentifier(id)))));
const requireExplicit = (after: number): Asn1 =>
  extensionOf('2.5.29.36', sequence(tagged(0, Buffer.of(after))), 'critical');
const inhibitMapping = extensionOf('2.5.29.36', sequence(tagged(0, Buffer.of(0)), tagged(1, Buffer.of(0))), 'critical');
const inhibitAny = extensionOf('2.5.29.54', integer(0), 'critical');
const mapping = (from: string, to: string): Asn1 =>
  extensionOf('2.5.29.33', sequence(sequence(objectIdentifier(from), objectIdentifier(to))), 'critical');

const root = make({ subject: 'Root', authority: true });

/** Outcome of a path whose authorities, from the anchor down, and leaf carry these extensions. */
function judge(...path: readonly (readonly Asn1[])[]): string {
  const authorities: MadeCertificate[] = [];
  for (const [index, extensions] of path.slice(0, -1).entries()) {
    const issuer = authorities.at(-1) ?? root;
    authorities.push(
      make({ subject: `Authority ${index}`, authority: true, issuer, extensions: [usage, ...extensions] }),
    );
  }
  const leaf = make({ issuer: authorities.at(-1)!, extensions: [seal, ...path.at(-1)!] });
  return outcomeOf(leaf, authorities, [root]);
}

describe('certificate policies (RFC 5280 section 6.1)', () => {
  it.each([
    ['policies that nobody requires', [[policies(one)], [policies(two)]], true],
    ['none at all', [[], []], true],
    ['a policy that is required and goes through', [[requireExplicit(0), policies(one)], [policies(one)]], true],
    ['a policy that is required under anyPolicy', [[requireExplicit(0), policies(any)], [policies(one)]], true],
    ['anyPolicy in the leaf', [[requireExplicit(0), policies(one)], [policies(any)]], true],
    ['another policy than required', [[requireExplicit(0), policies(one)], [policies(two)]], false],
    ['no policy in the leaf where one is required', [[requireExplicit(0), policies(one)], []], false],
    ['no policy in the authority that requires one', [[requireExplicit(0)], [policies(one)]], false],
    ['a requirement that begins below the leaf', [[requireExplicit(3)], [], []], true],
    ['a requirement that begins at the leaf, after another authority', [[requireExplicit(2)], [], []], false],
    ['a requirement that begins at the leaf', [[requireExplicit(1)], [], []], false],
    [
      'anyPolicy where it is inhibited',
      [[requireExplicit(0), policies(one)], [inhibitAny, policies(one)], [policies(any)]],
      false,
    ],
    [
      'a policy where anyPolicy is inhibited',
      [[requireExplicit(0), policies(one)], [inhibitAny, policies(one)], [policies(one)]],
      true,
    ],
    [
      'a policy that is mapped',
      [[requireExplicit(0), policies(one)], [policies(one), mapping(one, two)], [policies(two)]],
      true,
    ],
    [
      'the old policy after it was mapped',
      [[requireExplicit(0), policies(one)], [policies(one), mapping(one, two)], [policies(one)]],
      false,
    ],
    [
      'a mapping that is inhibited',
      [[inhibitMapping, policies(one)], [policies(one), mapping(one, two)], [policies(two)]],
      false,
    ],
    ['a mapping of anyPolicy', [[policies(any)], [policies(any), mapping(any, two)], [policies(two)]], false],
    [
      'a leaf that requires a policy of its own and has it',
      [[policies(one)], [requireExplicit(0), policies(one)]],
      true,
    ],
    ['a leaf that requires a policy and has none', [[policies(one)], [requireExplicit(0)]], false],
  ] as const)('judges %s', (_, path, valid) => {
    expect(judge(...path)).toBe(valid ? 'valid' : 'PSR-3034');
  });

  it('refuses a policy that occurs twice and constraints that are empty', () => {
    expect(judge([], [policies(one, one)])).toBe('PSR-3031');
    expect(judge([extensionOf('2.5.29.36', sequence(), 'critical')], [])).toBe('PSR-3030');
  });
});
