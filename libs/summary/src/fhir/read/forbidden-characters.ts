import type { Json } from '@passerelle/kernel';

// A string of FHIR holds no character below 32 but tab, line feed and carriage return (R4 section 2.24.0.1). In JSON such
// a character can only stand as an escape, so octets without these hold none.
const escapes = ['\\u00', '\\b', '\\f'] as const;
// eslint-disable-next-line no-control-regex -- the control characters are what is looked for
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g;

/**
 * A parsed document whose strings hold only characters that FHIR and XML know: each other one becomes U+FFFD, as it does
 * where a document is written as XML.
 * @param octets - the document as received
 * @returns undefined where nothing had to be replaced
 */
export function withoutForbidden(document: Json, octets: Uint8Array): Json | undefined {
  const bytes = Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength);
  if (!escapes.some((escape) => bytes.includes(escape))) return undefined;
  let replaced = false;
  const clean = (text: string): string =>
    text.replace(forbidden, () => {
      replaced = true;
      return '\ufffd';
    });
  const cleaned = mapped(document, clean);
  return replaced ? cleaned : undefined;
}

function mapped(value: Json, clean: (text: string) => string): Json {
  if (typeof value === 'string') return clean(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => mapped(item, clean));
  const entries = Object.entries(value as Readonly<Record<string, Json | undefined>>);
  return Object.fromEntries(
    entries.flatMap(([name, part]) => (part === undefined ? [] : [[name, mapped(part, clean)]])),
  );
}
