import { attribute, child, type XmlElement } from '@passerelle/xml';
import type { PivotReport } from '../pivot-report.js';
import { rule } from '../rule.js';

/** Rules of the ties between statements and the narrative that shows them. */
export const narrativeRules = {
  id: rule('pivot-narrative-id', 'An ID must be unique in the narrative of the document.'),
  reference: rule('pivot-narrative-reference', 'The reference must name an ID in the narrative of its section.'),
} as const;

/** The IDs of the narratives of a document. */
export class NarrativeIds {
  private readonly all = new Set<string>();

  /**
   * Takes in the narrative of a section and notes an ID that another element has already.
   * @returns the IDs of this narrative
   */
  gather(section: XmlElement, report: PivotReport): ReadonlySet<string> {
    const ids = new Set<string>();
    const text = child(section, 'text');
    if (text !== undefined) this.gatherBelow(text, ids, report);
    return ids;
  }

  /** Whether a reference may be resolved: writers name the narrative of the section, readers look into all of them. */
  resolves(id: string, ofSection: ReadonlySet<string>, report: PivotReport): boolean {
    return ofSection.has(id) || (report.use === 'reading' && this.all.has(id));
  }

  private gatherBelow(element: XmlElement, ids: Set<string>, report: PivotReport): void {
    report.lineage.enter(element);
    const id = attribute(element, 'ID');
    if (id !== undefined) {
      if (this.all.has(id)) report.add(narrativeRules.id);
      this.all.add(id);
      ids.add(id);
    }
    for (const node of element.children) if (typeof node !== 'string') this.gatherBelow(node, ids, report);
    report.lineage.leave();
  }
}

/** The ID that an element of text refers to; undefined where it is no reference into the document. */
export function referredTo(element: XmlElement): string | undefined {
  if (element.local !== 'reference') return undefined;
  const value = attribute(element, 'value');
  return value !== undefined && value.startsWith('#') ? value.slice(1) : undefined;
}
