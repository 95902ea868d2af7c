import { isUuid, type Identifier } from '@passerelle/kernel';
import { stableUuid } from '../../stable-id.js';
import { attribute, element, type XmlElement, type XmlOut } from '@passerelle/xml';

/** System of identifiers that are whole in themselves (FHIR: `urn:ietf:rfc:3986`, the value is a URI). */
export const uriSystem = 'urn:ietf:rfc:3986';

const oid = /^[0-2](?:\.\d+)+$/;
const writableOid = /^[0-2](?:\.(?:0|[1-9]\d*))*$/;
const registeredName = /^[A-Za-z][A-Za-z0-9-]*$/;

/** Reads every `id` of an element, in document order; ids that are only a null flavour are left out. */
export function readIdentifiers(parent: XmlElement | undefined): Identifier[] {
  const found: Identifier[] = [];
  if (parent === undefined) return found;
  for (let at = 0; at < parent.children.length; at++) {
    const node = parent.children[at]!;
    if (typeof node === 'string' || node.local !== 'id') continue;
    const identifier = readIdentifier(node);
    if (identifier !== undefined) found.push(identifier);
  }
  return found;
}

/**
 * Reads an instance identifier (II). Root and extension become a pair; a root alone is an identifier in itself: a UUID
 * (`urn:uuid:`, lower case) or an OID (`urn:oid:`). An extension without root keeps the name of the authority as system.
 */
export function readIdentifier(source: XmlElement | undefined): Identifier | undefined {
  const root = trimmed(source, 'root');
  const extension = trimmed(source, 'extension');
  if (extension !== undefined) {
    const authority = attribute(source, 'assigningAuthorityName') ?? '';
    if (root === undefined || (authority.includes(':') && root === rootFor(authority))) {
      return { system: authority, value: extension };
    }
  }
  if (root === undefined) return undefined;
  const urn = urnOfRoot(root);
  return extension === undefined ? { system: uriSystem, value: urn } : { system: urn, value: extension };
}

/** White space around a part of an identifier is a slip, and a part that is nothing else is not there. */
function trimmed(source: XmlElement | undefined, name: string): string | undefined {
  return attribute(source, name)?.trim() || undefined;
}

function urnOfRoot(root: string): string {
  if (oid.test(root)) return `urn:oid:${root}`;
  return isUuid(root) ? `urn:uuid:${root.toLowerCase()}` : root;
}

/**
 * Writes an identifier, the inverse of {@link readIdentifier}. CDA's root takes an OID, a UUID or an HL7 name; for a
 * system that is none of these (a web address) the root is a UUID made from it, and the assigning authority's name
 * holds the system itself.
 */
export function writeIdentifier(name: string, identifier: Identifier): XmlOut {
  if (identifier.system === uriSystem) {
    const root = rootOfUrn(identifier.value);
    return root === undefined ? unrooted(name, identifier) : element(name, { root });
  }
  const root = rootOfUrn(identifier.system);
  return root === undefined ? unrooted(name, identifier) : element(name, { root, extension: identifier.value });
}

/**
 * Writes the identifiers of a statement as its `id`s.
 * @param name - gives the UUID of a statement that has none, see {@link CdaWriting.stableId}
 */
export function writeIds(identifiers: readonly Identifier[], name: () => string): XmlOut[] {
  if (identifiers.length === 0) return [element('id', { root: name() })];
  return identifiers.map((identifier) => writeIdentifier('id', identifier));
}

function unrooted(name: string, { system, value }: Identifier): XmlOut {
  if (system === '') return element(name, { extension: value });
  return element(name, { root: rootFor(system), extension: value, assigningAuthorityName: system });
}

function rootFor(system: string): string {
  return stableUuid({ system, value: '' }, 'root');
}

function rootOfUrn(urn: string): string | undefined {
  if (urn.startsWith('urn:oid:')) {
    const root = urn.slice('urn:oid:'.length);
    return writableOid.test(root) ? root : undefined;
  }
  if (urn.startsWith('urn:uuid:')) {
    const root = urn.slice('urn:uuid:'.length);
    return isUuid(root) ? root : undefined;
  }
  return registeredName.test(urn) ? urn : undefined;
}
