import type { Quantity } from '../model/coded.js';
import type { ObservedValue } from '../model/entry.js';

/**
 * A value that lies between limits, in the one form the model has for it: a range where both ends are known, a quantity
 * with a comparator where one end is open, and a plain quantity where both ends are the same.
 * @param exclusive - whether the one limit itself does not belong to the range
 */
export function rangeValue(
  low: Quantity | undefined,
  high: Quantity | undefined,
  exclusive = false,
): ObservedValue | undefined {
  if (low !== undefined && high !== undefined) {
    const same = low.value === high.value && low.unit === high.unit;
    return same ? { kind: 'quantity', quantity: low } : { kind: 'range', low, high };
  }
  if (high !== undefined) return { kind: 'quantity', quantity: high, comparator: exclusive ? '<' : '<=' };
  return low && { kind: 'quantity', quantity: low, comparator: exclusive ? '>' : '>=' };
}
