import { attribute, child, children, element, type XmlElement, type XmlOut } from '@passerelle/xml';
import { readCoded, writeCoded } from '../cda/datatypes/index.js';
import type { CdaReading } from '../cda/reading.js';
import type { Coded } from '../model/coded.js';

/** Reads the diseases a vaccine protects from: participant IND whose role is the agent (eHDSI immunization, since wave 6). */
export function readTargetDiseases(statement: XmlElement, reading: CdaReading): Coded[] {
  const diseases: Coded[] = [];
  for (const participant of children(statement, 'participant')) {
    const role = child(participant, 'participantRole');
    const disease = attribute(role, 'classCode') === 'AGNT' ? readCoded(child(role, 'code'), reading) : undefined;
    if (disease === undefined) reading.omit?.('participant');
    else diseases.push(disease);
  }
  return diseases;
}

/** Writes a disease that a vaccine protects from. */
export function writeTargetDisease(disease: Coded): XmlOut {
  const role = element(
    'participantRole',
    { classCode: 'AGNT' },
    writeCoded('code', disease),
    element('playingEntity', { classCode: 'ENT', nullFlavor: 'UNK' }),
  );
  return element('participant', { typeCode: 'IND' }, role);
}
