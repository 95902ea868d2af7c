import { describe, expect, it } from '@jest/globals';
import {
  extensionOf,
  day,
  keyUsageOf,
  bits,
  make,
  nameOf,
  newKey,
  type MadeCertificate,
} from '../../testing/certificate-maker.js';
import { printableString, sequence, tagged, utf8String } from '../../development-ca/der.js';
import { epoch } from '../../testing/identities.js';
import { outcomeOf } from '../../testing/path-outcome.js';
import { buildPath } from './build-path.js';

const root = make({ subject: 'Root', authority: true });
const middle = make({ subject: 'Middle', authority: true, issuer: root });
const leaf = make({ issuer: middle });

/** An authority of a name and key, signed by another: the way authorities are cross-signed. */
const crossed = (of: MadeCertificate, by: MadeCertificate, more: object = {}): MadeCertificate =>
  make({ subject: of.subject, key: of.key, authority: true, issuer: by, ...more });

describe('buildPath', () => {
  it('gives the chain from the leaf to the anchor, whatever the order of the hints', () => {
    const path = buildPath({
      certificate: leaf.certificate,
      intermediates: [root.certificate, leaf.certificate, middle.certificate],
      purpose: 'seal',
      context: { anchors: [root.certificate], crls: [], ocspResponses: [] },
      at: epoch,
      revocation: 'if-known',
    });
    expect(path).toMatchObject({ ok: true, value: { revocation: 'not-checked' } });
    if (!path.ok) return;
    const { chain, evidence } = path.value;
    expect(chain).toEqual([leaf.certificate, middle.certificate, root.certificate]);
    expect(evidence.statuses.map(({ status }) => status)).toEqual(['not-checked', 'not-checked', 'anchor']);
  });

  it('takes a pin as a path of one, and an authority in the middle as an anchor', () => {
    expect(outcomeOf(leaf, [], [leaf])).toBe('valid');
    expect(outcomeOf(leaf, [root], [middle])).toBe('valid');
  });

  it('takes a pin of version 1 and one that may be an authority, but none that may not sign', () => {
    for (const order of [{ version: 'first' }, { authority: true, extensions: [] }] as const) {
      const pin = make(order);
      expect(outcomeOf(pin, [], [pin])).toBe('valid');
    }
    const authority = make({ authority: true });
    expect(outcomeOf(authority, [], [authority])).toBe('PSR-3032');
    const expired = make({ validTo: new Date(epoch.getTime() - 1000) });
    expect(outcomeOf(expired, [], [expired])).toBe('PSR-3033');
  });

  it('finds no path without the authority between, and none to an anchor that is not given', () => {
    expect(outcomeOf(leaf, [], [root])).toBe('PSR-3030');
    expect(outcomeOf(leaf, [middle, root], [make({ subject: 'Another', authority: true })])).toBe('PSR-3030');
    expect(outcomeOf(leaf, [middle, root], [])).toBe('PSR-3030');
  });

  it('is not misled by a namesake of the anchor', () => {
    expect(outcomeOf(leaf, [middle], [make({ subject: 'Root', authority: true })])).toBe('PSR-3030');
    const namesake = make({ subject: 'Root', authority: true, subjectKeyIdentifier: false });
    expect(outcomeOf(leaf, [middle], [namesake])).toBe('PSR-3035');
    expect(outcomeOf(leaf, [middle], [namesake, root])).toBe('valid');
  });

  it('refuses a leaf as an issuer', () => {
    const signer = make({ subject: 'Signer', issuer: root });
    expect(outcomeOf(make({ issuer: signer }), [signer], [root])).toBe('PSR-3034');
    expect(outcomeOf(make({ issuer: signer }), [], [signer])).toBe('PSR-3034');
  });

  it('compares names as section 7.1 says: case, white space and the type of the string do not count', () => {
    const named = make({ subject: nameOf(['2.5.4.3', printableString('Some  Authority')]), authority: true });
    const issued = make({ issuer: named, issuerName: nameOf(['2.5.4.3', utf8String('some authority ')]) });
    expect(outcomeOf(issued, [], [named])).toBe('valid');
    const other = make({ issuer: named, issuerName: nameOf(['2.5.4.10', utf8String('some authority')]) });
    expect(outcomeOf(other, [], [named])).toBe('PSR-3030');
  });

  it('asks all certificates to be valid at the instant, by whole seconds', () => {
    const begin = new Date('2026-03-01T00:00:00Z');
    const end = new Date('2026-04-01T00:00:00Z');
    const short = make({ issuer: root, validFrom: begin, validTo: end });
    const ask = (at: number) =>
      outcomeOf(short, [], [make({ subject: 'Root', key: root.key, authority: true, validFrom: new Date(0) })], {
        at: new Date(at),
      });
    expect(ask(begin.getTime())).toBe('valid');
    expect(ask(begin.getTime() - 1)).toBe('PSR-3033');
    expect(ask(end.getTime() + 5)).toBe('valid');
    expect(ask(end.getTime() + 1000)).toBe('PSR-3033');
  });
});

describe('threat 18: length of a path', () => {
  const chainOf = (...lengths: readonly (number | true)[]): readonly MadeCertificate[] => {
    const chain: MadeCertificate[] = [];
    for (const [index, length] of lengths.entries())
      chain.push(make({ subject: `Authority ${index}`, authority: length, issuer: chain.at(-1) ?? root }));
    return chain;
  };

  it.each([
    [[0], 'valid'],
    [[2], 'valid'],
    [[0, 0], 'PSR-3034'],
    [[1, 2], 'valid'],
    [[1, 0, 0], 'PSR-3034'],
    [[2, true, 0], 'valid'],
    [[true, true, true, true, true, true], 'valid'],
    [[true, true, true, true, true, true, true], 'PSR-3034'],
  ] as const)('judges pathLenConstraint %j', (lengths, outcome) => {
    const chain = chainOf(...lengths);
    expect(outcomeOf(make({ issuer: chain.at(-1)! }), chain, [root])).toBe(outcome);
  });

  it('does not count self-issued certificates, which are for a change of keys', () => {
    const first = make({ subject: 'Changing', authority: 1, issuer: root });
    const second = make({ subject: 'Changing', authority: 1, issuer: first });
    const third = make({ subject: 'Third', authority: 0, issuer: second });
    expect(outcomeOf(make({ issuer: third }), [first, second, third], [root])).toBe('valid');
  });

  it('heeds the length in an anchor', () => {
    const narrow = make({ subject: 'Narrow', authority: 0 });
    const below = make({ subject: 'Below', authority: true, issuer: narrow });
    expect(outcomeOf(make({ issuer: narrow }), [], [narrow])).toBe('valid');
    expect(outcomeOf(make({ issuer: below }), [below], [narrow])).toBe('PSR-3034');
  });
});

describe('threat 18: several candidates and authorities that sign each other', () => {
  it('goes around an authority that is expired', () => {
    const second = make({ subject: 'Second root', authority: true });
    const expired = crossed(root, second, { validTo: new Date(epoch.getTime() - day / 2) });
    expect(outcomeOf(make({ issuer: root }), [expired], [second, root])).toBe('valid');
    expect(outcomeOf(make({ issuer: root }), [expired], [second])).toBe('PSR-3033');
  });

  it('ends in a circle of two authorities without an anchor', () => {
    const one = { subject: 'One', key: newKey() };
    const two = { subject: 'Two', key: newKey() };
    const oneSelf = make({ ...one, authority: true });
    const twoSelf = make({ ...two, authority: true });
    const hints = [crossed(oneSelf, twoSelf), crossed(twoSelf, oneSelf)];
    expect(outcomeOf(make({ issuer: oneSelf }), hints, [root])).toBe('PSR-3030');
  });

  it('ends in a circle of one authority with two keys', () => {
    const one = make({ subject: 'Same', authority: true });
    const two = make({ subject: 'Same', authority: true });
    expect(outcomeOf(make({ issuer: one }), [crossed(one, two), crossed(two, one)], [root])).toBe('PSR-3030');
  });

  it('finds the anchor among three that have all signed each other (CVE-2024-0567)', () => {
    const [b, c] = [make({ subject: 'B', authority: true }), make({ subject: 'C', authority: true })];
    const hints = [root, b, c].flatMap((of) => [root, b, c].filter((by) => by !== of).map((by) => crossed(of, by)));
    expect(outcomeOf(leaf, [middle, ...hints], [root])).toBe('valid');
  });

  it('gives up in bounded time where a dozen authorities have all signed each other', () => {
    const dense = Array.from({ length: 12 }, (_, index) => make({ subject: `Dense ${index}`, authority: true }));
    const hints = dense.flatMap((of) => dense.filter((by) => by !== of).map((by) => crossed(of, by)));
    const began = process.cpuUsage();
    expect(outcomeOf(make({ issuer: dense[0]! }), hints, [root])).not.toBe('valid');
    expect(process.cpuUsage(began).user / 1000).toBeLessThan(2000);
  });

  it('takes the other certificate of an authority where names forbid the first', () => {
    const forbidding = extensionOf('2.5.29.30', sequence(excludedDirectory('Two ways')), 'critical');
    const constrained = make({
      subject: 'Constrained',
      authority: true,
      issuer: root,
      extensions: [keyUsageOf(bits.keyCertSign), forbidding],
    });
    const free = make({ subject: 'Free', authority: true, issuer: root });
    const one = make({ subject: 'Two ways', authority: true, issuer: constrained });
    const other = crossed(one, free);
    const signer = make({ issuer: one });
    expect(outcomeOf(signer, [constrained, one], [root])).toBe('PSR-3034');
    expect(outcomeOf(signer, [constrained, one, free, other], [root])).toBe('valid');
  });

  it('does not look at more hints than it needs', () => {
    const strangers = Array.from({ length: 300 }, () => middle);
    expect(outcomeOf(leaf, [...strangers], [root])).toBe('valid');
  });
});

function excludedDirectory(commonName: string) {
  return tagged(1, [sequence(tagged(4, [nameOf(commonName)]))]);
}
