import { contextTag, DerError, derOf, DerWalk, membersOf, tags, type DerNode } from '../der/strict-der.js';
import { readGeneralName, type GeneralName } from './general-name.js';

/** nameConstraints of RFC 5280 section 4.2.1.10: the names below an authority must lie in these subtrees, or must not. */
export interface NameConstraints {
  readonly permitted: readonly GeneralName[];
  readonly excluded: readonly GeneralName[];
}

/**
 * Reads the extension and refuses bases that section 4.2.1.10 does not know, whether or not a name ever meets them: a
 * dNSName with a wildcard or a leading period, an address without a mask, a mask with holes, a mailbox with two signs.
 * @throws DerError
 */
export function readNameConstraints(value: Buffer): NameConstraints {
  const walk = new DerWalk(derOf(value, tags.sequence).content);
  const permitted = walk.optional(contextTag(0));
  const excluded = walk.optional(contextTag(1));
  walk.end();
  if (permitted === undefined && excluded === undefined) throw new DerError('empty nameConstraints');
  return { permitted: subtrees(permitted), excluded: subtrees(excluded) };
}

function subtrees(node: DerNode | undefined): readonly GeneralName[] {
  if (node === undefined) return [];
  const bases = membersOf(node).map((member) => {
    // minimum is always 0, which DER leaves out, and maximum never occurs in this profile.
    const walk = new DerWalk(derOf(member.octets, tags.sequence).content);
    const base = readGeneralName(walk.next());
    walk.end();
    const fault = faultOfBase(base);
    if (fault !== undefined) throw new DerError(fault);
    return base;
  });
  if (bases.length === 0) throw new DerError('an empty list of subtrees');
  return bases;
}

const hostName = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*$/i;

/** Tells whether the text is a host name: labels of letters, digits, hyphens and (as in use) underscores. */
export function isHostName(text: string): boolean {
  return text.length <= 253 && hostName.test(text);
}

function faultOfBase(base: GeneralName): string | undefined {
  switch (base.kind) {
    case 'dns':
      return base.text === '' || isHostName(base.text) ? undefined : 'a malformed dNSName constraint';
    case 'uri':
      return isDomain(base.text) ? undefined : 'a malformed URI constraint';
    case 'email': {
      const [local = '', host, ...more] = base.text.split('@');
      const isMailbox = host !== undefined && more.length === 0 && local !== '' && isHostName(host);
      return isMailbox || isDomain(base.text) ? undefined : 'a malformed rfc822Name constraint';
    }
    case 'address':
      return hasWholeMask(base.octets) ? undefined : 'a malformed iPAddress constraint';
    default:
      return undefined;
  }
}

/** A host, or a domain with a leading period. */
function isDomain(text: string): boolean {
  return isHostName(text.startsWith('.') ? text.slice(1) : text);
}

/** Address and mask of the same length, and the mask a row of ones before a row of zeros (RFC 4632). */
function hasWholeMask(octets: Buffer): boolean {
  if (octets.length !== 8 && octets.length !== 32) return false;
  const bits = [...octets.subarray(octets.length / 2)].map((octet) => octet.toString(2).padStart(8, '0')).join('');
  return /^1*0*$/.test(bits);
}
