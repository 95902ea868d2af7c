import type { Concept } from '../concept.js';
import type { DeviceUse } from '../model/entry.js';
import { deviceCda } from './device.cda.js';
import { deviceFhir } from './device.fhir.js';

/** Medical devices and implants. */
export const device: Concept<DeviceUse> = {
  key: 'devices',
  kind: 'device',
  sections: [
    {
      loinc: '46264-8',
      title: 'History of medical device use',
      required: true,
      templates: [
        '2.16.840.1.113883.10.20.1.7',
        '1.3.6.1.4.1.19376.1.5.3.1.1.5.3.5',
        '1.3.6.1.4.1.12559.11.10.1.3.1.2.4',
      ],
    },
  ],
  cda: deviceCda,
  fhir: deviceFhir,
};
