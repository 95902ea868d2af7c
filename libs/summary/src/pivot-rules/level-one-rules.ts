import { attribute, child, textOf, type XmlElement } from '@passerelle/xml';
import type { PivotRule } from './rule.js';

function demand(rule: string, text: string, holds: (text: XmlElement | undefined) => boolean): PivotRule {
  return { rule, severity: 'error', place: 'text', text, holds: (body) => holds(child(body, 'text')) };
}

/** Rules of a level 1 (myhealtheu-wire.md section 13.6), asked of nonXMLBody. */
export const levelOneRules: readonly PivotRule[] = [
  demand(
    'pivot-pdf-media-type',
    'The media type must be application/pdf.',
    (text) => attribute(text, 'mediaType') === 'application/pdf',
  ),
  demand(
    'pivot-pdf-representation',
    'The representation must be B64.',
    (text) => attribute(text, 'representation') === 'B64',
  ),
  demand('pivot-pdf-content', 'The content must be base64 of a PDF.', isPdf),
];

/** Whether the text is base64 whose octets begin as a PDF does. Only the first of them are decoded: bodies have megabytes. */
function isPdf(text: XmlElement | undefined): boolean {
  const data = (textOf(text) ?? '').replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(data) || data.length % 4 !== 0) return false;
  return Buffer.from(data.slice(0, 8), 'base64').toString('latin1').startsWith('%PDF-');
}
