import { attribute, type XmlElement } from '@passerelle/xml';
import { allergyConcern } from './allergy.js';
import { device } from './device.js';
import { immunization } from './immunization.js';
import { medication } from './medication.js';
import {
  advanceDirective,
  delivery,
  expectedDelivery,
  functionalAssessment,
  functionalFinding,
  pregnancyObservation,
  pregnancyOutcome,
  pregnancyStatus,
  result,
  results,
  socialHistory,
  travel,
  vitalSigns,
} from './observations.js';
import { problemConcern } from './problem.js';
import { procedure } from './procedure.js';
import { ehdsi } from '../templates.js';
import type { StatementShape } from './shape.js';

/** The kinds of statements that stand in a section, by its LOINC code. Where two are of one element, the first is the usual one. */
export const shapesOfSection: Readonly<Record<string, readonly StatementShape[]>> = {
  '10160-0': [medication],
  '48765-2': [allergyConcern],
  '47519-4': [procedure],
  '11450-4': [problemConcern],
  '46264-8': [device],
  '11348-0': [problemConcern],
  '11369-6': [immunization],
  '10162-6': [pregnancyStatus, pregnancyOutcome, delivery, expectedDelivery, pregnancyObservation],
  '29762-2': [socialHistory],
  '8716-3': [vitalSigns],
  '30954-2': [results, result],
  '42348-3': [advanceDirective],
  '47420-5': [functionalAssessment, functionalFinding],
  '10182-4': [travel],
};

/** All kinds of statements that an entry can be. */
export const entryShapes: readonly StatementShape[] = [...new Set(Object.values(shapesOfSection).flat())];

const simpleObservation = ehdsi('3.20');
const byTemplate = new Map<string, StatementShape>();
for (const shape of entryShapes) {
  // Of a template that two kinds share, the first keeps it. That of the simple observation says only that it is one.
  for (const template of shape.templates) {
    if (template !== simpleObservation && !byTemplate.has(template)) byTemplate.set(template, shape);
  }
}

/**
 * The kind of a statement: what its templates say, where a section may hold several; else what stands in that section.
 * @param loinc - code of the section
 */
export function shapeOf(statement: XmlElement, loinc: string | undefined): StatementShape | undefined {
  const expected = loinc === undefined ? undefined : shapesOfSection[loinc];
  const templates = templatesOf(statement);
  const claimed = (shape: StatementShape): boolean =>
    shape.element === statement.local && shape.templates.some((template) => templates.includes(template));
  return (
    expected?.find(claimed) ??
    templates.map((template) => byTemplate.get(template)).find((shape) => shape?.element === statement.local) ??
    expected?.find((shape) => shape.element === statement.local)
  );
}

function templatesOf(statement: XmlElement): string[] {
  const roots: string[] = [];
  for (const node of statement.children) {
    if (typeof node === 'string' || node.local !== 'templateId') continue;
    const root = attribute(node, 'root');
    if (root !== undefined) roots.push(root);
  }
  return roots;
}
