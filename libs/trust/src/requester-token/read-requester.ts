import { failed, ok, PasserelleError, type Result } from '@passerelle/kernel';
import { isObject } from '../jws/verify-compact.js';
import { annexFields, type HealthcareProvider, type HealthProfessional, type RequesterIdentity } from './requester.js';

/** A name or address longer than this is no name; it keeps what is shown and logged within bounds. */
const longestField = 1000;
/** Identifiers are shorter: the exchange log keeps that of the organisation as it is, in a field of this length. */
const longestIdentifier = 256;
const alpha2 = /^[A-Z]{2}$/;
// Control characters have no place in a name and would forge lines of a text log; half a surrogate pair has no UTF-8 form.
const control = /[\p{Cc}\p{Cs}\u2028\u2029]/u;

/**
 * Reads the two tables of the annex from an untrusted object with the members `professional` and `provider`; members
 * the annex does not know are left behind.
 * @returns the identity; PSR-2007 naming the first field that is missing, empty or malformed
 * (`professional.hp_identifier`); PSR-2005 when the tables name different providers. Values never appear in errors.
 */
export function readRequester(source: unknown): Result<RequesterIdentity> {
  const professional = readTable<HealthProfessional>(source, 'professional');
  if (!professional.ok) return professional;
  const provider = readTable<HealthcareProvider>(source, 'provider');
  if (!provider.ok) return provider;
  if (!alpha2.test(professional.value.country_code)) return missing('professional.country_code');
  if (professional.value.healthcare_provider_identifier !== provider.value.healthcare_provider_identifier) {
    return failed(
      new PasserelleError('PSR-2005', { reason: 'the professional and the provider tables name different providers' }),
    );
  }
  return ok({ professional: professional.value, provider: provider.value });
}

function readTable<Table extends HealthProfessional | HealthcareProvider>(
  source: unknown,
  name: keyof typeof annexFields,
): Result<Table> {
  const table = isObject(source) ? source[name] : undefined;
  const read: Record<string, string> = {};
  for (const field of annexFields[name]) {
    const value = isObject(table) && Object.hasOwn(table, field) ? table[field] : undefined;
    const longest = field.endsWith('_identifier') ? longestIdentifier : longestField;
    if (typeof value !== 'string' || value.trim() === '' || value.length > longest || control.test(value)) {
      return missing(`${name}.${field}`);
    }
    read[field] = value;
  }
  // The loop has filled every field that annexFields lists for the table, and the compiler holds that list to the type.
  return ok(read as unknown as Table);
}

function missing(field: string): Result<never> {
  return failed(new PasserelleError('PSR-2007', { field }));
}
