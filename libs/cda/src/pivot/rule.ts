import type { Finding } from '@passerelle/kernel';
import type { XmlElement } from '@passerelle/xml';
import type { CdaUse } from '../syntax/check-syntax.js';

/** How severe a breach is in one use; `none`: the rule is not applied there. */
export type RuleSeverity = Finding['severity'] | 'none';

/** What the pivot demands beyond the grammar. */
export interface PivotRule extends Readonly<Record<CdaUse, RuleSeverity>> {
  readonly id: string;
  /** One sentence that says what is demanded. */
  readonly text: string;
}

/** A rule that one element keeps or breaks by itself. */
export interface Demand extends PivotRule {
  /** Place that a finding names, an XPath below the element; empty for the element itself. */
  readonly place: string;
  holds(element: XmlElement): boolean;
}

/** Severities of a rule in both uses. */
export type Severities = Readonly<Record<CdaUse, RuleSeverity>>;

/** The document does not leave; where somebody else's breaks the rule, it is read all the same. */
export const demanded: Severities = { writing: 'error', reading: 'warning' };
/** Without this nobody can use the document, whoever wrote it. */
export const indispensable: Severities = { writing: 'error', reading: 'error' };
/** What the pivot wishes, or what depends on how far terminology has come. */
export const wished: Severities = { writing: 'warning', reading: 'warning' };
/** What only writers of today have to keep: older documents cannot know it. */
export const ofWriters: Severities = { writing: 'error', reading: 'none' };

/** A rule, {@link demanded} where nothing else is said. */
export function rule(id: string, text: string, severities: Severities = demanded): PivotRule {
  return { id, text, ...severities };
}

/** A rule with its condition. */
export function demand(
  { id, place, text, severities = demanded }: { id: string; place: string; text: string; severities?: Severities },
  holds: (element: XmlElement) => boolean,
): Demand {
  return { id, text, place, holds, ...severities };
}
