import { describe, expect, it } from '@jest/globals';
import { integer, objectIdentifier, sequence, tagged, utf8String, type Asn1 } from '../../development-ca/der.js';
import { bits, extensionOf, keyUsageOf, make, nameOf, type MadeCertificate } from '../../testing/certificate-maker.js';
import { outcomeOf } from '../../testing/path-outcome.js';

/** GeneralNames of the specs: `dns:`, `email:`, `uri:`, `ip:` in hexadecimal, `dn:` a commonName, `other:`. */
function general(text: string): Asn1 {
  const [, kind = '', value = ''] = /^(\w+):(.*)$/.exec(text) ?? [];
  if (kind === 'dn') return tagged(4, [nameOf(...value.split('/').filter(Boolean))]);
  if (kind === 'ip') return tagged(7, Buffer.from(value, 'hex'));
  if (kind === 'other') return tagged(0, [objectIdentifier('1.3.6.1.4.1.55738.666.3'), tagged(0, [utf8String('x')])]);
  return tagged({ email: 1, dns: 2, uri: 6 }[kind]!, Buffer.from(value));
}

const constraints = (permitted: readonly string[], excluded: readonly string[] = []): Asn1 => {
  const list = (number: number, names: readonly string[]) =>
    names.length === 0
      ? []
      : [
          tagged(
            number,
            names.map((name) => sequence(general(name))),
          ),
        ];
  return extensionOf('2.5.29.30', sequence(...list(0, permitted), ...list(1, excluded)), 'critical');
};
const usage = keyUsageOf(bits.keyCertSign);
const names = (...texts: readonly string[]) =>
  texts.length === 0 ? [] : [extensionOf('2.5.29.17', sequence(...texts.map(general)))];
const root = make({ subject: 'Root', authority: true });

const constrained = (permitted: readonly string[], excluded: readonly string[] = [], issuer: MadeCertificate = root) =>
  make({ subject: 'Constrained', authority: true, issuer, extensions: [usage, constraints(permitted, excluded)] });
const seal = keyUsageOf(bits.digitalSignature, bits.nonRepudiation);

describe('threat 18: name constraints', () => {
  it.each([
    // dNSName
    ['dns:example.org', '', 'dns:example.org', true],
    ['dns:example.org', '', 'dns:foo.bar.example.org', true],
    ['dns:example.org', '', 'dns:FOO.Example.ORG', true],
    ['dns:example.org', '', 'dns:not-example.org', false],
    ['dns:example.org', '', 'dns:example.com', false],
    ['', 'dns:example.org', 'dns:example.org', false],
    ['', 'dns:example.org', 'dns:a.example.org', false],
    ['', 'dns:b.example.org', 'dns:a.example.org', true],
    ['dns:example.org', 'dns:example.org', 'dns:example.org', false],
    ['', 'dns:not.example.org', 'dns:example.org dns:not.example.org', false],
    ['dns:example.org', '', 'dns:.example.org', false],
    ['dns:example.org', '', 'dns:a..example.org', false],
    ['', 'dns:', 'dns:any.example', false],
    // wildcards stand for every name they match (CVE-2025-61727)
    ['dns:example.org', '', 'dns:*.example.org', true],
    ['dns:example.org', 'dns:bar.example.org', 'dns:*.example.org', false],
    ['dns:foo.example.org', '', 'dns:*.example.org', false],
    ['', 'dns:other.org', 'dns:*.example.org', true],
    ['dns:example.org', '', 'dns:*', false],
    ['dns:example.org', '', 'dns:foo.*.example.org', false],
    // rfc822Name
    ['email:foo@example.org', '', 'email:foo@example.org', true],
    ['email:foo@example.org', '', 'email:foo@EXAMPLE.org', true],
    ['email:foo@example.org', '', 'email:Foo@example.org', false],
    ['email:example.org', '', 'email:foo@example.org', true],
    ['email:example.org', '', 'email:foo@sub.example.org', false],
    ['email:.example.org', '', 'email:foo@sub.example.org', true],
    ['email:.example.org', '', 'email:foo@example.org', false],
    ['email:example.org', '', 'email:in@va@example.org', false],
    ['', 'email:example.org', 'email:foo@example.org', false],
    // URI
    ['uri:example.org', '', 'uri:https://example.org/a?b', true],
    ['uri:example.org', '', 'uri:https://user@example.org:8443/', true],
    ['uri:example.org', '', 'uri:https://sub.example.org', false],
    ['uri:.example.org', '', 'uri:https://sub.example.org', true],
    ['uri:.example.org', '', 'uri:https://example.org', false],
    ['uri:example.org', '', 'uri:https://evil.test/@example.org', false],
    ['uri:example.org', '', 'uri:urn:oid:1.2.3', false],
    ['', 'uri:example.org', 'uri:https://192.0.2.1/', false],
    // iPAddress
    ['ip:c0000200ffffff00', '', 'ip:c0000201', true],
    ['ip:c0000200ffffff00', '', 'ip:c0000301', false],
    ['', 'ip:c0000200ffffff00', 'ip:c0000201', false],
    [`ip:${'00'.repeat(15)}01${'ff'.repeat(16)}`, '', `ip:${'00'.repeat(15)}01`, true],
    [`ip:${'00'.repeat(15)}01${'ff'.repeat(16)}`, '', 'ip:c0000201', false],
    ['ip:c0000200ffffff00', '', 'ip:c0000200ffffff00', false],
    // directoryName applies to the subject and to subjectAltName
    ['dn:Country/Signer', '', '', true],
    ['dn:Country', '', '', true],
    ['dn:country', '', '', true],
    ['dn:Another', '', '', false],
    ['', 'dn:Country', '', false],
    ['dn:Country', '', 'dn:Another', false],
    ['', 'dn:Another', 'dn:Another', false],
    ['dn:Country/Signer/Deeper', '', '', false],
    // forms that do not meet
    ['ip:c0000200ffffff00', '', 'dns:example.org', true],
    ['', 'ip:c0000200ffffff00', 'dns:example.org', true],
    ['dns:example.org', '', '', true],
    // forms that cannot be compared
    ['', 'other:', 'dns:example.org', true],
    ['', 'other:', 'dns:example.org other:', false],
    ['other:', '', 'other:', false],
  ] as const)('permitted %j, excluded %j, name %j: %j', (permitted, excluded, name, allowed) => {
    const list = (text: string) => text.split(' ').filter(Boolean);
    const authority = constrained(list(permitted), list(excluded));
    const leaf = make({
      issuer: authority,
      subject: nameOf('Country', 'Signer'),
      extensions: [seal, ...names(...list(name))],
    });
    expect(outcomeOf(leaf, [authority], [root])).toBe(allowed ? 'valid' : 'PSR-3034');
  });

  it.each([
    ['a wildcard', 'dns:*.example.org'],
    ['a leading period', 'dns:.example.org'],
    ['an address without a mask', 'ip:7f000001'],
    ['a mask with holes', 'ip:c0000200ff00ff00'],
    ['an IPv6 address without a mask', `ip:${'00'.repeat(16)}`],
    ['a mailbox with two signs', 'email:in@va@example.org'],
    ['a URI in place of a host', 'uri:https://example.org'],
  ])('refuses %s in a constraint, whatever names follow', (_, base) => {
    const authority = constrained([base]);
    expect(outcomeOf(make({ issuer: authority }), [authority], [root])).toBe('PSR-3030');
    const anchor = make({ subject: 'Anchor', authority: true, extensions: [usage, constraints([base])] });
    expect(outcomeOf(make({ issuer: anchor }), [], [anchor])).toBe('PSR-3030');
  });

  it('refuses a minimum, a maximum, and constraints that are empty', () => {
    const subtree = tagged(2, Buffer.from('example.org'));
    for (const value of [
      sequence(),
      sequence(tagged(0, [])),
      sequence(tagged(0, [sequence(subtree, tagged(0, Buffer.of(1)))])),
      sequence(tagged(0, [sequence(subtree, tagged(1, Buffer.of(1)))])),
      sequence(tagged(0, [sequence(subtree, integer(0))])),
    ]) {
      const extensions = [usage, extensionOf('2.5.29.30', value, 'critical')];
      const authority = make({ subject: 'Constrained', authority: true, issuer: root, extensions });
      expect(outcomeOf(make({ issuer: authority }), [authority], [root])).toBe('PSR-3030');
    }
  });

  it('applies rfc822Name to an e-mail address in the subject', () => {
    const authority = constrained(['email:example.org']);
    const of = (address: string) =>
      make({ issuer: authority, subject: nameOf('Signer', ['1.2.840.113549.1.9.1', utf8String(address)]) });
    expect(outcomeOf(of('a@example.org'), [authority], [root])).toBe('valid');
    expect(outcomeOf(of('a@example.com'), [authority], [root])).toBe('PSR-3034');
  });

  it('applies constraints of an anchor, and of each authority, to the authorities below', () => {
    const anchor = make({
      subject: 'Anchor',
      authority: true,
      extensions: [usage, constraints([], ['dns:forbidden.example'])],
    });
    const one = make({ subject: 'One', authority: true, issuer: anchor });
    const two = make({
      subject: 'Two',
      authority: true,
      issuer: one,
      extensions: [usage, ...names('dns:forbidden.example')],
    });
    expect(outcomeOf(make({ issuer: two }), [one, two], [anchor])).toBe('PSR-3034');
  });

  it('narrows what is permitted and never widens it', () => {
    for (const [above, below] of [
      [['dns:foo.example', 'dns:bar.example'], ['dns:bar.example']],
      [['dns:bar.example'], ['dns:foo.example', 'dns:bar.example']],
    ] as const) {
      const first = constrained(above);
      const second = make({
        subject: 'Second',
        authority: true,
        issuer: first,
        extensions: [usage, constraints(below)],
      });
      const of = (name: string) => make({ issuer: second, extensions: [seal, ...names(name)] });
      expect(outcomeOf(of('dns:foo.example'), [first, second], [root])).toBe('PSR-3034');
      expect(outcomeOf(of('dns:bar.example'), [first, second], [root])).toBe('valid');
    }
  });

  it('does not apply to a self-issued authority in the middle, and does to a self-issued leaf', () => {
    const anchor = make({ subject: 'Self', authority: true, extensions: [usage, constraints(['dns:example.org'])] });
    const own = make({
      subject: 'Self',
      authority: true,
      issuer: anchor,
      extensions: [usage, ...names('dns:elsewhere.example')],
    });
    expect(outcomeOf(make({ issuer: own, extensions: [seal, ...names('dns:example.org')] }), [own], [anchor])).toBe(
      'valid',
    );
    const leaf = make({ subject: 'Self', issuer: anchor, extensions: [seal, ...names('dns:elsewhere.example')] });
    expect(outcomeOf(leaf, [], [anchor])).toBe('PSR-3034');
  });

  it('gives up where names and constraints are many', () => {
    const many = (prefix: string) => Array.from({ length: 700 }, (_, index) => `dns:${prefix}${index}.example`);
    const authority = constrained([], many('no'));
    const leaf = make({ issuer: authority, extensions: [seal, ...names(...many('yes'))] });
    expect(outcomeOf(leaf, [authority], [root])).toBe('PSR-3034');
  });
});
