import { parseFhirJson } from '@passerelle/fhir/json';
import { PasserelleError } from '@passerelle/kernel';
import { readCertificate, type Certificate } from '@passerelle/trust';
import { parseXml, textOf, type XmlElement } from '@passerelle/xml';

/** A signature with more certificates than this is no seal that anybody makes. */
const mostCertificates = 10;

/**
 * The certificates that the JAdES seal of a Bundle carries in `x5c`. They are claims: they count for something only when
 * the seal verifies with one of them and an authority vouches for that one.
 */
export function certificatesOfBundleSeal(octets: Uint8Array): readonly Certificate[] {
  return leniently(() => {
    const data = member(member(parseFhirJson(octets), 'signature'), 'data');
    const [header = ''] = decoded(data, 'base64').split('.');
    const x5c = member(JSON.parse(decoded(header, 'base64url')), 'x5c');
    return Array.isArray(x5c) ? x5c.filter((each) => typeof each === 'string') : [];
  });
}

/** The certificates that a XAdES seal carries in `KeyInfo/X509Data`; claims likewise. */
export function certificatesOfDetachedSeal(signature: Uint8Array): readonly Certificate[] {
  return leniently(() => [...namesakes(parseXml(signature), 'X509Certificate')].map((each) => textOf(each) ?? ''));
}

/** Whatever is wrong with a seal, its verification says; here it only means that there is no certificate to look at. */
function leniently(read: () => readonly string[]): readonly Certificate[] {
  try {
    return read()
      .slice(0, mostCertificates)
      .map((base64) => readCertificate(Buffer.from(base64, 'base64')));
  } catch (cause) {
    if (cause instanceof PasserelleError || cause instanceof SyntaxError) return [];
    throw cause;
  }
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

function decoded(value: unknown, encoding: 'base64' | 'base64url'): string {
  return typeof value === 'string' ? Buffer.from(value, encoding).toString('latin1') : '';
}

function* namesakes(element: XmlElement, local: string): Generator<XmlElement, void> {
  if (element.local === local) yield element;
  for (const child of element.children) if (typeof child !== 'string') yield* namesakes(child, local);
}
