import type { Concept } from '../concept.js';
import type { DeviceUse } from '../model/entry.js';
import { deviceCda } from './device.cda.js';
import { deviceFhir } from './device.fhir.js';

/** Medical devices and implants. */
export const device: Concept<DeviceUse> = {
  key: 'devices',
  kind: 'device',
  loinc: '46264-8',
  title: 'History of medical device use',
  required: true,
  cda: deviceCda,
  fhir: deviceFhir,
};
