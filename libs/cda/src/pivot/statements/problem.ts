import { child } from '@passerelle/xml';
import { coded } from '../codes/coded-elements.js';
import { codedOrAbsent } from '../reading-elements.js';
import { demand } from '../rule.js';
import { ccd, ehdsi, ihe } from '../templates.js';
import { identified, withStatus } from './common-demands.js';
import { concernDemands } from './concern.js';
import { severity } from './severity.js';
import type { StatementShape } from './shape.js';

const status: StatementShape = {
  name: 'status of a problem',
  element: 'observation',
  templates: [ehdsi('3.9')],
  older: [ihe('4.1.1'), ccd('1.50')],
  demands: [],
  codes: [coded(['value'], 'O', 15)],
};

const outcome: StatementShape = {
  name: 'outcome of a problem',
  element: 'observation',
  templates: [ehdsi('3.10')],
  older: [],
  demands: [],
  codes: [coded(['value'], 'O', 30)],
};

const observation: StatementShape = {
  name: 'problem',
  element: 'observation',
  templates: [ehdsi('3.7')],
  older: [ihe('4.5'), ccd('1.28')],
  demands: [
    identified,
    withStatus,
    demand(
      {
        id: 'pivot-problem-value',
        place: 'value',
        text: 'A problem must say what it is by a coded value, or the reason why not.',
      },
      (statement) => codedOrAbsent(child(statement, 'value')),
    ),
  ],
  codes: [coded(['code'], 'O', 23), coded(['value'], 'RNFA', 5, 50, 63)],
  inner: [
    { relationship: 'entryRelationship', typeCode: 'REFR', shape: status, any: false },
    { relationship: 'entryRelationship', typeCode: 'REFR', shape: outcome, any: false },
    { relationship: 'entryRelationship', typeCode: 'SUBJ', shape: severity, any: false },
  ],
};

/** A problem with the concern around it. */
export const problemConcern: StatementShape = {
  name: 'problem concern',
  element: 'act',
  templates: [ehdsi('3.15')],
  older: [ihe('4.5.2'), ihe('4.5.1'), ccd('1.27')],
  demands: concernDemands,
  codes: [],
  inner: [{ relationship: 'entryRelationship', typeCode: 'SUBJ', shape: observation, any: true }],
};
