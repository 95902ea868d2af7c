import type { TimingRepeat } from 'fhir/r4.js';
import type { Timing } from '../model/entry.js';

type Periodic = Extract<Timing, { kind: 'periodic' }>;
type Unit = NonNullable<TimingRepeat['periodUnit']>;

const units: ReadonlySet<string> = new Set(['s', 'min', 'h', 'd', 'wk', 'mo', 'a']);
const hoursIn: Readonly<Record<string, number>> = { h: 1, d: 24, wk: 168 };

/**
 * How often, as CDA says it: the time from one dose to the next. Three times a day becomes 8 h whose times of day are
 * left to who gives it, which is what tells it from every 8 h.
 */
export function every(frequency: number, period: number, unit: string): Periodic {
  if (frequency === 1) return { kind: 'periodic', period: { value: decimal(period), unit } };
  const hours = hoursIn[unit];
  const gap = hours === undefined ? period / frequency : (period * hours) / frequency;
  return {
    kind: 'periodic',
    period: { value: decimal(gap), unit: hours === undefined ? unit : 'h' },
    institutionSpecified: true,
  };
}

/** A number as decimal text. */
function decimal(value: number): string {
  // Six digits give back every number of times a day or week that a person can take.
  return String(Number(value.toFixed(6)));
}

/**
 * How often, as FHIR says it, the inverse of {@link every}: so many times a day, or a week, where the times of day are
 * left open; else once in so much time. Undefined where the unit is none of FHIR's.
 */
export function timesPer(timing: Periodic): Pick<TimingRepeat, 'frequency' | 'period' | 'periodUnit'> | undefined {
  const value = Number(timing.period.value);
  const unit = timing.period.unit ?? '';
  if (!units.has(unit) || !(value > 0)) return undefined;
  if (timing.institutionSpecified === true) {
    const hours = hoursIn[unit];
    const wholes: readonly string[] = hours === undefined ? [unit] : ['d', 'wk'];
    for (const whole of wholes) {
      const times = timesIn((hoursIn[whole] ?? 1) / (value * (hours ?? 1)));
      if (times !== undefined) return { frequency: times, period: 1, periodUnit: whole as Unit };
    }
  }
  return { frequency: 1, period: value, periodUnit: unit as Unit };
}

/** The whole number of times, where it is one but for the rounding of the gap. */
function timesIn(quotient: number): number | undefined {
  const times = Math.round(quotient);
  return times >= 1 && Math.abs(quotient - times) < 1e-4 * times ? times : undefined;
}
