import type { Finding } from '@passerelle/kernel';
import type { XmlElement } from '@passerelle/xml';
import { Lineage } from '../lineage.js';
import type { CdaUse } from '../syntax/check-syntax.js';
import type { Demand, PivotRule } from './rule.js';

/** More places that break one rule are counted and not listed. No rule can push another out of the list. */
const mostOfOneRule = 25;

/** Gathers what the rules of the pivot find. */
export class PivotReport {
  readonly findings: Finding[] = [];
  readonly lineage = new Lineage();
  private readonly counts = new Map<string, number>();

  constructor(readonly use: CdaUse) {}

  /** Notes a breach. @param expression - its place; left out, the element that is looked at */
  add(broken: PivotRule, expression?: string): void {
    const severity = broken[this.use];
    if (severity === 'none') return;
    const count = (this.counts.get(broken.id) ?? 0) + 1;
    this.counts.set(broken.id, count);
    if (count > mostOfOneRule + 1) return;
    const listed = count <= mostOfOneRule;
    this.findings.push({
      severity,
      rule: broken.id,
      expression: listed ? (expression ?? this.lineage.place()) : '/',
      text: listed ? broken.text : `${broken.text} More places break this rule than are listed.`,
    });
  }

  /** Asks demands of the element that is looked at. */
  ask(demands: readonly Demand[], element: XmlElement): void {
    for (const demanded of demands) {
      if (demanded[this.use] === 'none' || demanded.holds(element)) continue;
      this.add(demanded, demanded.place === '' ? undefined : `${this.lineage.place()}/${demanded.place}`);
    }
  }

  /** Looks at an element while a function runs. */
  within(element: XmlElement, look: () => void): void {
    this.lineage.enter(element);
    look();
    this.lineage.leave();
  }
}
