import type { Timing } from '../model/product.js';
import { intervalText, momentText } from './moments.js';
import { decimalText, quantityText } from './quantities.js';
import type { ViewScope } from './view-scope.js';
import { fill } from './words/index.js';

/** When a dose is taken, in words: `every 8 hours`, `before breakfast (30 min)`. */
export function timingText(timing: Timing, scope: ViewScope): string {
  const { timing: words } = scope.words;
  switch (timing.kind) {
    case 'periodic': {
      const { phase } = timing;
      const { low, high, ...unknown } = phase ?? {};
      const starts = low !== undefined && high === undefined && Object.keys(unknown).length === 0;
      const first = starts ? momentText(low, scope) : intervalText(phase ?? {}, scope);
      const often = oftenText(timing, scope);
      return first === undefined ? often : `${often}; ${fill(words.phase, { phase: first })}`;
    }
    case 'event': {
      const event = wordOf(words.events, timing.event) ?? timing.event;
      const { offset } = timing;
      if (offset === undefined) return event;
      // Whether it is before or after is in the event; CDA writes the distance before a meal below zero, FHIR above.
      const distance = { ...offset, value: offset.value.replace(/^-/, '') };
      return fill(words.offset, { event, offset: quantityText(distance, scope) });
    }
    case 'moment':
      return fill(words.at, { moment: momentText(timing.at, scope) });
  }
}

type Periodic = Extract<Timing, { kind: 'periodic' }>;

/**
 * How often. Where the times of day are left open (three times a day) a whole number of times a day is said as such; the
 * rest is said as a distance (every 8 hours), which is not the same thing.
 */
function oftenText({ period, institutionSpecified }: Periodic, scope: ViewScope): string {
  const { timing: words } = scope.words;
  const { value, unit = '' } = period;
  const hours = unit === 'h' ? Number(value) : unit === 'd' ? Number(value) * 24 : Number.NaN;
  if (institutionSpecified === true) {
    const times = 24 / hours;
    if (times === 1) return words.onceADay;
    if (Number.isInteger(times) && times > 1) return fill(words.timesADay, { n: String(times) });
    return `${every(value, unit, scope)} (${words.timesChosen})`;
  }
  return every(value, unit, scope);
}

function every(value: string, unit: string, scope: ViewScope): string {
  const { timing: words } = scope.words;
  const [one, many] = wordOf(words.every, unit) ?? [];
  if (one === undefined || many === undefined) {
    return fill(words.everyOther, { quantity: quantityText({ value, unit }, scope) });
  }
  return Number(value) === 1 ? one : fill(many, { n: decimalText(value, scope) });
}

/** What a table of words says for a key that came from a document; nothing for a key it does not have. */
export function wordOf<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
