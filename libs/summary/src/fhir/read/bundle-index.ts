import { isSameData } from '../../same-data.js';
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
/** Resources of one address that a further one is compared with; a Bundle made of nothing else must not cost its square. */
const mostCompared = 20;
const typeAndId = /([A-Z][A-Za-z]+\/[A-Za-z0-9.-]+)(?:\/_history\/[A-Za-z0-9.-]+)?$/;

/**
 * The resources of a Bundle by the ways a reference may name them (R4 section 2.36.4.1): fullUrl; relative, beside
 * RESTful fullUrls; `#id` of what the referring resource contains. Producers also refer by type and id where the
 * fullUrls are URNs, so that is followed where it is the only way.
 *
 * It also keeps account of the reading: which resources were referred to, and what the entry being read left out.
 */
export class BundleIndex implements FhirReading {
  readonly warnings: string[] = [];
  /** Every resource that a reference led to. */
  readonly found = new Set<FhirResource>();
  private readonly byUrl = new Map<string, FhirResource[]>();
  private readonly byTypeAndId = new Map<string, FhirResource[]>();
  private readonly places = new Map<FhirResource, string>();
  private followed = new Set<FhirResource>();
  private omitted = new Set<string>();

  constructor(bundle: JsonObject) {
    for (const [at, entry] of listOf(bundle['entry']).entries()) {
      const source = objectOf(entry);
      const resource = resourceOf(source?.['resource']);
      if (resource === undefined) continue;
      this.places.set(resource, `Bundle.entry[${at}].resource`);
      const fullUrl = stringOf(source?.['fullUrl']);
      const named = typeof resource.id === 'string' ? `${resource.resourceType}/${resource.id}` : undefined;
      if (named !== undefined) this.add(this.byTypeAndId, named, resource);
      if (fullUrl === undefined || fullUrl.length > longestReference) continue;
      this.add(this.byUrl, fullUrl, resource);
      const inUrl = typeAndId.exec(fullUrl)?.[1];
      if (inUrl !== undefined && inUrl !== named) this.add(this.byTypeAndId, inUrl, resource);
    }
  }

  /** All resources of the Bundle. */
  get resources(): readonly FhirResource[] {
    return [...this.places.keys()];
  }

  resolve(reference: unknown, from?: FhirResource): FhirResource | undefined {
    const target = targetOf(reference);
    if (target === undefined) return undefined;
    const [first, ...others] = this.resourcesAt(target, from);
    if (first === undefined) {
      this.omit('reference to a resource that the Bundle does not hold');
      return undefined;
    }
    if (others.length > 0) this.warn('Two resources of the Bundle have the same address; references mean the first.');
    this.follow(first);
    return first;
  }

  /**
   * Every resource that a reference can mean: those that share an address, against bdl-7, are all told, because a
   * statement must not vanish behind another.
   */
  resolveAll(reference: unknown): readonly FhirResource[] {
    const target = targetOf(reference);
    const all = target === undefined ? [] : this.resourcesAt(target);
    if (all.length > 1)
      this.warn('A section refers to an address that several resources of the Bundle have; all are read.');
    return all;
  }

  pathOf(resource: FhirResource): string | undefined {
    return this.places.get(resource);
  }

  warn(sentence: string): void {
    if (!this.warnings.includes(sentence)) this.warnings.push(sentence);
  }

  omit(part: string): void {
    this.omitted.add(part);
  }

  /** Marks a resource as read for the entry at hand, as following a reference to it does. */
  follow(resource: FhirResource): void {
    this.found.add(resource);
    this.followed.add(resource);
  }

  /** What was left out, and which resources were followed to, since this was last asked. */
  takeAccount(): { readonly omitted: readonly string[]; readonly followed: ReadonlySet<FhirResource> } {
    const { omitted, followed } = this;
    this.omitted = new Set();
    this.followed = new Set();
    return { omitted: [...omitted], followed };
  }

  /** A resource that is only repeated is one statement, and not two. */
  private add(index: Map<string, FhirResource[]>, key: string, resource: FhirResource): void {
    const same = index.get(key);
    if (same === undefined) index.set(key, [resource]);
    else if (same.slice(0, mostCompared).some((each) => isSameData(each, resource))) this.found.add(resource);
    else same.push(resource);
  }

  private resourcesAt(target: string, from?: FhirResource): readonly FhirResource[] {
    if (target.startsWith('#')) return containedIn(from, target.slice(1));
    const exact = this.byUrl.get(target) ?? this.byUrl.get(target.toLowerCase());
    if (exact !== undefined) return exact;
    const named = typeAndId.exec(target)?.[1];
    return (named === undefined ? this.byUrl.get(`urn:uuid:${target}`) : this.byTypeAndId.get(named)) ?? [];
  }
}

function targetOf(reference: unknown): string | undefined {
  const target = stringOf(objectOf(reference)?.['reference'] ?? reference);
  return target === undefined || target.length > longestReference ? undefined : target;
}

/** A contained resource; it has no place of its own in the Bundle. */
function containedIn(from: FhirResource | undefined, id: string): FhirResource[] {
  return objectsOf(from?.['contained']).flatMap((each) => {
    const resource = resourceOf(each);
    return resource?.id === id ? [resource] : [];
  });
}
