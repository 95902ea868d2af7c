import type { CodeMembership } from '@passerelle/terminology';
import { attribute, child, children, type XmlElement } from '@passerelle/xml';
import { checkCodedElements } from '../codes/check-coded-elements.js';
import type { PivotReport } from '../pivot-report.js';
import { hasTemplate } from '../reading-elements.js';
import { statementRules, type InnerStatement, type StatementShape } from './shape.js';

/** Checks a statement, which is the element that is looked at, and the statements inside that its shape knows. */
export function applyShape(
  statement: XmlElement,
  shape: StatementShape,
  report: PivotReport,
  membership: CodeMembership | undefined,
): void {
  if (shape.templates.length > 0 && !hasTemplate(statement, shape.templates)) report.add(statementRules.template);
  if (shape.older.length > 0 && !hasTemplate(statement, shape.older)) report.add(statementRules.older);
  report.ask(shape.demands, statement);
  checkCodedElements(statement, shape.codes, report, membership);
  for (const inner of shape.inner ?? []) applyInside(statement, inner, report, membership);
}

function applyInside(
  statement: XmlElement,
  { relationship, typeCode, shape, any }: InnerStatement,
  report: PivotReport,
  membership: CodeMembership | undefined,
): void {
  for (const tie of children(statement, relationship)) {
    if (typeCode !== undefined && attribute(tie, 'typeCode') !== typeCode) continue;
    const inside = child(tie, shape.element);
    if (inside === undefined || !(any || hasTemplate(inside, shape.templates))) continue;
    report.lineage.enter(tie);
    report.lineage.enter(inside);
    applyShape(inside, shape, report, membership);
    report.lineage.leave();
    report.lineage.leave();
  }
}
