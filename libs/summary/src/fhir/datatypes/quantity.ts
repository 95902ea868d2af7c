import type { Quantity as FhirQuantity, Ratio as FhirRatio, Range } from 'fhir/r4.js';
import { isUcum } from '@passerelle/kernel/ucum';
import type { Quantity, Ratio } from '../../model/coded.js';
import { isDecimal } from '../../model/decimal.js';
import { objectOf, objectsOf, stated, stringOf } from '../narrowing.js';

/** Code system of the units. */
const ucum = 'http://unitsofmeasure.org';
/** Number of digits after the decimal point, which a JSON number cannot say: `10.0` would become `10`. */
const precisionUrl = 'http://hl7.org/fhir/StructureDefinition/quantity-precision';

/** What a quantity given as a code and a number may still say: `<`, `>=`. */
export type Comparator = '<' | '<=' | '>=' | '>';

/** A quantity with its UCUM unit. Units that cannot be UCUM are written for people only, without system and code. */
export function quantity(source: Quantity): FhirQuantity {
  const { unit } = source;
  const coded = unit !== undefined && isUcum(unit);
  return {
    value: Number(source.value),
    // `_value` is valid FHIR JSON that the types of @types/fhir leave out.
    ...precision(source.value),
    unit: unit === undefined ? undefined : (annotation(unit) ?? unit),
    system: coded ? ucum : undefined,
    code: coded ? unit : undefined,
  };
}

/** States the digits after the point only where a JSON number would lose one of them: a zero at the end. */
function precision(value: string): object {
  const zeros = /^[+-]?\d*\.(\d*0)$/.exec(value);
  if (zeros?.[1] === undefined) return {};
  return { _value: { extension: [{ url: precisionUrl, valueInteger: zeros[1].length }] } };
}

/** `{tablet}` is UCUM's way to count what is no unit; people read `tablet`. */
function annotation(unit: string): string | undefined {
  return /^\{([^{}]+)\}$/.exec(unit)?.[1];
}

/**
 * Reads a quantity. A unit that is coded in another system than UCUM, or not coded at all, becomes a UCUM annotation
 * (`{tablet}`), so that whoever writes it on does not present it as a unit of measure.
 * @returns undefined where there is no number
 */
export function readQuantity(value: unknown): Quantity | undefined {
  const source = objectOf(value);
  const number = decimalOf(source?.['value'], source?.['_value']);
  if (source === undefined || number === undefined) return undefined;
  const unit = unitOf(source['system'], stringOf(source['code']), stringOf(source['unit']));
  return unit === undefined ? { value: number } : { value: number, unit };
}

/** The comparator of a quantity, where it is one of R4. */
export function comparatorOf(value: unknown): Comparator | undefined {
  const comparator = objectOf(value)?.['comparator'];
  return comparator === '<' || comparator === '<=' || comparator === '>=' || comparator === '>'
    ? comparator
    : undefined;
}

/** The number as decimal text, with the zeros at its end that the precision extension states. */
function decimalOf(value: unknown, element: unknown): string | undefined {
  // Numbers as strings are against the format but occur; a string that is no number is no value.
  if (typeof value === 'string') return isDecimal(value.trim()) ? value.trim() : undefined;
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined;
  for (const extension of objectsOf(objectOf(element)?.['extension'])) {
    const digits = extension['valueInteger'];
    if (extension['url'] === precisionUrl && typeof digits === 'number' && digits >= 0 && digits <= 20)
      return value.toFixed(digits);
  }
  return String(value);
}

/** The unit in UCUM, whatever the producer wrote it in. */
function unitOf(system: unknown, code: string | undefined, unit: string | undefined): string | undefined {
  if (system === ucum) return code ?? unit;
  // qty-3 forbids a code without system; producers write UCUM codes like that all the time.
  if (system === undefined && code !== undefined) return code;
  const words = unit ?? code;
  if (words === undefined || (system === undefined && isUcum(words))) return words;
  // An annotation is ASCII without braces and white space (UCUM section 2.4).
  const plain = words
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[\s{}]+/g, '_')
    .replace(/[^!-~]/g, '');
  return `{${plain}}`;
}

/** A ratio such as a strength. */
export function ratio(source: Ratio): FhirRatio {
  return { numerator: quantity(source.numerator), denominator: quantity(source.denominator) };
}

/** Reads a ratio; a denominator that is not given is one. */
export function readRatio(value: unknown): Ratio | undefined {
  const source = objectOf(value);
  const numerator = readQuantity(source?.['numerator']);
  if (numerator === undefined) return undefined;
  return { numerator, denominator: readQuantity(source?.['denominator']) ?? { value: '1' } };
}

/** A span of quantities. */
export interface QuantityRange {
  readonly low?: Quantity;
  readonly high?: Quantity;
}

/** A span of quantities as Range; undefined where its ends are the wrong way round, which a Range may not be (rng-2). */
export function range({ low, high }: QuantityRange): Range | undefined {
  if (low !== undefined && high !== undefined && isReversed(low, high)) return undefined;
  return { low: low && quantity(low), high: high && quantity(high) };
}

/** Whether the low end of a span is above its high end, as far as two numbers of one unit tell. */
export function isReversed(low: Quantity, high: Quantity): boolean {
  return low.unit === high.unit && Number(low.value) > Number(high.value);
}

/** Reads a Range; undefined where neither end is a number. */
export function readRange(value: unknown): QuantityRange | undefined {
  const source = objectOf(value);
  const low = readQuantity(source?.['low']);
  const high = readQuantity(source?.['high']);
  return low === undefined && high === undefined ? undefined : stated({ low, high });
}

/** Whether two quantities are the same amount in the same unit, as written. */
export function isSameQuantity(one: Quantity | undefined, other: Quantity | undefined): boolean {
  return one !== undefined && other !== undefined && one.value === other.value && one.unit === other.unit;
}
