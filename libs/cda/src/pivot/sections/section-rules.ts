import { attribute, child, textOf, type XmlElement } from '@passerelle/xml';
import { demand, ofWriters, rule, type Demand } from '../rule.js';

const loinc = '2.16.840.1.113883.6.1';

/** Rules of every section (myhealtheu-wire.md section 13.3), asked of section. */
export const everySection: readonly Demand[] = [
  demand(
    { id: 'pivot-section-code', place: 'code', text: 'A section must have a LOINC code.' },
    (section) => attribute(child(section, 'code'), 'codeSystem') === loinc && loincOf(section) !== undefined,
  ),
  demand(
    { id: 'pivot-section-title', place: 'title', text: 'A section must have a title.' },
    (section) => textOf(child(section, 'title')) !== undefined,
  ),
  demand(
    { id: 'pivot-section-text', place: 'text', text: 'A section must have a narrative.' },
    (section) => textOf(child(section, 'text')) !== undefined,
  ),
];

/** Rules of the sections that the pivot names. */
export const sectionRules = {
  basic: rule(
    'pivot-section-basic',
    'The five basic sections must be there: 10160-0, 48765-2, 47519-4, 11450-4 and 46264-8.',
  ),
  once: rule('pivot-section-once', 'A section that the pivot names must not repeat.'),
  template: rule(
    'pivot-section-template',
    'The section must carry its template of eHDSI, 1.3.6.1.4.1.12559.11.10.1.3.1.2.N.',
    ofWriters,
  ),
  older: rule(
    'pivot-section-template-older',
    'The section must also carry the template of IHE or CCD by which older nodes find it.',
    ofWriters,
  ),
  // Silence is not an answer: a basic section without statements says in code that there are none, or that nothing is known.
  entry: rule('pivot-section-entry', 'A basic section must have an entry; that there is nothing is stated in code.'),
} as const;

/** LOINC code of a section, whatever its system says. */
export function loincOf(section: XmlElement): string | undefined {
  return attribute(child(section, 'code'), 'code');
}
