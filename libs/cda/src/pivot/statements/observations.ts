import { attribute, child, children, type XmlElement } from '@passerelle/xml';
import { coded } from '../codes/coded-elements.js';
import { codedOrAbsent, saidOrAbsent, valuedOrAbsent } from '../reading-elements.js';
import { demand, wished, type Demand } from '../rule.js';
import { ccd, ehdsi, ihe } from '../templates.js';
import { withStatus } from './common-demands.js';
import type { StatementShape } from './shape.js';

const withCode: Demand = demand(
  {
    id: 'pivot-observation-code',
    place: 'code',
    text: 'An observation must say by its code what was observed, or the reason why it does not.',
  },
  (observation) => codedOrAbsent(child(observation, 'code')),
);

const withComponents: Demand = demand(
  { id: 'pivot-organizer-component', place: 'component', text: 'An organizer must hold observations.' },
  (organizer) => children(organizer, 'component').some((component) => child(component, 'observation') !== undefined),
);

const simple = { older: [ihe('4.13')], element: 'observation' } as const;

const vitalSign: StatementShape = {
  name: 'vital sign',
  element: 'observation',
  templates: [ehdsi('3.22')],
  older: [ihe('4.13.2'), ihe('4.13'), ccd('1.31')],
  demands: [
    withCode,
    demand(
      {
        id: 'pivot-vital-sign-value',
        place: 'value',
        text: 'A vital sign must have a value or consist of others, or say why there is none.',
      },
      (observation) =>
        children(observation, 'value').every((value) => saysSomething(value)) &&
        (child(observation, 'value') !== undefined || hasParts(observation)),
    ),
    demand(
      {
        id: 'pivot-vital-sign-quantity',
        place: 'value',
        text: 'The value of a vital sign should be a quantity with its unit (PQ): nobody compares words or codes.',
        severities: wished,
      },
      (observation) => children(observation, 'value').every(isQuantityOrAbsent),
    ),
  ],
  codes: [coded(['code'], 'O', 21)],
};

// Whoever has taken a sign may have written it as words, or as a code.
function saysSomething(value: XmlElement): boolean {
  return valuedOrAbsent(value) || codedOrAbsent(value) || saidOrAbsent(value);
}

function hasParts(observation: XmlElement): boolean {
  return children(observation, 'entryRelationship').some((each) => attribute(each, 'typeCode') === 'COMP');
}

function isQuantityOrAbsent(value: XmlElement): boolean {
  if (attribute(value, 'nullFlavor') !== undefined) return true;
  const ends = attribute(value, 'value') !== undefined ? [value] : children(value);
  return ends.some((end) => attribute(end, 'unit') !== undefined);
}

/** Vital signs that were taken together. */
export const vitalSigns: StatementShape = {
  name: 'vital signs',
  element: 'organizer',
  templates: [ehdsi('3.21')],
  older: [ihe('4.13.1'), ccd('1.32'), ccd('1.35')],
  demands: [withStatus, withComponents],
  codes: [],
  inner: [{ relationship: 'component', shape: vitalSign, any: true }],
};

/** Whether the patient is pregnant. */
export const pregnancyStatus: StatementShape = {
  ...simple,
  name: 'pregnancy status',
  templates: [ehdsi('3.45')],
  older: [],
  demands: [withStatus, withCode],
  codes: [coded(['value'], 'O', 60)],
  inner: [
    {
      relationship: 'entryRelationship',
      shape: {
        ...simple,
        name: 'what else is known of a pregnancy',
        templates: [ehdsi('3.24')],
        older: [],
        demands: [],
        codes: [coded(['code'], 'O', 9)],
      },
      any: false,
    },
  ],
};

/** When a child is expected, where that stands by itself. */
export const expectedDelivery: StatementShape = {
  ...simple,
  name: 'expected date of delivery',
  templates: [ehdsi('3.24')],
  demands: [withStatus, withCode],
  codes: [coded(['code'], 'O', 9)],
};

/** What else is observed of a pregnancy, for which eHDSI has its simple observation. */
export const pregnancyObservation: StatementShape = {
  ...simple,
  name: 'observation of a pregnancy',
  templates: [ehdsi('3.20')],
  older: [ihe('4.13.5'), ihe('4.13')],
  demands: [withStatus, withCode],
  codes: [],
};

/** How an earlier pregnancy ended. */
export const pregnancyOutcome: StatementShape = {
  ...simple,
  name: 'outcome of a pregnancy',
  templates: [ehdsi('3.46')],
  older: [],
  demands: [withStatus, withCode],
  codes: [coded(['code'], 'O', 62)],
};

/** When a child was born or is expected. */
export const delivery: StatementShape = {
  ...simple,
  name: 'date of delivery',
  templates: [ehdsi('3.47')],
  older: [],
  demands: [withStatus, withCode],
  codes: [],
};

/** Habits and circumstances of life. */
export const socialHistory: StatementShape = {
  ...simple,
  name: 'social history',
  templates: [ehdsi('3.23')],
  older: [ihe('4.13.4'), ihe('4.13'), ccd('1.33')],
  demands: [withStatus, withCode],
  codes: [coded(['code'], 'O', 14)],
};

/** A stay in another country, which is the value. */
export const travel: StatementShape = {
  ...simple,
  name: 'stay in another country',
  templates: [ehdsi('3.20')],
  demands: [withStatus, withCode],
  codes: [coded(['value'], 'O', 4)],
};

/** What the patient has decided for times when nobody can ask. eHDSI has a template for the section only. */
export const advanceDirective: StatementShape = {
  ...simple,
  name: 'advance directive',
  templates: [],
  older: [ihe('4.13.7'), ccd('1.17')],
  demands: [withStatus, withCode],
  codes: [],
};

/** One finding of what the patient can do. */
export const functionalFinding: StatementShape = {
  ...simple,
  name: 'functional status',
  templates: [ehdsi('3.40')],
  demands: [withStatus, withCode],
  codes: [],
};

/** The findings of one assessment. */
export const functionalAssessment: StatementShape = {
  name: 'assessment of functional status',
  element: 'organizer',
  templates: [ehdsi('3.39')],
  older: [],
  demands: [withStatus, withComponents],
  codes: [],
  inner: [{ relationship: 'component', shape: functionalFinding, any: true }],
};

// A blood group is found by its code and not by a template.
function isBloodGroup(observation: XmlElement): boolean {
  return attribute(child(observation, 'code'), 'code') === '34530-6';
}

/** Result of an examination that stands alone. */
export const result: StatementShape = {
  ...simple,
  name: 'result',
  templates: [ehdsi('3.20'), ehdsi('3.25'), ehdsi('3.43')],
  demands: [
    withStatus,
    withCode,
    demand(
      {
        id: 'pivot-blood-group',
        place: 'value',
        text: 'A blood group (LOINC 34530-6) must have a coded value, or the reason why not.',
      },
      (observation) => !isBloodGroup(observation) || codedOrAbsent(child(observation, 'value')),
    ),
  ],
  codes: [{ ...coded(['value'], 'O', 20), where: isBloodGroup }],
};

/** Results of one panel or battery. */
export const results: StatementShape = {
  name: 'results',
  element: 'organizer',
  templates: [ehdsi('3.42')],
  older: [],
  demands: [withStatus, withComponents],
  codes: [],
  inner: [{ relationship: 'component', shape: result, any: true }],
};
