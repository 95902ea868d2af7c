import { attribute, child, element, type XmlElement, type XmlOut } from '@passerelle/xml';
import type { Quantity, Ratio } from '../../model/coded.js';
import { isDecimal, unreadableNumber } from '../../model/decimal.js';
import type { CdaReading } from '../reading.js';

/**
 * Reads a physical quantity (PQ), an integer or a real. The value stays the decimal text it was.
 * @param reading - told of values that are no number
 * @returns undefined where there is no value or it is not a number
 */
export function readQuantity(source: XmlElement | undefined, reading?: CdaReading): Quantity | undefined {
  const value = attribute(source, 'value')?.trim();
  if (source === undefined || value === undefined) return undefined;
  if (!isDecimal(value)) {
    reading?.omit?.(`${source.local}, ${unreadableNumber}`);
    return undefined;
  }
  const unit = attribute(source, 'unit');
  return unit === undefined ? { value } : { value, unit };
}

/** How a quantity is written. */
export interface QuantityWriting {
  /** `xsi:type` to state, where the schema says ANY or QTY: `PQ`. */
  readonly xsiType?: string;
}

/** Writes a quantity. UCUM units hold no white space; a unit that does is no unit of UCUM and becomes an annotation. */
export function writeQuantity(name: string, quantity: Quantity, { xsiType }: QuantityWriting = {}): XmlOut {
  return element(name, { 'xsi:type': xsiType, value: quantity.value, unit: writableUnit(quantity.unit) });
}

/** Words in the place of a unit (`mm Hg`) as UCUM annotates them, `{mm_Hg}`; an annotation holds no braces (section 2.4). */
function writableUnit(unit: string | undefined): string | undefined {
  return unit === undefined || !/\s/.test(unit) ? unit : `{${unit.trim().replace(/[\s{}]+/g, '_')}}`;
}

/** Reads a ratio (RTO): a strength such as 10 mg in 1 mL. A denominator that is not given is one. */
export function readRatio(source: XmlElement | undefined, reading?: CdaReading): Ratio | undefined {
  const numerator = readQuantity(child(source, 'numerator'), reading);
  if (numerator === undefined) return undefined;
  return { numerator, denominator: readQuantity(child(source, 'denominator'), reading) ?? { value: '1' } };
}

/** Writes a ratio. Its parts are of CDA's own namespace even where the ratio stands in that of the medication extension. */
export function writeRatio(name: string, ratio: Ratio, { xsiType }: QuantityWriting = {}): XmlOut {
  return element(
    name,
    { 'xsi:type': xsiType },
    writeQuantity('numerator', ratio.numerator, { xsiType: 'PQ' }),
    writeQuantity('denominator', ratio.denominator, { xsiType: 'PQ' }),
  );
}

/** A span of quantities; both ends are the same where one quantity was given. */
export interface QuantityRange {
  readonly low?: Quantity;
  readonly high?: Quantity;
}

/** Reads IVL_PQ: low and high, one centre, or a plain quantity (which is both ends). Undefined where nothing is given. */
export function readQuantityRange(source: XmlElement | undefined, reading?: CdaReading): QuantityRange | undefined {
  const single = readQuantity(source, reading) ?? readQuantity(child(source, 'center'), reading);
  if (single !== undefined) return { low: single, high: single };
  const low = readQuantity(child(source, 'low'), reading);
  const high = readQuantity(child(source, 'high'), reading);
  if (low === undefined && high === undefined) return undefined;
  return { ...(low !== undefined && { low }), ...(high !== undefined && { high }) };
}

/** Writes IVL_PQ: one quantity where both ends are the same, else low and high. */
export function writeQuantityRange(name: string, range: QuantityRange, { xsiType }: QuantityWriting = {}): XmlOut {
  const { low, high } = range;
  if (low !== undefined && high !== undefined && low.value === high.value && low.unit === high.unit) {
    return writeQuantity(name, low, xsiType === undefined ? {} : { xsiType });
  }
  return element(
    name,
    { 'xsi:type': xsiType },
    low === undefined ? undefined : writeQuantity('low', low),
    high === undefined ? undefined : writeQuantity('high', high),
  );
}
