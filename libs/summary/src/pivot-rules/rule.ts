import type { Finding } from '@passerelle/fhir/gate';
import type { XmlElement } from '@passerelle/xml';

/** A condition that an element of the pivot must fulfil. */
export interface PivotRule {
  readonly rule: string;
  readonly severity: Finding['severity'];
  /** Place that the finding names, an XPath below the element the rule is asked of. */
  readonly place: string;
  readonly text: string;
  holds(element: XmlElement): boolean;
}

/** Asks all rules of one element. */
export function applyRules(rules: readonly PivotRule[], element: XmlElement, path: string): Finding[] {
  return rules
    .filter((rule) => !rule.holds(element))
    .map(({ rule, severity, place, text }) => ({
      severity,
      rule,
      expression: place === '' ? path : `${path}/${place}`,
      text,
    }));
}
