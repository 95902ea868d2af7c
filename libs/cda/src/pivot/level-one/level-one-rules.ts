import { attribute, child, type XmlElement } from '@passerelle/xml';
import { demand, indispensable, type Demand } from '../rule.js';

function ofText(id: string, text: string, holds: (text: XmlElement | undefined) => boolean): Demand {
  return demand({ id, place: 'text', text, severities: indispensable }, (body) => holds(child(body, 'text')));
}

/** Rules of the PDF of a level 1 (myhealtheu-wire.md section 13.6), asked of nonXMLBody. */
export const levelOneRules: readonly Demand[] = [
  ofText(
    'pivot-pdf-media-type',
    'The media type must be application/pdf.',
    (text) => attribute(text, 'mediaType') === 'application/pdf',
  ),
  ofText(
    'pivot-pdf-representation',
    'The representation must be B64.',
    (text) => attribute(text, 'representation') === 'B64',
  ),
  ofText('pivot-pdf-content', 'The content must be base64 of a PDF.', isPdf),
];

/** Whether the text is base64 whose octets begin as a PDF does. Only the first of them are decoded: bodies have megabytes. */
function isPdf(text: XmlElement | undefined): boolean {
  const data = (text?.children ?? [])
    .filter((node) => typeof node === 'string')
    .join('')
    .replace(/[ \t\r\n]+/g, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(data) || data.length % 4 !== 0) return false;
  return Buffer.from(data.slice(0, 8), 'base64').toString('latin1').startsWith('%PDF-');
}
