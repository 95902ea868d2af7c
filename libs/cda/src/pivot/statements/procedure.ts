import { child } from '@passerelle/xml';
import { coded } from '../codes/coded-elements.js';
import { codedOrAbsent } from '../reading-elements.js';
import { demand } from '../rule.js';
import { ccd, ehdsi, ihe } from '../templates.js';
import { identified, withStatus, withTime } from './common-demands.js';
import type { StatementShape } from './shape.js';

/** Something that was done to the patient. */
export const procedure: StatementShape = {
  name: 'procedure',
  element: 'procedure',
  templates: [ehdsi('3.26')],
  older: [ihe('4.19'), ccd('1.29')],
  demands: [
    identified,
    withStatus,
    withTime,
    demand(
      { id: 'pivot-procedure-code', place: 'code', text: 'A procedure must have a code, or the reason why not.' },
      (statement) => codedOrAbsent(child(statement, 'code')),
    ),
  ],
  codes: [coded(['code'], 'O', 10, 51)],
};
