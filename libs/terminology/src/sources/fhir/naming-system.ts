import type { SourceReading } from '../reading.js';
import { objectsOf, textOf, type JsonObject } from './json-value.js';

const oidPrefix = 'urn:oid:';

/** Reads a NamingSystem (FHIR R4): which OIDs and further URIs stand for the URI of a code system. */
export function gatherNamingSystem(resource: JsonObject, _file: string, { gathering }: SourceReading): void {
  if (textOf(resource, 'kind') !== 'codesystem' || textOf(resource, 'status') === 'retired') return;
  const ids = objectsOf(resource, 'uniqueId').flatMap((id) => {
    const value = textOf(id, 'value');
    return value === undefined ? [] : [{ type: textOf(id, 'type'), value, preferred: id['preferred'] === true }];
  });
  const uris = ids.filter(({ type, value }) => type === 'uri' && !value.startsWith(oidPrefix));
  const preferred = uris.find((id) => id.preferred) ?? uris[0];
  // An OID without a URI needs no name: it is its own.
  if (preferred === undefined) return;
  const system = gathering.system(preferred.value);
  system.name ??= textOf(resource, 'title') ?? textOf(resource, 'name');
  for (const { type, value } of ids) {
    if (type === 'oid') system.oids.add(value.replace(oidPrefix, ''));
    else if (type === 'uri' && !value.startsWith(oidPrefix) && value !== system.uri) system.otherUris.add(value);
  }
}
