import { failed, ok, PasserelleError, type Identifier, type Result } from '@passerelle/kernel';

/**
 * Reads a search parameter of type token in the form `system|value` (FHIR R4 search.html#token). Both parts are
 * needed: an identifier without its system names nobody.
 * @param name - the parameter, for the error
 */
export function tokenParameter(name: string, text: unknown): Result<Identifier> {
  if (typeof text === 'string') {
    const bar = text.indexOf('|');
    const system = text.slice(0, Math.max(bar, 0));
    const value = text.slice(bar + 1);
    if (bar > 0 && value !== '' && text.length <= 256 && !value.includes('|')) return ok({ system, value });
  }
  return failed(new PasserelleError('PSR-1012', { parameter: name }));
}

/** A date parameter: prefix and the UTC instants that the date, at its precision, begins and ends at. */
export interface DateParameter {
  readonly prefix: 'eq' | 'ge' | 'gt' | 'le' | 'lt';
  readonly from: Date;
  /** The first instant that is not part of the date any more. */
  readonly until: Date;
}

const form =
  /^(eq|ge|gt|le|lt)?(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})))?)?)?$/;

/** Reads a search parameter of type date (FHIR R4 search.html#date) with the prefixes that make sense for documents. */
export function dateParameter(name: string, text: unknown): Result<DateParameter> {
  const match = typeof text === 'string' ? form.exec(text) : null;
  if (match === null) return failed(new PasserelleError('PSR-1012', { parameter: name }));
  const [, prefix = 'eq', year, month, day, time] = match;
  // A Date takes the 30th of February for the 1st of March.
  const lastDay = new Date(Date.UTC(Number(year), Number(month ?? '01'), 0)).getUTCDate();
  if (Number(day ?? '01') > lastDay) return failed(new PasserelleError('PSR-1012', { parameter: name }));
  const from = new Date(`${year}-${month ?? '01'}-${day ?? '01'}T${time ?? '00:00:00Z'}`);
  if (Number.isNaN(from.getTime())) return failed(new PasserelleError('PSR-1012', { parameter: name }));
  const until = new Date(from);
  if (time !== undefined) until.setUTCSeconds(until.getUTCSeconds() + 1);
  else if (day !== undefined) until.setUTCDate(until.getUTCDate() + 1);
  else if (month !== undefined) until.setUTCMonth(until.getUTCMonth() + 1);
  else until.setUTCFullYear(until.getUTCFullYear() + 1);
  return ok({ prefix: prefix as DateParameter['prefix'], from, until });
}

/** Tells whether an instant satisfies a date parameter. */
export function dateMatches({ prefix, from, until }: DateParameter, instant: Date): boolean {
  switch (prefix) {
    case 'eq':
      return instant >= from && instant < until;
    case 'ge':
      return instant >= from;
    case 'gt':
      return instant >= until;
    case 'le':
      return instant < until;
    case 'lt':
      return instant < from;
  }
}
