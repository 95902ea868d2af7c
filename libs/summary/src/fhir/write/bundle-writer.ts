import type { BundleEntry, FhirResource as R4Resource, Reference } from 'fhir/r4.js';
import type { Identifier } from '@passerelle/kernel';
import { isSameData } from '../../same-data.js';
import { stableUuid } from '../../stable-id.js';
import { profilesOf } from '../profiles.js';
import { identified } from '../pruned.js';
import type { FhirWriting } from '../writing.js';

/** What the writers of a document share: language, offset, the identifier that names its parts. */
export interface DocumentFrame {
  readonly document: Identifier;
  readonly language?: string;
  readonly offset?: string;
}

/**
 * Collects the entries of a document Bundle. Every resource gets a UUID made from the document's identifier and its
 * place, so that the same summary is the same Bundle at every writing, and `meta.profile` from its type.
 */
export class BundleWriter implements FhirWriting {
  readonly patient: Reference;
  readonly offset?: string;
  readonly language?: string;
  private readonly document: Identifier;
  private readonly collected: BundleEntry[] = [];
  private readonly byPlace = new Map<string, Added>();
  private readonly byUrl = new Map<string, Added>();
  private readonly omissions = new Map<string, string[]>();

  constructor({ document, language, offset }: DocumentFrame) {
    this.document = document;
    if (language !== undefined) this.language = language;
    if (offset !== undefined) this.offset = offset;
    this.patient = { reference: this.urlOf('Patient') };
  }

  /** The fullUrl for a place: `urn:uuid:`. */
  urlOf(place: string): string {
    return `urn:uuid:${stableUuid(this.document, place)}`;
  }

  add(resource: R4Resource, place: string, profiles = profilesOf(resource.resourceType)): string {
    // Two entries of the source may share a path; the second then takes a place beside it.
    for (let turn = 0; ; turn++) {
      const free = turn === 0 ? place : `${place}#${turn}`;
      const earlier = this.byPlace.get(free);
      if (earlier === undefined) return this.put(free, resource, profiles);
      if (isSameData(earlier.resource, resource)) return earlier.url;
    }
  }

  addOnce(place: string, make: () => R4Resource): string {
    return this.byPlace.get(place)?.url ?? this.add(make(), place);
  }

  omit(path: string, part: string): void {
    const parts = this.omissions.get(path);
    if (parts === undefined) this.omissions.set(path, [part]);
    else parts.push(part);
  }

  /** Parts of entries that the Bundle has no place for, by the path of the entry. */
  get omitted(): ReadonlyMap<string, readonly string[]> {
    return this.omissions;
  }

  /** Position of an entry among those collected. */
  positionOf(url: string): number | undefined {
    return this.byUrl.get(url)?.at;
  }

  /** The resource behind a reference. */
  resolve(reference: unknown): R4Resource | undefined {
    return this.byUrl.get((reference as Reference).reference ?? '')?.resource;
  }

  /** The entries in the order they were added. */
  get entries(): readonly BundleEntry[] {
    return this.collected;
  }

  private put(place: string, resource: R4Resource, profiles: readonly string[]): string {
    const url = this.urlOf(place);
    const whole = identified(resource, url.slice('urn:uuid:'.length), profiles);
    const added: Added = { url, at: this.collected.length, resource };
    this.byPlace.set(place, added);
    this.byUrl.set(url, added);
    this.collected.push({ fullUrl: url, resource: whole });
    return url;
  }
}

/** A resource that was added, as its writer gave it: without id and meta. */
interface Added {
  readonly url: string;
  readonly at: number;
  readonly resource: R4Resource;
}
