import { isObject, type JsonObject } from '../fhirpath/nodes.js';
import { listOf } from './lists.js';

/** A resource of the document and where it stands. */
export interface PlacedResource {
  readonly resource: JsonObject;
  /** The resource that contains it; itself where it stands in an entry. */
  readonly root: JsonObject;
  /** FHIRPath from the document: `Bundle.entry[3].resource`. */
  readonly expression: string;
  /** fullUrl of the entry, which gives relative references their base; empty where there is none. */
  readonly fullUrl: string;
}

/** A reference resolved: the resource, `external` where it points out of the Bundle, `dangling` where it should not. */
export type Resolved = PlacedResource | 'external' | 'dangling';

const restful = /^https?:\/\/[^/]+\/(?:[^/]+\/)*[A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64}$/;
const relative = /^([A-Z][A-Za-z]+)\/[A-Za-z0-9.-]{1,64}$/;
const version = /\/_history\/[A-Za-z0-9.-]+$/;

/** The resources of a document by the addresses that references use. */
export class Document {
  readonly #byUrl = new Map<string, PlacedResource>();
  readonly #contained = new Map<JsonObject, ReadonlyMap<string, PlacedResource>>();
  readonly #places = new Map<JsonObject, PlacedResource>();
  /** The document itself as a resource. */
  readonly root: PlacedResource;

  /** @param root - the resource that is validated: a Bundle, or a resource alone */
  constructor(root: JsonObject) {
    const type = typeof root['resourceType'] === 'string' ? root['resourceType'] : 'Resource';
    this.root = { resource: root, root, expression: type, fullUrl: '' };
    this.#place(this.root);
    for (const [index, entry] of listOf(root['resourceType'] === 'Bundle' ? root['entry'] : undefined).entries()) {
      if (!isObject(entry) || !isObject(entry['resource'])) continue;
      const { resource } = entry;
      const fullUrl = typeof entry['fullUrl'] === 'string' ? entry['fullUrl'] : '';
      const placed = { resource, root: resource, expression: `${type}.entry[${index}].resource`, fullUrl };
      this.#place(placed);
      // Of two entries with one address, which is a fault of its own, the first counts.
      if (fullUrl !== '' && !this.#byUrl.has(fullUrl)) this.#byUrl.set(fullUrl, placed);
    }
  }

  #place(placed: PlacedResource): void {
    this.#places.set(placed.resource, placed);
  }

  /** Where a resource stands; of one that nothing else placed, below the resource that is walked. */
  placeOf(resource: JsonObject, container: PlacedResource, expression: string): PlacedResource {
    const known = this.#places.get(resource);
    if (known !== undefined) return known;
    const placed = { resource, root: container.root, expression, fullUrl: container.fullUrl };
    this.#places.set(resource, placed);
    return placed;
  }

  /**
   * Resolves a reference (FHIR R4 section 3.3.1.3, "Resolving references in Bundles").
   * @param from - the resource that refers
   */
  resolve(reference: string, from: PlacedResource): Resolved {
    if (reference.startsWith('#')) return this.#resolveContained(reference.slice(1), from);
    const same = this.#byUrl.get(reference);
    if (same !== undefined) return same;
    const target = reference.replace(version, '');
    const direct = this.#byUrl.get(target);
    if (direct !== undefined) return direct;
    if (target.startsWith('urn:')) return 'dangling';
    if (!relative.test(target)) return 'external';
    if (!restful.test(from.fullUrl)) return this.#byUrl.size > 0 ? 'dangling' : 'external';
    const base = from.fullUrl.split('/').slice(0, -2).join('/');
    return this.#byUrl.get(`${base}/${target}`) ?? 'external';
  }

  #resolveContained(id: string, from: PlacedResource): Resolved {
    if (id === '') return this.#places.get(from.root) ?? from;
    let contained = this.#contained.get(from.root);
    if (contained === undefined) this.#contained.set(from.root, (contained = this.#containedOf(from)));
    return contained.get(id) ?? 'dangling';
  }

  #containedOf(from: PlacedResource): ReadonlyMap<string, PlacedResource> {
    const found = new Map<string, PlacedResource>();
    const container = this.#places.get(from.root) ?? from;
    for (const [index, resource] of listOf(from.root['contained']).entries()) {
      if (!isObject(resource) || typeof resource['id'] !== 'string') continue;
      const expression = `${container.expression}.contained[${index}]`;
      found.set(resource['id'], this.placeOf(resource, container, expression));
    }
    return found;
  }
}

/** The resource type that an address names: `Patient/1`, `https://host/fhir/Patient/1`. */
export function typeInAddress(reference: string): string | undefined {
  return /(?:^|\/)([A-Z][A-Za-z]+)\/[A-Za-z0-9.-]{1,64}(?:\/_history\/[A-Za-z0-9.-]+)?$/.exec(reference)?.[1];
}
