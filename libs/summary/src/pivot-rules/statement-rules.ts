import type { Finding } from '@passerelle/fhir/gate';
import { isUcum } from '@passerelle/fhir/ucum';
import { absenceOf, absentUnknownSystem } from '@passerelle/terminology';
import { attribute, child, children, xsiType, type XmlElement } from '@passerelle/xml';

const absentUnknown = '2.16.840.1.113883.5.1150.1';
// Elements of the datatype CS: their code system is fixed by the model and not written. `event` is EIVL's.
const withoutSystem = new Set(['statusCode', 'languageCode', 'realmCode', 'signatureCode', 'event']);
// Elements that must say a code or why there is none.
const mustSay = new Set(['code', 'routeCode', 'formCode', 'targetSiteCode', 'approachSiteCode', 'interpretationCode']);
const timeElements = new Set(['effectiveTime', 'time', 'birthTime']);
const spansOfTime = new Set(['effectiveTime', 'time', 'phase']);
const limits = new Set(['low', 'high', 'center']);
const timeForm =
  /^\d{4}(?:(?:0[1-9]|1[0-2])(?:(?:0[1-9]|[12]\d|3[01])(?:\d{2}(?:\d{2}(?:\d{2}(?:\.\d+)?)?)?(?:[+-]\d{4})?)?)?)?$/;

/**
 * Rules of the clinical statements of a section: every code has its system, every reference a target in the narrative,
 * times and units have the form their datatypes want.
 */
export function checkStatements(section: XmlElement, path: string): Finding[] {
  const findings: Finding[] = [];
  const targets = new Set<string>();
  gatherIds(child(section, 'text'), targets, `${path}/text`, findings);
  children(section, 'entry').forEach((entry, index) => {
    checkElement(entry, undefined, `${path}/entry[${index + 1}]`, targets, findings);
  });
  return findings;
}

function gatherIds(element: XmlElement | undefined, ids: Set<string>, path: string, findings: Finding[]): void {
  if (element === undefined) return;
  const id = attribute(element, 'ID');
  if (id !== undefined && ids.has(id))
    findings.push(finding('pivot-narrative-id', path, 'An ID must be unique in the narrative.'));
  if (id !== undefined) ids.add(id);
  for (const inner of children(element)) gatherIds(inner, ids, path, findings);
}

function checkElement(
  element: XmlElement,
  parent: XmlElement | undefined,
  path: string,
  targets: ReadonlySet<string>,
  findings: Finding[],
): void {
  checkCode(element, path, findings);
  if (element.local === 'reference') checkReference(element, path, targets, findings);
  const value = attribute(element, 'value');
  if (value !== undefined) checkValue(element, parent, value, path, findings);
  const counts = new Map<string, number>();
  for (const inner of element.children) {
    if (typeof inner === 'string') continue;
    const count = (counts.get(inner.local) ?? 0) + 1;
    counts.set(inner.local, count);
    checkElement(inner, element, `${path}/${inner.local}${count > 1 ? `[${count}]` : ''}`, targets, findings);
  }
}

function checkCode(element: XmlElement, path: string, findings: Finding[]): void {
  const { local } = element;
  const code = attribute(element, 'code');
  const system = attribute(element, 'codeSystem');
  if (code === undefined) {
    if (mustSay.has(local) && attribute(element, 'nullFlavor') === undefined) {
      findings.push(finding('pivot-code-or-reason', path, 'A coded element must have a code or a nullFlavor.'));
    }
    return;
  }
  if (withoutSystem.has(local)) return;
  if (system === undefined) findings.push(finding('pivot-code-system', path, 'A code must name its system.'));
  else if (!/^[0-2](?:\.(?:0|[1-9]\d*))+$/.test(system))
    findings.push(finding('pivot-code-system', path, 'A code system must be an OID.'));
  else if (system === absentUnknown && absenceOf({ system: absentUnknownSystem, code }) === undefined) {
    findings.push(finding('pivot-absence', path, 'The code is none by which the pivot says absence.'));
  }
  if (attribute(element, 'displayName') === undefined && local !== 'functionCode') {
    findings.push({
      severity: 'warning',
      rule: 'pivot-display',
      expression: path,
      text: 'A code should have a displayName.',
    });
  }
}

function checkReference(element: XmlElement, path: string, targets: ReadonlySet<string>, findings: Finding[]): void {
  const value = attribute(element, 'value');
  if (value === undefined || !value.startsWith('#') || targets.has(value.slice(1))) return;
  findings.push(
    finding('pivot-narrative-reference', path, 'The reference has no target in the narrative of its section.'),
  );
}

function checkValue(
  element: XmlElement,
  parent: XmlElement | undefined,
  value: string,
  path: string,
  findings: Finding[],
): void {
  const unit = attribute(element, 'unit');
  if (unit !== undefined) {
    if (!isUcum(unit))
      findings.push({
        severity: 'warning',
        rule: 'pivot-unit',
        expression: path,
        text: 'The unit is no expression of UCUM.',
      });
    return;
  }
  if (isTime(element, parent) && !timeForm.test(value))
    findings.push(
      finding('pivot-time', path, 'A time must be written as YYYYMMDDhhmmss with offset, or a beginning of it.'),
    );
}

/** Whether the value of an element is a time: limits may be numbers as well, as their span says. */
function isTime(element: XmlElement, parent: XmlElement | undefined): boolean {
  const type = typeOf(element);
  if (limits.has(element.local))
    return parent !== undefined && (spansOfTime.has(parent.local) || typeOf(parent) === 'IVL_TS');
  return type === 'TS' || (type === undefined && timeElements.has(element.local));
}

function typeOf(element: XmlElement): string | undefined {
  return attribute(element, xsiType)?.replace(/^\w+:/, '');
}

function finding(rule: string, expression: string, text: string): Finding {
  return { severity: 'error', rule, expression, text };
}
