import type { Quantity, Ratio } from '../model/coded.js';
import type { ObservedValue, ReferenceRange } from '../model/observed.js';
import type { ViewScope } from './view-scope.js';
import { fill } from './words/index.js';

/** Holds a number and its unit together at the end of a line. */
const noBreak = '\u00a0';
const comparators = { '<': '<', '<=': '≤', '>=': '≥', '>': '>' } as const;

/** A decimal number as the reader writes it; no digit is added or taken away. */
export function decimalText(value: string, { words }: ViewScope): string {
  return /^[+-]?\d+\.\d+$/.test(value) ? value.replace('.', words.quantity.decimal) : value;
}

/** An amount with its unit as written (UCUM); the unit `1` is none. */
export function quantityText({ value, unit }: Quantity, scope: ViewScope): string {
  const number = decimalText(value, scope);
  return isUnit(unit) ? `${number}${noBreak}${unit}` : number;
}

/** Whether the unit says more than that things are counted. */
export function isUnit(unit: string | undefined): unit is string {
  return unit !== undefined && unit !== '1';
}

/** A ratio: `10 mg/1 mL`; of a whole the denominator is left out: `245 mg`. */
export function ratioText({ numerator, denominator }: Ratio, scope: ViewScope): string {
  const whole = !isUnit(denominator.unit) && /^1(?:\.0*)?$/.test(denominator.value);
  const upper = quantityText(numerator, scope);
  return whole ? upper : `${upper}${noBreak}/ ${quantityText(denominator, scope)}`;
}

/** What lies between two amounts, either of which may be missing; the same amount twice is that amount. */
export function rangeText(
  { low, high }: { readonly low?: Quantity; readonly high?: Quantity },
  scope: ViewScope,
): string | undefined {
  const { atLeast, atMost, range } = scope.words.quantity;
  const [lower, upper] = [low, high].map((end) => (end === undefined ? undefined : quantityText(end, scope)));
  if (lower !== undefined && upper !== undefined) {
    if (lower === upper) return lower;
    const same = low?.unit === high?.unit && low !== undefined;
    return fill(range, { low: same ? decimalText(low.value, scope) : lower, high: upper });
  }
  if (lower !== undefined) return fill(atLeast, { low: lower });
  return upper === undefined ? undefined : fill(atMost, { high: upper });
}

/** What is normal: numbers, words, or both. */
export function referenceText(range: ReferenceRange, scope: ViewScope): string {
  return [rangeText(range, scope), range.text].filter((part) => part !== undefined).join(', ');
}

/** An observed value that is a number or a truth value. */
export type PlainValue = Extract<ObservedValue, { kind: 'quantity' | 'range' | 'ratio' | 'boolean' }>;

/** An observed value that is a number or a truth value, in words; undefined for a range without ends. */
export function valueText(value: PlainValue, scope: ViewScope): string | undefined {
  switch (value.kind) {
    case 'quantity': {
      const sign = value.comparator === undefined ? '' : `${comparators[value.comparator]}${noBreak}`;
      return sign + quantityText(value.quantity, scope);
    }
    case 'range':
      return rangeText(value, scope);
    case 'ratio':
      return ratioText(value.ratio, scope);
    case 'boolean':
      return value.value ? scope.words.marks.yes : scope.words.marks.no;
  }
}
