import type { Identifier as FhirIdentifier } from 'fhir/r4.js';
import { isUuid, type Identifier } from '@passerelle/kernel';
import { objectOf, objectsOf, stringOf } from '../narrowing.js';

/** System of identifiers that are whole in themselves: the value is a URI (`urn:uuid:`, `urn:oid:`). */
export const uriSystem = 'urn:ietf:rfc:3986';

const absolute = /^[A-Za-z][A-Za-z0-9+.-]*:\S+$/;
const oid = /^[0-2](?:\.(?:0|[1-9]\d*))+$/;
/** No authority has a shorter one; HL7's validator takes `1.2.3` for the placeholder it is and refuses it. */
const arcs = 4;

/**
 * An identifier. FHIR wants an absolute URI as system; a name of an authority that is none becomes the assigner. Where
 * the system says that the value is a URI (urn:ietf:rfc:3986) and it is none, the value is all there is.
 */
export function identifier({ system, value }: Identifier): FhirIdentifier {
  if (system === uriSystem && !absolute.test(value)) return { value };
  if (isAbsoluteUri(system)) return { system, value };
  return { value, assigner: system === '' ? undefined : { display: system } };
}

/** The identifiers as FHIR has them; undefined where there are none. */
export function identifiers(all: readonly Identifier[]): FhirIdentifier[] | undefined {
  return all.length === 0 ? undefined : all.map(identifier);
}

/** Whether a text may stand as a system: an absolute URI, and where it is an OID, a well-formed one. */
export function isAbsoluteUri(system: string): boolean {
  let known = absoluteSystems.get(system);
  if (known === undefined) {
    known = looksAbsolute(system);
    // Documents name a hundred systems at most; what others make up must not grow without end.
    if (absoluteSystems.size < mostSystems) absoluteSystems.set(system, known);
  }
  return known;
}

const absoluteSystems = new Map<string, boolean>();
const mostSystems = 2048;

function looksAbsolute(system: string): boolean {
  if (system.startsWith('urn:oid:')) {
    const number = system.slice('urn:oid:'.length);
    return oid.test(number) && number.split('.').length >= arcs;
  }
  return absolute.test(system);
}

/** Reads one identifier; undefined without a value. Bare OIDs and UUIDs become the URNs they stand for. */
export function readIdentifier(source: unknown): Identifier | undefined {
  const object = objectOf(source);
  const value = stringOf(object?.['value']);
  if (object === undefined || value === undefined) return undefined;
  const system = stringOf(object['system']);
  if (system === undefined) {
    const urn = urnOf(value);
    if (urn !== undefined) return { system: uriSystem, value: urn };
    return { system: stringOf(objectOf(object['assigner'])?.['display']) ?? '', value };
  }
  if (system === uriSystem) return { system, value: urnOf(value) ?? value };
  return { system: oid.test(system) ? `urn:oid:${system}` : system, value };
}

/** Reads all identifiers of an element. */
export function readIdentifiers(source: unknown): Identifier[] {
  const found: Identifier[] = [];
  for (const each of objectsOf(source)) {
    const read = readIdentifier(each);
    if (read !== undefined) found.push(read);
  }
  return found;
}

/** The URN that a text is or stands for; RFC 9562 writes UUIDs in lower case. */
function urnOf(value: string): string | undefined {
  if (/^urn:uuid:/i.test(value)) return value.toLowerCase();
  if (isUuid(value)) return `urn:uuid:${value.toLowerCase()}`;
  return value.startsWith('urn:oid:') ? value : undefined;
}
