import { attribute, child, element, type XmlElement, type XmlOut } from '@passerelle/xml';
import type { Coded } from '../model/coded.js';
import { readCoded, writeCoded } from './datatypes/index.js';
import type { CdaReading } from './reading.js';

/** An observation that says something about the statement it hangs on. */
interface Qualifier {
  readonly code: string;
  readonly codeSystem: string;
  readonly codeSystemName: string;
  readonly displayName: string;
  /** Relationship to the statement, and whether it points backwards, as eHDSI writes it. */
  readonly typeCode: 'SUBJ' | 'REFR';
  readonly inversionInd?: 'true';
  readonly templates: readonly string[];
}

const loinc = { codeSystem: '2.16.840.1.113883.6.1', codeSystemName: 'LOINC' };
const status = { ...loinc, code: '33999-4', displayName: 'Status', typeCode: 'REFR' } as const;
const certainty = {
  ...loinc,
  code: '66455-7',
  displayName: 'Condition status',
  typeCode: 'SUBJ',
  inversionInd: 'true',
} as const;

/**
 * The qualifiers of problems and allergies, with the templates of the documents of the member states: eHDSI's, then the
 * older ones of IHE and CCD. Reading goes by code, because documents swap the templates of status and certainty (docs/dialects.md).
 */
export const qualifiers = {
  severity: {
    code: 'SEV',
    codeSystem: '2.16.840.1.113883.5.4',
    codeSystemName: 'ActCode',
    displayName: 'Severity',
    typeCode: 'SUBJ',
    inversionInd: 'true',
    templates: ['1.3.6.1.4.1.12559.11.10.1.3.1.3.8', '2.16.840.1.113883.10.20.1.55', '1.3.6.1.4.1.19376.1.5.3.1.4.1'],
  },
  problemStatus: {
    ...status,
    templates: [
      '1.3.6.1.4.1.12559.11.10.1.3.1.3.9',
      '2.16.840.1.113883.10.20.1.50',
      '2.16.840.1.113883.10.20.1.57',
      '1.3.6.1.4.1.19376.1.5.3.1.4.1.1',
    ],
  },
  problemCertainty: { ...certainty, templates: ['1.3.6.1.4.1.12559.11.10.1.3.1.3.49'] },
  problemOutcome: {
    ...loinc,
    code: '11323-3',
    displayName: 'Health status',
    typeCode: 'REFR',
    templates: [
      '1.3.6.1.4.1.12559.11.10.1.3.1.3.10',
      '2.16.840.1.113883.10.20.1.51',
      '1.3.6.1.4.1.19376.1.5.3.1.4.1.2',
    ],
  },
  allergyStatus: {
    ...status,
    templates: ['1.3.6.1.4.1.12559.11.10.1.3.1.3.34', '2.16.840.1.113883.10.20.1.39', '2.16.840.1.113883.10.20.1.57'],
  },
  allergyCertainty: { ...certainty, templates: ['1.3.6.1.4.1.12559.11.10.1.3.1.3.35'] },
  allergyCriticality: {
    ...loinc,
    code: '82606-5',
    displayName: 'Criticality',
    typeCode: 'SUBJ',
    inversionInd: 'true',
    templates: ['1.3.6.1.4.1.12559.11.10.1.3.1.3.33'],
  },
} as const satisfies Record<string, Qualifier>;

/**
 * Takes the value of the first relationship that holds an observation with the qualifier's code, and removes the
 * relationship from the list, so that what stays at the end is what nobody read.
 */
export function takeQualifier(
  relationships: XmlElement[],
  qualifier: Qualifier,
  reading: CdaReading,
): Coded | undefined {
  for (const [at, relationship] of relationships.entries()) {
    const observation = child(relationship, 'observation');
    if (observation === undefined || attribute(child(observation, 'code'), 'code') !== qualifier.code) continue;
    const value = readCoded(child(observation, 'value'), reading);
    if (value === undefined) continue;
    relationships.splice(at, 1);
    return value;
  }
  return undefined;
}

/** Writes the relationship with the observation; nothing where there is no value. */
export function writeQualifier(qualifier: Qualifier, value: Coded | undefined): XmlOut | undefined {
  if (value === undefined) return undefined;
  const { code, codeSystem, codeSystemName, displayName } = qualifier;
  return element(
    'entryRelationship',
    { typeCode: qualifier.typeCode, inversionInd: qualifier.inversionInd },
    element(
      'observation',
      { classCode: 'OBS', moodCode: 'EVN' },
      qualifier.templates.map((root) => element('templateId', { root })),
      element('code', { code, codeSystem, codeSystemName, displayName }),
      element('statusCode', { code: 'completed' }),
      writeCoded('value', value, { xsiType: 'CD' }),
    ),
  );
}
