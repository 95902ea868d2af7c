import type { Device, DeviceUseStatement } from 'fhir/r4.js';
import type { FhirDoor } from '../concept.js';
import {
  codeableConcept,
  codeableConceptOf,
  dateTime,
  identifiers,
  isAbsoluteUri,
  period,
  absentElement,
  readCodeableConcept,
  readMoment,
  readPointOrPeriod,
} from '../fhir/datatypes/index.js';
import { omittedParts, readCarried, writeCarried } from '../fhir/entry/carried.js';
import { stated, stringOf } from '../fhir/narrowing.js';
import type { FhirReading } from '../fhir/reading.js';
import type { FhirResource } from '../fhir/resource.js';
import type { FhirWriting } from '../fhir/writing.js';
import type { Coding } from '../model/coded.js';
import type { DeviceUse } from '../model/entry.js';
import { deviceIdentifiersOf, modelNameOf, splitModelCode } from './device-parts.fhir.js';

const known = new Set(['status', 'timingDateTime', 'timingPeriod', 'device', 'bodySite']);
const knownOfDevice = new Set([
  'identifier',
  'udiCarrier',
  'serialNumber',
  'deviceName',
  'modelNumber',
  'type',
  'manufacturer',
  'expirationDate',
  'status',
]);

/** DeviceUseStatement with its Device (deviceUseStatement-eu-eps, DeviceUseStatement-uv-ips). */
export const deviceFhir: FhirDoor<DeviceUse> = {
  // A section that refers to the Device itself is against the profile, and common.
  resourceTypes: ['DeviceUseStatement', 'Device'],
  read: readDeviceUse,
  write: writeDeviceUse,
};

function readDeviceUse(resource: FhirResource, path: string, reading: FhirReading): DeviceUse | undefined {
  const direct = resource.resourceType === 'Device';
  if (!direct && resource.resourceType !== 'DeviceUseStatement') return undefined;
  const device = direct ? resource : reading.resolve(resource['device'], resource);
  const shown = device === undefined ? readShown(resource) : undefined;
  const carried = readCarried(resource, path, direct ? knownOfDevice : known, reading);
  const omitted = [...(carried.omitted ?? []), ...(direct ? [] : omittedParts(device ?? {}, knownOfDevice, 'device'))];
  const { code, modelCode } = splitModelCode(readCodeableConcept(device?.['type']), stringOf(device?.['modelNumber']));
  return {
    kind: 'device',
    ...carried,
    ...(direct && { identifiers: [] }),
    ...(omitted.length > 0 && { omitted }),
    code: code ?? shown ?? { absence: 'NI' },
    deviceIdentifiers: device === undefined ? [] : deviceIdentifiersOf(device),
    ...stated({
      modelName: device === undefined ? undefined : modelNameOf(device),
      modelCode,
      manufacturer: stringOf(device?.['manufacturer']),
      expires: readMoment(device?.['expirationDate']),
      bodySite: readCodeableConcept(resource['bodySite']),
    }),
    period: readPointOrPeriod(resource, 'timing', 'beginning'),
  };
}

/** A reference that resolves to nothing may still show what device it means. */
function readShown(resource: FhirResource): DeviceUse['code'] | undefined {
  const device = resource['device'];
  const text =
    typeof device === 'object' && device !== null ? stringOf((device as FhirResource)['display']) : undefined;
  return text === undefined ? undefined : { text };
}

function writeDeviceUse(entry: DeviceUse, writing: FhirWriting): string {
  const { language, offset } = writing;
  const { expires, modelName, modelCode } = entry;
  const device: Device = {
    resourceType: 'Device',
    identifier: identifiers(entry.deviceIdentifiers),
    manufacturer: entry.manufacturer,
    expirationDate: expires === undefined ? undefined : dateTime(expires, offset),
    deviceName: modelName === undefined ? undefined : [{ name: modelName, type: 'model-name' }],
    modelNumber: modelCode?.code,
    type: withModelCode(codeableConcept(entry.code, language), modelCode),
    patient: writing.patient,
  };
  const time = period(entry.period, offset);
  const statement: DeviceUseStatement = {
    resourceType: 'DeviceUseStatement',
    ...writeCarried(entry),
    // CDA has no status of use; a device that was removed is no longer used.
    status: entry.period.high === undefined ? 'active' : 'completed',
    subject: writing.patient,
    timingPeriod: time,
    _timingDateTime: time === undefined ? absentElement('UNK') : undefined,
    device: { reference: writing.add(device, `${entry.path}/device`) },
    bodySite: codeableConceptOf(entry.bodySite, language),
  };
  return writing.add(statement, entry.path);
}

/** The catalogue of the model stands among the codes of the type, because `modelNumber` has no system. */
function withModelCode(type: NonNullable<Device['type']>, model: Coding | undefined): Device['type'] {
  if (model === undefined || !isAbsoluteUri(model.system)) return type;
  const { system, code, display } = model;
  return { ...type, coding: [...(type.coding ?? []), { system, code, display }] };
}
