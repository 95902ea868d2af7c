import { uriOfOid, type CodeMembership } from '@passerelle/terminology';
import { attribute, type XmlElement } from '@passerelle/xml';
import type { PivotReport } from '../pivot-report.js';
import { rule, wished } from '../rule.js';
import type { CodedElement } from './coded-elements.js';
import { systemsOfValueSet, valueSetOid } from './value-sets.js';

/** Rules of coded elements that have a value set. */
export const codedElementRules = {
  required: rule('pivot-value-set-required', 'The code must be of the value set of the element.'),
  member: rule(
    'pivot-value-set',
    'The code should be of the value set of the element; what is not keeps its code and cannot be translated.',
    wished,
  ),
  system: rule(
    'pivot-code-european',
    'The code should be of a code system of the European catalogue; it was not transcoded.',
    wished,
  ),
} as const;

/**
 * Checks the coded elements of a statement, or of the document, against their value sets.
 * @param statement - the element that is looked at
 */
export function checkCodedElements(
  statement: XmlElement,
  elements: readonly CodedElement[],
  report: PivotReport,
  membership: CodeMembership | undefined,
): void {
  for (const coded of elements) {
    if (coded.where?.(statement) === false) continue;
    follow(statement, coded, 0, report, membership);
  }
}

/** Goes down every branch of the path: there may be several ingredients, and several packages. */
function follow(
  element: XmlElement,
  coded: CodedElement,
  step: number,
  report: PivotReport,
  membership: CodeMembership | undefined,
): void {
  const name = coded.path[step];
  if (name === undefined) return checkCode(element, coded, report, membership);
  if (name === '@unit') return checkUnit(element, coded, report, membership);
  for (const node of element.children) {
    if (typeof node === 'string' || node.local !== name) continue;
    report.lineage.enter(node);
    follow(node, coded, step + 1, report, membership);
    report.lineage.leave();
  }
}

function checkCode(
  element: XmlElement,
  { policy, valueSets, systemIsDemanded }: CodedElement,
  report: PivotReport,
  membership: CodeMembership | undefined,
): void {
  const code = attribute(element, 'code');
  const system = attribute(element, 'codeSystem');
  // That there is no code or no system is for other rules to say. EIVL.event alone has a system that it need not name.
  if (code === undefined || system === undefined) return;
  const member = isMember(valueSets, system, code, membership);
  if (member === false) report.add(policy === 'R' ? codedElementRules.required : codedElementRules.member);
  else if (member === undefined && systemIsDemanded !== true && !isOfTheirSystems(valueSets, system)) {
    report.add(codedElementRules.system);
  }
}

function checkUnit(
  element: XmlElement,
  { valueSets }: CodedElement,
  report: PivotReport,
  membership: CodeMembership | undefined,
): void {
  const unit = attribute(element, 'unit');
  if (unit !== undefined && isMember(valueSets, '2.16.840.1.113883.6.8', unit, membership) === false) {
    report.add(codedElementRules.member, `${report.lineage.place()}/@unit`);
  }
}

/** Whether a code is of one of the value sets; undefined where one that could have it is not known here. */
function isMember(
  valueSets: readonly number[],
  system: string,
  code: string,
  membership: CodeMembership | undefined,
): boolean | undefined {
  if (membership === undefined) return undefined;
  let result: boolean | undefined = false;
  for (const number of valueSets) {
    const member = membership.contains(valueSetOid(number), `urn:oid:${system}`, code);
    if (member === true) return true;
    if (member === undefined) result = undefined;
  }
  return result;
}

function isOfTheirSystems(valueSets: readonly number[], system: string): boolean {
  const uri = uriOfOid(system);
  // A value set whose systems are not in our table says nothing.
  return valueSets.some((number) => systemsOfValueSet[number]?.some((each) => uriOfOid(each) === uri) ?? true);
}
