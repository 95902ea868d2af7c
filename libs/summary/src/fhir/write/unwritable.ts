import { isAbsoluteUri } from '../datatypes/index.js';

/** A day with a time of day that says no offset. */
const floating = /^\d{4}-\d{2}-\d{2}T(?:(?!Z|[+-]\d{2}:\d{2}$).)*$/;
const placeholder = /^[^A-Za-z0-9]*$/;

/**
 * What an entry says that FHIR has no way to write, for the loss report: code systems that are no URI, codes that are only
 * signs (`...`), and times of day without offset in a document that has none either.
 * @param offset - offset of the document's own time, which such times take
 */
export function unwritableParts(entry: object, offset: string | undefined): readonly string[] {
  const parts: string[] = [];
  gather(entry, offset === undefined, parts);
  return parts;
}

function gather(part: object, floats: boolean, parts: string[]): void {
  for (const key in part) {
    const value = (part as Record<string, unknown>)[key];
    if (typeof value === 'object' && value !== null) gather(value, floats, parts);
    else if (floats && typeof value === 'string' && key !== 'text' && floating.test(value)) {
      parts.push('time of day without offset');
    }
  }
  const { system, code } = part as { system?: unknown; code?: unknown };
  if (typeof system !== 'string' || typeof code !== 'string') return;
  if (placeholder.test(code)) parts.push('code that is only signs');
  else if (system !== '' && !isAbsoluteUri(system)) parts.push(`code system ${system}`);
}
