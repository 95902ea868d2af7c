import { attribute, child, children, path, type XmlElement } from '@passerelle/xml';
import { coded } from '../codes/coded-elements.js';
import { codedOrAbsent } from '../reading-elements.js';
import { demand } from '../rule.js';
import { absenceIn } from '../sections/absence-rules.js';
import { ccd, ehdsi, ihe } from '../templates.js';
import { identified, withStatus } from './common-demands.js';
import { concernDemands } from './concern.js';
import { severity } from './severity.js';
import type { StatementShape } from './shape.js';

/** How a reaction showed itself. */
export const reaction: StatementShape = {
  name: 'reaction',
  element: 'observation',
  templates: [ehdsi('3.44')],
  older: [],
  demands: [
    demand(
      {
        id: 'pivot-reaction-value',
        place: 'value',
        text: 'A reaction must say what it was by a coded value, or the reason why not.',
      },
      (observation) => codedOrAbsent(child(observation, 'value')),
    ),
  ],
  codes: [coded(['code'], 'RNFA', 23), coded(['value'], 'RNFA', 5, 11)],
  inner: [{ relationship: 'entryRelationship', typeCode: 'SUBJ', shape: severity, any: false }],
};

/** What is said of an allergy besides what it is: criticality, certainty, status. */
function qualifier(name: string, template: string, valueSet: number): StatementShape {
  return {
    name,
    element: 'observation',
    templates: [template],
    older: [],
    demands: [],
    codes: [coded(['value'], 'O', valueSet)],
  };
}

const observation: StatementShape = {
  name: 'allergy or intolerance',
  element: 'observation',
  templates: [ehdsi('3.17')],
  older: [ihe('4.6'), ihe('4.5'), ccd('1.18')],
  demands: [
    identified,
    withStatus,
    demand(
      {
        id: 'pivot-allergy-type',
        place: 'code',
        text: 'An allergy must say by its code what kind of propensity it is, or the reason why not.',
      },
      (statement) => codedOrAbsent(child(statement, 'code')),
    ),
    demand(
      {
        id: 'pivot-allergy-agent',
        place: 'participant',
        text: 'An allergy must name its agent by a participant CSM with a coded playingEntity, or be an absence by its value.',
      },
      (statement) => {
        const value = child(statement, 'value');
        return (
          (value !== undefined && absenceIn(value) !== undefined) || children(statement, 'participant').some(isAgent)
        );
      },
    ),
  ],
  codes: [
    coded(['code'], 'RNFA', 18),
    coded(['value'], 'O', 47),
    coded(['participant', 'participantRole', 'playingEntity', 'code'], 'RNFA', 24, 19),
  ],
  inner: [
    { relationship: 'entryRelationship', typeCode: 'MFST', shape: reaction, any: true },
    {
      relationship: 'entryRelationship',
      typeCode: 'SUBJ',
      shape: qualifier('criticality', ehdsi('3.33'), 57),
      any: false,
    },
    {
      relationship: 'entryRelationship',
      typeCode: 'SUBJ',
      shape: qualifier('certainty', ehdsi('3.35'), 58),
      any: false,
    },
    { relationship: 'entryRelationship', typeCode: 'REFR', shape: qualifier('status', ehdsi('3.34'), 59), any: false },
    { relationship: 'entryRelationship', typeCode: 'SUBJ', shape: severity, any: false },
  ],
};

/** An allergy or intolerance with the concern around it. */
export const allergyConcern: StatementShape = {
  name: 'allergy concern',
  element: 'act',
  templates: [ehdsi('3.16')],
  older: [ihe('4.5.3'), ihe('4.5.1'), ccd('1.27')],
  demands: concernDemands,
  codes: [],
  inner: [{ relationship: 'entryRelationship', typeCode: 'SUBJ', shape: observation, any: true }],
};

function isAgent(participant: XmlElement): boolean {
  return (
    attribute(participant, 'typeCode') === 'CSM' &&
    codedOrAbsent(path(participant, 'participantRole', 'playingEntity', 'code'))
  );
}
