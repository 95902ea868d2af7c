import { isObject, type JsonObject } from '../fhirpath/nodes.js';
import type { PlacedResource } from './document.js';
import { listOf } from './lists.js';
import type { Validation } from './validation.js';

/**
 * Contained resources (dom-3): each must be referred to by the resource around it, or refer to that resource with `#`.
 * FHIRPath asks for canonical and uri elements here, which JSON does not tell from other texts, so any text counts.
 */
export function checkContained({ resource }: PlacedResource, { findings, budget }: Validation): void {
  const contained = listOf(resource['contained']);
  if (contained.length === 0) return;
  const texts = new Set<string>();
  const pending: unknown[] = [resource];
  while (pending.length > 0) {
    const value = pending.pop();
    if (typeof value === 'string') {
      if (value.startsWith('#')) texts.add(value);
    } else if (typeof value === 'object' && value !== null) {
      budget.visit();
      for (const child of Object.values(value)) pending.push(child);
    }
  }
  for (const [index, inner] of contained.entries()) {
    if (!isObject(inner) || texts.has(`#${String(inner['id'])}`) || refersToContainer(inner, budget)) continue;
    findings.error(
      'dom-3',
      'The contained resource must be referred to from the resource around it.',
      `contained[${index}]`,
    );
  }
}

function refersToContainer(inner: JsonObject, budget: Validation['budget']): boolean {
  const pending: unknown[] = [inner];
  while (pending.length > 0) {
    const value = pending.pop();
    if (value === '#') return true;
    if (typeof value !== 'object' || value === null) continue;
    budget.visit();
    for (const child of Object.values(value)) pending.push(child);
  }
  return false;
}
