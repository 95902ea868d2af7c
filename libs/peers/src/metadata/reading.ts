import { PasserelleError } from '@passerelle/kernel';
import { textOf, type XmlElement } from '@passerelle/xml';
import { serviceSchema, type BundleService } from '../trust-bundle/contents.js';

/** Country codes by which lists name two countries otherwise than ISO 3166-1. */
const otherwiseNamed: Readonly<Record<string, string>> = { EL: 'GR', UK: 'GB' };

/** The country that a list or metadata name, ISO 3166-1 alpha-2; undefined for anything else. */
export function countryOf(text: string | undefined): string | undefined {
  const code = text?.toUpperCase() ?? '';
  return /^[A-Z]{2}$/.test(code) ? (otherwiseNamed[code] ?? code) : undefined;
}

/** An instant of XML Schema (`dateTime` with a zone); undefined for anything else, since a time without zone is no instant. */
export function instantOf(element: XmlElement | undefined): Date | undefined {
  const text = textOf(element) ?? '';
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/.test(text)) return undefined;
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}

/** An instant as a trust bundle writes it, whole seconds in UTC. */
export function stampOf(instant: Date): string {
  return `${instant.toISOString().slice(0, 19)}Z`;
}

/** The certificate in an element, DER in base64 without white space; undefined where it is empty or no base64. */
export function certificateIn(element: XmlElement | undefined): string | undefined {
  const text = (textOf(element) ?? '').replaceAll(' ', '');
  return text.length <= 44_000 && /^MI[A-Za-z0-9+/]+={0,2}$/.test(text) ? text : undefined;
}

/** A service as a trust bundle lists it, or what is wrong with it. */
export function serviceOf(service: BundleService): { service: BundleService } | { fault: string } {
  const parsed = serviceSchema.safeParse(service);
  if (parsed.success) return { service: parsed.data };
  return { fault: parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join(', ') };
}

/** The error for a file that is not what it has to be. */
export function notUnderstood(reason: string): PasserelleError {
  return new PasserelleError('PSR-3063', { reason });
}
