import { PasserelleError, type Json } from '@passerelle/kernel';
import type { JsonCensus } from './scan.js';

// With the u flag a pair is one character, so only a surrogate that stands alone has the property.
const unpairedSurrogate = /\p{Surrogate}/u;

/**
 * Refuses parsed JSON that another reader could read differently:
 * - a key given twice: `JSON.parse` keeps the last, so the value has fewer members than the octets had colons. Counting
 *   finds it however the key is escaped.
 * - `__proto__`, `constructor`, `prototype`: `JSON.parse` makes them plain members, a later copy makes them more.
 * - unpaired surrogates, which have no UTF-8 form, and numbers past the range of doubles, which have no JSON form.
 * @throws PasserelleError PSR-1006 (surrogates), PSR-1007 (numbers), PSR-1008 (keys)
 */
export function inspectJson(value: Json, census: JsonCensus): void {
  if (countMembers(value, census.escapes) !== census.members) throw new PasserelleError('PSR-1008');
}

function countMembers(value: Json | undefined, escapes: boolean): number {
  if (typeof value === 'string') {
    if (escapes && unpairedSurrogate.test(value)) throw new PasserelleError('PSR-1006');
    return 0;
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new PasserelleError('PSR-1007', { limit: 'numbers' });
    return 0;
  }
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (isList(value)) {
    for (const item of value) count += countMembers(item, escapes);
    return count;
  }
  for (const key of Object.keys(value)) {
    if (key === '__proto__' || key === 'constructor' || key === 'prototype') throw new PasserelleError('PSR-1008');
    if (escapes && unpairedSurrogate.test(key)) throw new PasserelleError('PSR-1006');
    count += 1 + countMembers(value[key], escapes);
  }
  return count;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
