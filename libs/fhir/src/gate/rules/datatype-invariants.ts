import { isUcum } from '@passerelle/kernel/ucum';
import { isObject } from '../findings.js';
import { has, type Invariant } from './invariant.js';

const codedUnit: Invariant = {
  rule: 'qty-3',
  text: 'A quantity whose unit is coded must name the system of the code.',
  holds: (value) => !has(value, 'code') || has(value, 'system'),
};

const ucum = 'http://unitsofmeasure.org';
const knownUnit: Invariant = {
  rule: 'ucum',
  text: 'A unit coded in UCUM must be an expression of UCUM.',
  holds: (value) => value['system'] !== ucum || typeof value['code'] !== 'string' || isUcum(value['code']),
};
const quantity = [codedUnit, knownUnit];

/** Constraints that FHIR R4 states for its datatypes, as far as they need no terminology server. */
export const datatypeInvariants: Readonly<Record<string, readonly Invariant[]>> = {
  Quantity: quantity,
  Age: quantity,
  Count: quantity,
  Distance: quantity,
  Duration: quantity,
  Extension: [
    {
      rule: 'ext-1',
      text: 'An extension must have a value or extensions of its own, and not both.',
      holds: (value) => has(value, 'extension') !== Object.keys(value).some((name) => /^_?value[A-Z]/.test(name)),
    },
  ],
  Period: [
    {
      rule: 'per-1',
      text: 'A period must not end before it starts.',
      holds: (value) => inOrder(value['start'], value['end']),
    },
  ],
  Range: [
    {
      rule: 'rng-2',
      text: 'The low end of a range must not be above its high end.',
      holds: (value) => {
        const low = amount(value['low']);
        const high = amount(value['high']);
        return low === undefined || high === undefined || low <= high;
      },
    },
  ],
  Ratio: [
    {
      rule: 'rat-1',
      text: 'A ratio must have both its numbers, or extensions in their place.',
      holds: (value) =>
        has(value, 'numerator') === has(value, 'denominator') && (has(value, 'numerator') || has(value, 'extension')),
    },
  ],
  ContactPoint: [
    {
      rule: 'cpt-2',
      text: 'A contact value must say its system.',
      holds: (value) => !has(value, 'value') || has(value, 'system'),
    },
  ],
  Identifier: [
    {
      rule: 'identifier-uri',
      text: 'An identifier of the system urn:ietf:rfc:3986 must be a URI.',
      holds: (value) =>
        value['system'] !== 'urn:ietf:rfc:3986' || !has(value, 'value') || isAbsoluteUri(value['value']),
    },
  ],
  Attachment: [
    {
      rule: 'att-1',
      text: 'Attached data must say its content type.',
      holds: (value) => !has(value, 'data') || has(value, 'contentType'),
    },
  ],
  'Timing.repeat': [
    {
      rule: 'tim-1',
      text: 'A duration must say its unit.',
      holds: (value) => !has(value, 'duration') || has(value, 'durationUnit'),
    },
    {
      rule: 'tim-2',
      text: 'A period must say its unit.',
      holds: (value) => !has(value, 'period') || has(value, 'periodUnit'),
    },
    {
      rule: 'tim-9',
      text: 'An offset must have an event, and not one that a meal already implies.',
      holds: (value) => !has(value, 'offset') || allowsOffset(value['when']),
    },
    {
      rule: 'tim-10',
      text: 'A time of day and an event exclude each other.',
      holds: (value) => !has(value, 'timeOfDay') || !has(value, 'when'),
    },
  ],
};

function isAbsoluteUri(value: unknown): boolean {
  return typeof value === 'string' && /^[A-Za-z][A-Za-z0-9+.-]*:\S+$/.test(value);
}

// Events of which FHIR says that they already are offsets; a further offset has no meaning.
const mealsThemselves = new Set(['C', 'CM', 'CD', 'CV']);

function allowsOffset(when: unknown): boolean {
  return Array.isArray(when) && when.length > 0 && !when.some((event) => mealsThemselves.has(event as string));
}

function amount(quantity: unknown): number | undefined {
  const value = isObject(quantity) ? quantity['value'] : undefined;
  return typeof value === 'number' ? value : undefined;
}

/**
 * Whether two dates can be in order. Dates of different precision are compared as far as both go; times of day only
 * where both are instants.
 */
function inOrder(start: unknown, end: unknown): boolean {
  if (typeof start !== 'string' || typeof end !== 'string') return true;
  if (start.length > 10 && end.length > 10) return !(Date.parse(start) > Date.parse(end));
  const shared = Math.min(start.length, end.length, 10);
  return start.slice(0, shared) <= end.slice(0, shared);
}
