import { attribute, child, children, path, type XmlElement } from '@passerelle/xml';
import { valuedOrAbsent } from '../reading-elements.js';
import { demand, ofWriters, type Demand } from '../rule.js';
import { identified, isOf } from './common-demands.js';

const statuses: ReadonlySet<string> = new Set(['active', 'suspended', 'aborted', 'completed']);

/** Demands of a concern: the act around a problem or an allergy (IHE PCC 6.3.4.12). */
export const concernDemands: readonly Demand[] = [
  identified,
  demand(
    {
      id: 'pivot-concern-code',
      place: 'code',
      text: 'A concern must be an act that happened with the code CONC of 2.16.840.1.113883.5.6.',
      // IHE had no code there, and documents of the first waves have none.
      severities: ofWriters,
    },
    (act) => {
      const code = child(act, 'code');
      return (
        isOf(act, 'ACT', 'EVN') &&
        attribute(code, 'code') === 'CONC' &&
        attribute(code, 'codeSystem') === '2.16.840.1.113883.5.6'
      );
    },
  ),
  demand(
    {
      id: 'pivot-concern-status',
      place: 'statusCode',
      text: 'A concern must be active, suspended, aborted or completed.',
    },
    (act) => statuses.has(attribute(child(act, 'statusCode'), 'code') ?? ''),
  ),
  demand(
    {
      id: 'pivot-concern-time',
      place: 'effectiveTime/low',
      text: 'A concern must say when it began, or the reason why not.',
    },
    (act) => {
      const time = child(act, 'effectiveTime');
      return attribute(time, 'nullFlavor') !== undefined || valuedOrAbsent(child(time, 'low'));
    },
  ),
  demand(
    {
      id: 'pivot-concern-subject',
      place: 'entryRelationship',
      text: 'A concern must be about one observation, by an entryRelationship SUBJ.',
    },
    (act) => subjectsOf(act).length > 0,
  ),
];

function subjectsOf(act: XmlElement): XmlElement[] {
  return children(act, 'entryRelationship').filter(
    (relationship) => attribute(relationship, 'typeCode') === 'SUBJ' && path(relationship, 'observation') !== undefined,
  );
}
