import type { Finding } from '@passerelle/fhir/gate';
import { attribute, child, children, textOf, type XmlElement } from '@passerelle/xml';
import { hasTemplate } from './header-rules.js';
import { applyRules, type PivotRule } from './rule.js';
import { pivotSections } from './section-table.js';
import { checkStatements } from './statement-rules.js';

const loinc = '2.16.840.1.113883.6.1';

const everySection: readonly PivotRule[] = [
  {
    rule: 'pivot-section-code',
    severity: 'error',
    place: 'code',
    text: 'A section must have a LOINC code.',
    holds: (section) => attribute(child(section, 'code'), 'codeSystem') === loinc && loincOf(section) !== undefined,
  },
  {
    rule: 'pivot-section-title',
    severity: 'error',
    place: 'title',
    text: 'A section must have a title.',
    holds: (section) => textOf(child(section, 'title')) !== undefined,
  },
  {
    rule: 'pivot-section-text',
    severity: 'error',
    place: 'text',
    text: 'A section must have a narrative.',
    holds: (section) => textOf(child(section, 'text')) !== undefined,
  },
];

/** Rules of the sections of a level 3 (myhealtheu-wire.md sections 13.3 and 13.7), asked of structuredBody. */
export function checkSections(body: XmlElement, path: string): Finding[] {
  const findings: Finding[] = [];
  const seen = new Map<string, number>();
  children(body, 'component').forEach((component, index) => {
    const section = child(component, 'section');
    if (section === undefined) return;
    const place = `${path}/component[${index + 1}]/section`;
    const code = loincOf(section) ?? '';
    seen.set(code, (seen.get(code) ?? 0) + 1);
    findings.push(
      ...applyRules(everySection, section, place),
      ...checkKnown(section, code, place),
      ...checkStatements(section, place),
    );
  });
  for (const { loinc: code, basic } of pivotSections) {
    const count = seen.get(code) ?? 0;
    if (basic && count === 0)
      findings.push(error('pivot-section-basic', path, `The basic section ${code} is missing.`));
    if (count > 1) findings.push(error('pivot-section-once', path, `The section ${code} must not repeat.`));
  }
  return findings;
}

function checkKnown(section: XmlElement, code: string, place: string): Finding[] {
  const known = pivotSections.find((each) => each.loinc === code);
  if (known === undefined) return [];
  const findings: Finding[] = [];
  if (!hasTemplate(section, known.template)) {
    findings.push(
      error('pivot-section-template', `${place}/templateId`, `The section must carry the template ${known.template}.`),
    );
  }
  // Silence is not an answer: a basic section without statements says in code that there are none, or that nothing is known.
  if (known.basic && child(section, 'entry') === undefined) {
    findings.push(
      error('pivot-section-entry', place, 'A basic section must have an entry; emptiness is stated in code.'),
    );
  }
  return findings;
}

function loincOf(section: XmlElement): string | undefined {
  return attribute(child(section, 'code'), 'code');
}

function error(rule: string, expression: string, text: string): Finding {
  return { severity: 'error', rule, expression, text };
}
