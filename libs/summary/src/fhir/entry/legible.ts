import { listOf, objectOf, stringOf, type JsonObject } from '../narrowing.js';

// Parts that say nothing to a reader: identities, frames, what the document says of every entry anyway.
const silent = new Set([
  'resourceType',
  'id',
  'meta',
  'implicitRules',
  'language',
  'text',
  'contained',
  'extension',
  'modifierExtension',
  'identifier',
  'subject',
  'patient',
  'category',
  'system',
  'url',
  'fullUrl',
]);
/** What is for machines wherever it stands: the octets of an attachment, and what is known of them. */
const octets = new Set(['data', 'hash', 'size', 'contentType']);
/** Statuses that go without saying; any other changes what the entry means. */
const plainStatuses = new Set(['final', 'active', 'completed', 'current', 'confirmed', 'unknown']);
const deepest = 8;

/**
 * Everything legible of a resource, or a part of one: displays of codes, values with their units, dates and words, in
 * the order they stand in, set apart by `; `.
 * @param resolve - gives the resource a reference points to; its code is then legible as well
 */
export function legible(source: object, resolve?: (reference: unknown) => object | undefined): string {
  const parts: string[] = [];
  gather(source as JsonObject, parts, resolve, 0);
  return [...new Set(parts)].join('; ');
}

type Resolve = Parameters<typeof legible>[1];

/** Adds what is legible of a part, in the order of its properties. */
function gather(source: JsonObject, parts: string[], resolve: Resolve, depth: number): void {
  if (depth > deepest) return;
  const whole = wholeOf(source, resolve);
  if (whole !== undefined) {
    if (whole !== '') parts.push(whole);
    return;
  }
  for (const [name, value] of Object.entries(source)) {
    if (name.startsWith('_') || name === 'extension' || octets.has(name) || (silent.has(name) && depth === 0)) continue;
    for (const each of listOf(value)) {
      const object = objectOf(each);
      const text = stringOf(each);
      if (object !== undefined) gather(object, parts, resolve, depth + 1);
      else if (typeof each === 'boolean') parts.push(`${name}: ${String(each)}`);
      else if (text !== undefined && !(name === 'status' && plainStatuses.has(text))) parts.push(text);
    }
  }
}

/** Data types that read as one: a coded value, a quantity, a reference, a span of time. */
function wholeOf(source: JsonObject, resolve: Resolve): string | undefined {
  if (source['coding'] !== undefined) {
    const coding = objectOf(listOf(source['coding'])[0]);
    const text = stringOf(source['text']) ?? stringOf(coding?.['display']) ?? stringOf(coding?.['code']);
    return text !== undefined && plainStatuses.has(text.toLowerCase()) ? '' : (text ?? '');
  }
  if (typeof source['value'] === 'number') {
    const unit = stringOf(source['unit']) ?? stringOf(source['code']);
    return [stringOf(source['comparator']), String(source['value']), unit === '1' ? undefined : unit]
      .filter((part) => part !== undefined)
      .join(' ');
  }
  if (source['reference'] !== undefined) {
    const target = resolve?.(source) as JsonObject | undefined;
    const code = objectOf(target?.['code']) ?? objectOf(target?.['type']);
    return (
      (code === undefined ? undefined : wholeOf({ coding: [], ...code }, undefined)) ||
      (stringOf(source['display']) ?? '')
    );
  }
  const { start, end } = source;
  if (start !== undefined || end !== undefined) return `${stringOf(start) ?? '..'} / ${stringOf(end) ?? '..'}`;
  return undefined;
}
