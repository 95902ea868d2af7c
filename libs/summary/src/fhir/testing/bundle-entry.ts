import type { FhirResource as R4Resource } from 'fhir/r4.js';
import type { FhirDoor } from '../../concept.js';
import type { Entry } from '../../model/entry.js';
import { BundleIndex } from '../read/bundle-index.js';
import type { FhirResource } from '../resource.js';
import { BundleWriter } from '../write/bundle-writer.js';

/** What came of writing one entry. */
export interface EntryWritten {
  /** The resource of the entry itself. */
  readonly resource: Readonly<Record<string, unknown>>;
  /** Everything that was added to the Bundle. */
  readonly resources: readonly R4Resource[];
  readonly omitted: ReadonlyMap<string, readonly string[]>;
}

const frame = {
  document: { system: 'urn:oid:2.999.1.2', value: 'test' },
  language: 'fr-LU',
  offset: '+02:00',
};

/** Writes an entry by its door into an otherwise empty Bundle of a French document in summer. */
export function writeEntry<E extends Entry>(door: FhirDoor<E>, entry: E): EntryWritten {
  const writer = new BundleWriter(frame);
  const url = door.write(entry, writer);
  const found = writer.entries.find(({ fullUrl }) => fullUrl === url)?.resource;
  return {
    resource: { ...found },
    resources: writer.entries.flatMap(({ resource }) => resource ?? []),
    omitted: writer.omitted,
  };
}

/** Reads a resource by a door; the others stand beside it in the Bundle, under the fullUrl `urn:uuid:` and their id. */
export function readEntry<E extends Entry>(
  door: FhirDoor<E>,
  resource: object,
  others: readonly object[] = [],
): { entry: E | undefined; warnings: readonly string[] } {
  const entries = [resource, ...others].map((each) => ({
    fullUrl: `urn:uuid:${String((each as { id?: string }).id)}`,
    resource: each,
  }));
  const index = new BundleIndex({ resourceType: 'Bundle', type: 'document', entry: entries });
  return { entry: door.read(resource as FhirResource, '/entry', index), warnings: index.warnings };
}

/** Writes an entry, sends it through JSON as a partner would get it, and reads it again. */
export function roundTrip<E extends Entry>(door: FhirDoor<E>, entry: E): E | undefined {
  const { resource, resources } = writeEntry(door, entry);
  const sent = JSON.parse(JSON.stringify(resources)) as { id?: string }[];
  const own = sent.find(({ id }) => id === resource['id']);
  return readEntry(
    door,
    own ?? {},
    sent.filter((each) => each !== own),
  ).entry;
}
