import { europeanSystems } from './code-system-table/european.js';
import { hl7Systems } from './code-system-table/hl7.js';
import { otherSystems } from './code-system-table/elsewhere.js';
import type { CodeSystemRow } from './code-system-table/row.js';

const oidPrefix = 'urn:oid:';

/** A row with its URI filled in. */
interface CodeSystem {
  readonly uri: string;
  readonly name: string;
  readonly oid: string | undefined;
  /** Whether the European catalogue uses it, or HL7 publishes it for documents. */
  readonly shared: boolean;
}

const byOid = new Map<string, CodeSystem>();
const byUri = new Map<string, CodeSystem>();
const byOtherUri = new Map<string, CodeSystem>();

function enter(row: CodeSystemRow, shared: boolean): void {
  const { oid, name, uri = `${oidPrefix}${oid}`, otherOids = [], otherUris = [] } = row;
  const system: CodeSystem = { uri, name, oid, shared };
  byUri.set(uri, system);
  for (const each of oid === undefined ? otherOids : [oid, ...otherOids]) byOid.set(each, system);
  for (const each of otherUris) byOtherUri.set(each, system);
}

for (const row of [...europeanSystems, ...hl7Systems]) enter(row, true);
for (const row of otherSystems) enter(row, false);

/** The URI under which FHIR knows the code system of an OID; `urn:oid:` and the OID where it has no name of its own. */
export function uriOfOid(oid: string): string {
  return byOid.get(oid)?.uri ?? `${oidPrefix}${oid}`;
}

/** The OID under which CDA knows the code system of a URI; undefined where none is known. */
export function oidOfUri(uri: string): string | undefined {
  const canonical = canonicalUri(uri);
  return byUri.get(canonical)?.oid ?? (canonical.startsWith(oidPrefix) ? canonical.slice(oidPrefix.length) : undefined);
}

/**
 * The canonical form of a code system URI: aliases are resolved, and an OID written as URI becomes the system's own
 * URI where it has one, because producers that convert from CDA leave `urn:oid:2.16.840.1.113883.6.96` behind. Nothing
 * is lost for a system that is not known here: it stays what it was.
 */
export function canonicalUri(uri: string): string {
  if (uri.startsWith(oidPrefix)) return uriOfOid(uri.slice(oidPrefix.length));
  return byOtherUri.get(uri)?.uri ?? uri;
}

/** The name to write beside the code, as CDA codeSystemName; undefined for a system that is not known here. */
export function systemName(uri: string): string | undefined {
  return byUri.get(canonicalUri(uri))?.name;
}

/**
 * Whether the countries share the code system: the European catalogue uses it, or HL7 publishes it. A code of any other
 * system needs a map before another country can read it.
 */
export function isSharedSystem(uri: string): boolean {
  return byUri.get(canonicalUri(uri))?.shared === true;
}
