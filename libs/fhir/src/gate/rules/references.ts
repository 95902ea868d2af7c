import { isObject, listOf, type Findings, type JsonObject } from '../findings.js';

/** Where a reference stands: the entry around it gives relative references their base. */
export interface ReferenceContext {
  /** Resources of the Bundle by their fullUrl. */
  readonly byUrl: ReadonlyMap<string, JsonObject>;
  /** fullUrl of the entry that holds the reference. */
  readonly fullUrl: string;
  /** The resource of that entry. */
  readonly resource: JsonObject;
}

/** A reference resolved: the resource, `external` where it points out of the Bundle, `dangling` where it should not. */
export type Resolved = JsonObject | 'external' | 'dangling';

const restful = /^https?:\/\/.+\/[A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64}$/;
const relative = /^([A-Z][A-Za-z]+)\/[A-Za-z0-9.-]{1,64}$/;

/**
 * Resolves a reference inside a document Bundle (FHIR R4 section 3.3.1.3, "Resolving references in Bundles").
 * @param reference - the text of Reference.reference
 */
export function resolveReference(reference: string, { byUrl, fullUrl, resource }: ReferenceContext): Resolved {
  if (reference.startsWith('#')) return contained(reference.slice(1), resource);
  const same = byUrl.get(reference);
  if (same !== undefined) return same;
  const target = reference.replace(/\/_history\/[A-Za-z0-9.-]+$/, '');
  const direct = byUrl.get(target);
  if (direct !== undefined) return direct;
  if (target.startsWith('urn:')) return 'dangling';
  if (!relative.test(target)) return 'external';
  if (!restful.test(fullUrl)) return 'dangling';
  const base = fullUrl.split('/').slice(0, -2).join('/');
  return byUrl.get(`${base}/${target}`) ?? 'external';
}

function contained(id: string, resource: JsonObject): Resolved {
  if (id === '') return resource;
  const found = listOf(resource['contained']).find((inner) => isObject(inner) && inner['id'] === id);
  return isObject(found) ? found : 'dangling';
}

/**
 * Checks one Reference: that it resolves where it must and points to a type it may.
 * @param targets - resource types the element allows; undefined means any
 */
export function checkReference(
  value: JsonObject,
  targets: ReadonlySet<string> | undefined,
  context: ReferenceContext,
  findings: Findings,
): void {
  const reference = value['reference'];
  if (typeof reference !== 'string') return;
  const resolved = resolveReference(reference, context);
  if (resolved === 'dangling') {
    findings.error('reference-resolves', 'The reference points to nothing in the Bundle.', 'reference');
    return;
  }
  // Of an external resource only the type written in its address is known.
  const type = resolved === 'external' ? relative.exec(reference)?.[1] : resolved['resourceType'];
  if (targets !== undefined && typeof type === 'string' && !targets.has(type)) {
    findings.error('reference-type', `The reference must point to: ${[...targets].join(', ')}.`, 'reference');
  }
}
