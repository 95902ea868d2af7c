import { coded } from '../codes/coded-elements.js';
import { ccd, ehdsi, ihe } from '../templates.js';
import type { StatementShape } from './shape.js';

/** How severe a problem, an allergy or a reaction is. */
export const severity: StatementShape = {
  name: 'severity',
  element: 'observation',
  templates: [ehdsi('3.8')],
  older: [ihe('4.1'), ccd('1.55')],
  demands: [],
  codes: [coded(['value'], 'O', 13)],
};
