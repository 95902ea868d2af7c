import type { Finding } from '@passerelle/kernel';
import type { CodeMembership } from '@passerelle/terminology';
import { child, children, path, type XmlElement } from '@passerelle/xml';
import { cdaNamespace } from '../grammar/namespaces.js';
import type { CdaUse } from '../syntax/check-syntax.js';
import { checkCodedElements } from './codes/check-coded-elements.js';
import { headerCodes } from './codes/coded-elements.js';
import { checkValues } from './codes/code-rules.js';
import { documentRules, rootRule } from './header/document-rules.js';
import { patientRoleRules, patientRules } from './header/patient-rules.js';
import { peopleRules } from './header/people-rules.js';
import { relationRules } from './header/relation-rules.js';
import { levelOneRules } from './level-one/level-one-rules.js';
import { PivotReport } from './pivot-report.js';
import { checkSections } from './sections/check-sections.js';

/** What a check of the pivot is made for, and with what. */
export interface PivotCheck {
  /** Whether the document is ours to send, or somebody else's to read. @default 'writing' */
  readonly use?: CdaUse;
  /** Tells codes that belong to a value set from those that do not; without it only their code systems are looked at. */
  readonly membership?: CodeMembership;
}

/**
 * Checks an eHDSI pivot patient summary, level 3 or level 1, against the rules of the pivot that the CDA schema does not
 * state (myhealtheu-wire.md sections 13.1 to 13.8). It looks at what is there and takes the order of elements for
 * granted: {@link checkCdaSyntax} is for that.
 * @param root - the ClinicalDocument element
 * @returns findings with an XPath of local names as expression; no error among them means the document may leave
 */
export function checkPivot(root: XmlElement, { use = 'writing', membership }: PivotCheck = {}): Finding[] {
  const report = new PivotReport(use);
  if (root.local !== 'ClinicalDocument' || root.uri !== cdaNamespace) {
    report.add(rootRule, '/');
    return report.findings;
  }
  report.within(root, () => {
    checkHeader(root, report, membership);
    const component = child(root, 'component');
    if (component !== undefined) report.within(component, () => checkBody(component, report, membership));
  });
  return report.findings;
}

function checkHeader(root: XmlElement, report: PivotReport, membership: CodeMembership | undefined): void {
  for (const rules of [documentRules, patientRules, peopleRules, relationRules]) report.ask(rules, root);
  const target = child(root, 'recordTarget');
  const role = path(target, 'patientRole');
  if (target !== undefined && role !== undefined) {
    report.within(target, () => report.within(role, () => report.ask(patientRoleRules, role)));
  }
  checkCodedElements(root, headerCodes, report, membership);
  for (const part of children(root)) if (part.local !== 'component') checkValuesBelow(part, report);
}

function checkValuesBelow(element: XmlElement, report: PivotReport): void {
  report.lineage.enter(element);
  checkValues(element, report);
  for (const node of element.children) if (typeof node !== 'string') checkValuesBelow(node, report);
  report.lineage.leave();
}

function checkBody(component: XmlElement, report: PivotReport, membership: CodeMembership | undefined): void {
  const structured = child(component, 'structuredBody');
  const nonXml = child(component, 'nonXMLBody');
  if (structured !== undefined) report.within(structured, () => checkSections(structured, report, membership));
  else if (nonXml !== undefined) report.within(nonXml, () => report.ask(levelOneRules, nonXml));
}
