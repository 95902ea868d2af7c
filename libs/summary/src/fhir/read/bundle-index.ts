import { listOf, objectOf, objectsOf, stringOf, type JsonObject } from '../narrowing.js';
import type { FhirReading } from '../reading.js';
import type { FhirResource } from '../resource.js';

/** The resource in a value, if it is one. */
export function resourceOf(value: unknown): FhirResource | undefined {
  const object = objectOf(value);
  return typeof object?.['resourceType'] === 'string' ? (object as FhirResource) : undefined;
}

// Real identifiers are longer than the 64 characters R4 allows; reading does not insist.
/** Longer than any reference there is; the search for type and id need not be tried on a text made to be slow. */
const longestReference = 2048;
const typeAndId = /([A-Z][A-Za-z]+\/[A-Za-z0-9.-]+)(?:\/_history\/[A-Za-z0-9.-]+)?$/;

/**
 * The resources of a Bundle by the ways a reference may name them (R4 section 2.36.4.1): fullUrl; relative, beside
 * RESTful fullUrls; `#id` of what the referring resource contains. Producers also refer by type and id where the
 * fullUrls are URNs, so that is followed where it is the only way.
 */
export class BundleIndex implements FhirReading {
  readonly warnings: string[] = [];
  private readonly byUrl = new Map<string, FhirResource>();
  private readonly byTypeAndId = new Map<string, FhirResource>();
  private readonly places = new Map<FhirResource, string>();

  constructor(bundle: JsonObject) {
    for (const [at, entry] of listOf(bundle['entry']).entries()) {
      const source = objectOf(entry);
      const resource = resourceOf(source?.['resource']);
      if (resource === undefined) continue;
      this.places.set(resource, `Bundle.entry[${at}].resource`);
      const fullUrl = stringOf(source?.['fullUrl']);
      if (fullUrl !== undefined && fullUrl.length <= longestReference) this.addUrl(fullUrl, resource);
      if (typeof resource.id === 'string') this.byTypeAndId.set(`${resource.resourceType}/${resource.id}`, resource);
    }
  }

  /** All resources of the Bundle. */
  get resources(): readonly FhirResource[] {
    return [...this.places.keys()];
  }

  resolve(reference: unknown, from?: FhirResource): FhirResource | undefined {
    const target = stringOf(objectOf(reference)?.['reference'] ?? reference);
    if (target === undefined || target.length > longestReference) return undefined;
    if (target.startsWith('#')) return containedIn(from, target.slice(1));
    const exact = this.byUrl.get(target) ?? this.byUrl.get(target.toLowerCase());
    if (exact !== undefined) return exact;
    const named = typeAndId.exec(target)?.[1];
    return named === undefined ? this.byUrl.get(`urn:uuid:${target}`) : this.byTypeAndId.get(named);
  }

  pathOf(resource: FhirResource): string | undefined {
    return this.places.get(resource);
  }

  warn(sentence: string): void {
    if (!this.warnings.includes(sentence)) this.warnings.push(sentence);
  }

  /** Two entries with one fullUrl break bdl-7; a reference then means the first. */
  private addUrl(fullUrl: string, resource: FhirResource): void {
    if (this.byUrl.has(fullUrl))
      this.warn('Two entries of the Bundle have the same fullUrl; references mean the first.');
    else this.byUrl.set(fullUrl, resource);
    const named = typeAndId.exec(fullUrl)?.[1];
    if (named !== undefined && !this.byTypeAndId.has(named)) this.byTypeAndId.set(named, resource);
  }
}

/** A contained resource; it has no place of its own in the Bundle. */
function containedIn(from: FhirResource | undefined, id: string): FhirResource | undefined {
  return objectsOf(from?.['contained'])
    .map(resourceOf)
    .find((each) => each?.id === id);
}
