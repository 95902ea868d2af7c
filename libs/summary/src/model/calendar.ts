/** The parts of a moment as digits, coarse to fine; what is not stated is left out. */
export interface MomentParts {
  readonly year: string;
  readonly month?: string | undefined;
  readonly day?: string | undefined;
  readonly hour?: string | undefined;
  readonly minute?: string | undefined;
  readonly second?: string | undefined;
  /** Sign, hours and minutes: `+02:00`. */
  readonly offset?: string | undefined;
}

/** What a loss report calls a value that {@link isPossible} denies. */
export const impossibleDate = 'a date that no calendar has';

const daysInMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/**
 * Whether there was or will be such a moment. Both formats leave this to whoever reads: their patterns know digits, and
 * FHIR has no year 0 and no offset beyond 14 hours (R4 section 2.24.0.1).
 */
export function isPossible({ year, month, day, hour, minute, second, offset }: MomentParts): boolean {
  if (year === '0000') return false;
  if (month !== undefined && (month < '01' || month > '12')) return false;
  if (day !== undefined && (day < '01' || Number(day) > lengthOf(Number(year), Number(month)))) return false;
  // Second 60 is a leap second, which has been, so it is possible.
  const timely = isUpTo(hour, '23') && isUpTo(minute, '59') && isUpTo(second, '60');
  return timely && (offset === undefined || (offset.slice(1) <= '14:00' && offset.slice(4) <= '59'));
}

function isUpTo(digits: string | undefined, highest: string): boolean {
  return digits === undefined || digits <= highest;
}

function lengthOf(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && !leap ? 28 : (daysInMonth[month - 1] ?? 0);
}
