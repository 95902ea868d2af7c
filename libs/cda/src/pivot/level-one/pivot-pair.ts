import type { Finding } from '@passerelle/kernel';
import { attribute, child, children, path, type XmlElement } from '@passerelle/xml';
import { isLevelOne } from '../header/document-rules.js';
import { parentsOf } from '../header/relation-rules.js';
import { PivotReport } from '../pivot-report.js';
import { rule, type PivotRule } from '../rule.js';
import type { CdaUse } from '../../syntax/check-syntax.js';

interface PairRule extends PivotRule {
  holds(levelThree: XmlElement, levelOne: XmlElement): boolean;
}

function ofPair(id: string, text: string, holds: PairRule['holds']): PairRule {
  return { ...rule(id, text), holds };
}

/** Rules of the two documents of one summary, asked of both (myhealtheu-wire.md sections 13.1 and 13.6). */
export const pairRules: readonly PairRule[] = [
  ofPair(
    'pivot-pair-levels',
    'Of the two documents one must have sections and the other the PDF.',
    (levelThree, levelOne) => !isLevelOne(levelThree) && isLevelOne(levelOne),
  ),
  ofPair('pivot-pair-ids', 'The two documents must have different ids.', (levelThree, levelOne) => {
    return identifierOf(child(levelThree, 'id')) !== identifierOf(child(levelOne, 'id'));
  }),
  ofPair(
    'pivot-pair-parent',
    'The two documents must name the same document they were transformed from.',
    (levelThree, levelOne) => {
      const [one, other] = [levelThree, levelOne].map((document) => identifierOf(child(parentsOf(document)[0], 'id')));
      return one !== '' && one === other;
    },
  ),
  ofPair(
    'pivot-pair-patient',
    'The two documents must be about the same patient: the same identifiers.',
    (levelThree, levelOne) => patientOf(levelThree) === patientOf(levelOne),
  ),
];

/**
 * Checks that a level 3 and a level 1 are the two documents of one summary.
 * @param levelThree - the ClinicalDocument with sections
 * @param levelOne - the ClinicalDocument around the PDF
 */
export function checkPivotPair(levelThree: XmlElement, levelOne: XmlElement, use: CdaUse = 'writing'): Finding[] {
  const report = new PivotReport(use);
  for (const each of pairRules) if (!each.holds(levelThree, levelOne)) report.add(each, '/ClinicalDocument');
  return report.findings;
}

function identifierOf(id: XmlElement | undefined): string {
  const root = attribute(id, 'root');
  return root === undefined ? '' : `${root} ${attribute(id, 'extension') ?? ''}`;
}

function patientOf(document: XmlElement): string {
  return children(path(document, 'recordTarget', 'patientRole'), 'id')
    .map(identifierOf)
    .sort()
    .join('|');
}
