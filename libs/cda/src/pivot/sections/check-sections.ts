import type { CodeMembership } from '@passerelle/terminology';
import { attribute, child, children, type XmlElement } from '@passerelle/xml';
import { checkCodedElements } from '../codes/check-coded-elements.js';
import { sectionCodes } from '../codes/coded-elements.js';
import { checkValues } from '../codes/code-rules.js';
import { NarrativeIds, narrativeRules, referredTo } from '../narrative/narrative-rules.js';
import type { PivotReport } from '../pivot-report.js';
import { hasTemplate } from '../reading-elements.js';
import { applyShape } from '../statements/apply-shape.js';
import { statementRules } from '../statements/shape.js';
import { shapeOf, shapesOfSection } from '../statements/shapes.js';
import { absenceOfStatement, absenceRules, isMisplaced } from './absence-rules.js';
import { everySection, loincOf, sectionRules } from './section-rules.js';
import { pivotSectionOf, pivotSections } from './section-table.js';

interface PlacedSection {
  readonly component: XmlElement;
  readonly section: XmlElement;
  readonly ids: ReadonlySet<string>;
}

/** Checks the sections of a level 3. @param body - structuredBody, which is the element that is looked at */
export function checkSections(body: XmlElement, report: PivotReport, membership: CodeMembership | undefined): void {
  const narrative = new NarrativeIds();
  const sections: PlacedSection[] = [];
  // Entries may refer to the narrative of any section, so all of it must be known before the first entry is looked at.
  eachSection(body, report, (component, section) => {
    sections.push({ component, section, ids: narrative.gather(section, report) });
  });
  const seen = new Map<string, number>();
  for (const { component, section, ids } of sections) {
    const loinc = loincOf(section);
    if (loinc !== undefined) seen.set(loinc, (seen.get(loinc) ?? 0) + 1);
    report.within(component, () => {
      report.within(section, () => {
        checkSection(section, report, membership);
        checkInside(section, report, ids, narrative);
      });
    });
  }
  for (const { loinc, basic } of pivotSections) {
    const count = seen.get(loinc) ?? 0;
    if (basic && count === 0) report.add(sectionRules.basic);
    if (count > 1) report.add(sectionRules.once);
  }
}

function eachSection(
  body: XmlElement,
  report: PivotReport,
  take: (component: XmlElement, section: XmlElement) => void,
): void {
  for (const component of children(body, 'component')) {
    const section = child(component, 'section');
    if (section === undefined) continue;
    report.within(component, () => report.within(section, () => take(component, section)));
  }
}

function checkSection(section: XmlElement, report: PivotReport, membership: CodeMembership | undefined): void {
  const loinc = loincOf(section);
  report.ask(everySection, section);
  checkCodedElements(section, sectionCodes, report, membership);
  const known = pivotSectionOf(loinc);
  if (known !== undefined) {
    const place = `${report.lineage.place()}/templateId`;
    if (known.template !== undefined && !hasTemplate(section, [known.template]))
      report.add(sectionRules.template, place);
    if (known.older.length > 0 && !hasTemplate(section, known.older)) report.add(sectionRules.older, place);
    if (known.basic && child(section, 'entry') === undefined) report.add(sectionRules.entry);
    checkAbsence(section, report);
  }
  for (const entry of children(section, 'entry')) {
    report.within(entry, () => checkEntry(entry, loinc, report, membership));
  }
}

function checkEntry(
  entry: XmlElement,
  loinc: string | undefined,
  report: PivotReport,
  membership: CodeMembership | undefined,
): void {
  for (const statement of children(entry)) {
    if (attribute(statement, 'classCode') === undefined) continue;
    const shape = shapeOf(statement, loinc);
    report.within(statement, () => {
      const expected = loinc === undefined ? undefined : shapesOfSection[loinc];
      if (expected !== undefined && (shape === undefined || !expected.includes(shape)))
        report.add(statementRules.place);
      if (shape !== undefined) applyShape(statement, shape, report, membership);
    });
  }
}

/** That there is nothing is said of the section, once, and of nothing else. */
function checkAbsence(section: XmlElement, report: PivotReport): void {
  const known = pivotSectionOf(loincOf(section));
  const entries = children(section, 'entry');
  for (const entry of entries) {
    const absence = absenceOfStatement(entry);
    if (absence === undefined || known === undefined) continue;
    report.within(entry, () => {
      if (isMisplaced(absence, known)) report.add(absenceRules.concept);
      else if (entries.length > 1 && absence.scope === undefined) report.add(absenceRules.alone);
    });
  }
}

/** Codes, values and references of everything in a section but its narrative. */
function checkInside(
  element: XmlElement,
  report: PivotReport,
  ids: ReadonlySet<string>,
  narrative: NarrativeIds,
): void {
  for (const node of element.children) {
    if (typeof node === 'string') continue;
    if (element.local === 'section' && node.local === 'text') continue;
    report.lineage.enter(node);
    checkValues(node, report);
    const reference = referredTo(node);
    if (reference !== undefined && !narrative.resolves(reference, ids, report)) report.add(narrativeRules.reference);
    checkInside(node, report, ids, narrative);
    report.lineage.leave();
  }
}
