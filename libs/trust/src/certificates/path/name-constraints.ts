import type { GeneralName } from '../fields/general-name.js';
import { isHostName } from '../fields/name-constraints-value.js';
import type { X509Fields } from '../fields/x509-fields.js';
import { isSelfIssued } from './certificate-profile.js';

/** Comparisons of one name with one constraint; a path of ordinary certificates makes some dozens. */
const mostComparisons = 100_000;

/**
 * Applies the name constraints of a path (RFC 5280 sections 4.2.1.10 and 6.1.3 (b), (c)): each name of each certificate
 * must lie in a permitted subtree of its form of every authority above that has one, and in no excluded one.
 * @param chain - from the leaf to the anchor; the anchor's own constraints apply too
 * @returns undefined when all names are allowed
 */
export function nameFault(chain: readonly X509Fields[]): string | undefined {
  let comparisons = 0;
  for (const [index, fields] of chain.entries()) {
    // Self-issued certificates in the middle are for a change of keys and carry the name of the authority above.
    if (index > 0 && isSelfIssued(fields)) continue;
    const names = namesOf(fields);
    for (const { nameConstraints } of chain.slice(index + 1)) {
      if (nameConstraints === undefined) continue;
      const { permitted, excluded } = nameConstraints;
      comparisons += names.length * (permitted.length + excluded.length);
      if (comparisons > mostComparisons) return 'too many names and constraints';
      for (const name of names) {
        const fault = constraintFault(name, permitted, excluded);
        if (fault !== undefined) return fault;
      }
    }
  }
  return undefined;
}

/** The names a certificate stands for: its subject, e-mail addresses inside it, and subjectAltName. */
function namesOf({ subject, subjectAltName = [] }: X509Fields): readonly GeneralName[] {
  return [
    ...(subject.isEmpty ? [] : [{ kind: 'directory', name: subject } as const]),
    ...subject.emailAddresses.map((text) => ({ kind: 'email', text }) as const),
    ...subjectAltName,
  ];
}

function constraintFault(
  name: GeneralName,
  permitted: readonly GeneralName[],
  excluded: readonly GeneralName[],
): string | undefined {
  const isOfForm = (base: GeneralName): boolean =>
    base.kind === name.kind && (base.kind !== 'other' || name.kind !== 'other' || base.tag === name.tag);
  const allowed = permitted.filter(isOfForm);
  const forbidden = excluded.filter(isOfForm);
  if (allowed.length === 0 && forbidden.length === 0) return undefined;
  // A form that cannot be compared, or a name that is malformed, cannot be shown to lie anywhere.
  if (!isComparable(name)) return 'a name that the constraints of an authority cannot be applied to';
  if (forbidden.some((base) => reaches(name, base))) return 'a name that an authority above excludes';
  if (allowed.length > 0 && !allowed.some((base) => liesWithin(name, base)))
    return 'a name that no authority above permits';
  return undefined;
}

function isComparable(name: GeneralName): boolean {
  switch (name.kind) {
    case 'dns':
      return isHostName(name.text.startsWith('*.') ? name.text.slice(2) : name.text);
    case 'email':
      return mailboxOf(name.text) !== undefined;
    case 'uri':
      return hostOfUri(name.text) !== undefined;
    case 'address':
      return name.octets.length === 4 || name.octets.length === 16;
    case 'directory':
      return true;
    case 'other':
      return false;
  }
}

/** Whether everything the name stands for lies in the subtree. */
function liesWithin(name: GeneralName, base: GeneralName): boolean {
  if (name.kind === 'dns' && base.kind === 'dns') return isBelow(withoutWildcard(name.text), base.text);
  return covers(name, base);
}

/** Whether anything the name stands for lies in the subtree: `*.example.org` stands for `www.example.org` too (CVE-2025-61727). */
function reaches(name: GeneralName, base: GeneralName): boolean {
  if (name.kind !== 'dns' || base.kind !== 'dns') return covers(name, base);
  const host = withoutWildcard(name.text);
  return isBelow(host, base.text) || (host !== name.text && isBelow(base.text, host));
}

function covers(name: GeneralName, base: GeneralName): boolean {
  if (name.kind === 'email' && base.kind === 'email') return coversMailbox(name.text, base.text);
  if (name.kind === 'uri' && base.kind === 'uri') return isInDomain(hostOfUri(name.text) ?? '', base.text);
  if (name.kind === 'address' && base.kind === 'address') return coversAddress(name.octets, base.octets);
  if (name.kind === 'directory' && base.kind === 'directory')
    return base.name.relative.every((key, index) => name.name.relative[index] === key);
  return false;
}

function withoutWildcard(text: string): string {
  return text.startsWith('*.') ? text.slice(2) : text;
}

/** Whether a host is the base or lies below it; the empty base is above all. */
function isBelow(host: string, base: string): boolean {
  const [lower, above] = [host.toLowerCase(), base.toLowerCase()];
  return above === '' || lower === above || lower.endsWith(`.${above}`);
}

/** A base with a leading period covers the hosts below it, one without only itself (URI and rfc822Name). */
function isInDomain(host: string, base: string): boolean {
  const [lower, above] = [host.toLowerCase(), base.toLowerCase()];
  return above.startsWith('.') ? lower.endsWith(above) && lower.length > above.length : lower === above;
}

function coversMailbox(text: string, base: string): boolean {
  const mailbox = mailboxOf(text);
  const whole = mailboxOf(base);
  if (mailbox === undefined) return false;
  if (whole === undefined) return isInDomain(mailbox.host, base);
  return mailbox.local === whole.local && mailbox.host.toLowerCase() === whole.host.toLowerCase();
}

function mailboxOf(text: string): { readonly local: string; readonly host: string } | undefined {
  const [local = '', host, ...more] = text.split('@');
  return host !== undefined && more.length === 0 && local !== '' && isHostName(host) ? { local, host } : undefined;
}

/** The host of a URI with an authority; undefined without one, and where the host is an address and no name. */
function hostOfUri(text: string): string | undefined {
  const authority = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(text)?.[1];
  const host = authority?.slice(authority.lastIndexOf('@') + 1).replace(/:\d*$/, '');
  return host !== undefined && isHostName(host) && !/^[\d.]+$/.test(host) ? host : undefined;
}

function coversAddress(address: Buffer, base: Buffer): boolean {
  const length = base.length / 2;
  if (address.length !== length) return false;
  return address.every((octet, index) => ((octet ^ base[index]!) & base[length + index]!) === 0);
}
