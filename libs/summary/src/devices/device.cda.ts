import { attribute, child, children, element, textOf, type XmlElement, type XmlOut } from '@passerelle/xml';
import { isEvent } from '../cda/claims.js';
import {
  isPoint,
  isStated,
  readCoded,
  readCoding,
  readIdentifiers,
  readInterval,
  resolveText,
  writeCoded,
  writeIdentifier,
  writeInterval,
  writeMoment,
  writeText,
} from '../cda/datatypes/index.js';
import { omitRelationships } from '../cda/leftovers.js';
import type { CdaReading } from '../cda/reading.js';
import { omitUnread, statementOf } from '../cda/unread-parts.js';
import type { CdaWriting } from '../cda/writing.js';
import type { CdaDoor } from '../concept.js';
import type { Coded } from '../model/coded.js';
import type { DeviceUse } from '../model/entry.js';
import type { Interval } from '../model/moment.js';

const statementParts = new Set([
  'id',
  'code',
  'text',
  'statusCode',
  'effectiveTime',
  'expectedUseTime',
  'participant',
  'entryRelationship',
]);
const roleParts = new Set(['id', 'playingDevice', 'scopingEntity']);
const deviceParts = new Set(['code', 'manufacturerModelName']);
const makerParts = new Set(['desc']);

/** eHDSI medical device. */
const deviceTemplate = '1.3.6.1.4.1.12559.11.10.1.3.1.3.5';

/** Device or implant of the medical devices section: a supply whose participant DEV is the device. */
export const deviceCda: CdaDoor<DeviceUse> = {
  claims: (statement) => statement.local === 'supply' && isEvent(statement),
  read: readDevice,
  write: writeDevice,
};

function readDevice(entry: XmlElement, path: string, reading: CdaReading): DeviceUse | undefined {
  const statement = statementOf(entry, 'supply');
  // A supply that was ordered or promised (RQO, INT, PRMS) is not a device somebody has.
  if (statement === undefined || (attribute(statement, 'moodCode') ?? 'EVN') !== 'EVN') return undefined;
  const [participant, ...others] = children(statement, 'participant').filter(
    (each) => attribute(each, 'typeCode') === 'DEV',
  );
  const role = child(participant, 'participantRole');
  if (role === undefined) return undefined;
  if (others.length > 0) reading.omit?.('further device of the same supply');
  omitUnread(statement, statementParts, reading);
  omitUnread(role, roleParts, reading, 'device');
  const device = child(role, 'playingDevice');
  if (device !== undefined) omitUnread(device, deviceParts, reading, 'device');
  const maker = child(role, 'scopingEntity');
  if (maker !== undefined) omitUnread(maker, makerParts, reading, 'manufacturer');
  const text = resolveText(statement, reading);
  const modelName = textOf(child(device, 'manufacturerModelName'));
  const modelCode = readModelCode(child(device, 'manufacturerModelName'));
  const manufacturer = textOf(child(maker, 'desc'));
  const use = readInterval(child(statement, 'expectedUseTime'), reading);
  const expires = use.high ?? use.low;
  const bodySite = readBodySite(statement, reading);
  return {
    kind: 'device',
    path,
    identifiers: readIdentifiers(statement),
    ...(text !== undefined && { text }),
    code: readDeviceCode(statement, device, reading),
    deviceIdentifiers: readIdentifiers(role),
    ...(modelName !== undefined && { modelName }),
    ...(modelCode !== undefined && { modelCode }),
    ...(manufacturer !== undefined && { manufacturer }),
    period: readUse(child(statement, 'effectiveTime'), reading),
    ...(expires !== undefined && { expires }),
    ...(bodySite !== undefined && { bodySite }),
  };
}

/** The kind of device; older documents repeat it, or have it only, in the code of the supply. */
function readDeviceCode(statement: XmlElement, device: XmlElement | undefined, reading: CdaReading): Coded {
  const code = readCoded(child(device, 'code'), reading);
  const ofSupply = readCoded(child(statement, 'code'), reading);
  if (code?.coding === undefined && ofSupply?.coding !== undefined)
    return { ...ofSupply, ...(code?.text !== undefined && { text: code.text }) };
  if (ofSupply?.coding !== undefined && ofSupply.coding.code !== code?.coding?.code)
    reading.omit?.('code of the supply');
  return code ?? { absence: 'NI' };
}

/** The model in a catalogue: manufacturerModelName is a coded string (SC). */
function readModelCode(name: XmlElement | undefined): DeviceUse['modelCode'] {
  return name === undefined ? undefined : readCoding(name);
}

/** One date is when it was implanted or first used; nothing says that it was removed on the same day. */
function readUse(time: XmlElement | undefined, reading: CdaReading): Interval {
  const { high, ...use } = readInterval(time, reading);
  return high === undefined || isPoint(time) ? use : { ...use, high };
}

/**
 * CDA's supply has no place for a body site. We write the procedure it belongs to, with nothing but its target site,
 * and read the same.
 */
function readBodySite(statement: XmlElement, reading: CdaReading): Coded | undefined {
  let site: Coded | undefined;
  for (const relationship of children(statement, 'entryRelationship')) {
    const target = child(child(relationship, 'procedure'), 'targetSiteCode');
    if (target === undefined || site !== undefined) omitRelationships([relationship], reading);
    else site = readCoded(target, reading);
  }
  return site;
}

function writeDevice(entry: DeviceUse, writing: CdaWriting): XmlOut {
  const { identifiers, expires, bodySite, period } = entry;
  return element(
    'supply',
    { classCode: 'SPLY', moodCode: 'EVN' },
    element('templateId', { root: deviceTemplate }),
    identifiers.length === 0
      ? element('id', { root: writing.stableId(`${entry.path}/device`) })
      : identifiers.map((identifier) => writeIdentifier('id', identifier)),
    writeText(entry.text, writing),
    isStated(period)
      ? writeInterval('effectiveTime', period)
      : element('effectiveTime', { 'xsi:type': 'IVL_TS', nullFlavor: 'UNK' }),
    expires === undefined ? undefined : element('expectedUseTime', { value: writeMoment(expires) }),
    writeDeviceParticipant(entry),
    bodySite === undefined ? undefined : writeBodySite(bodySite),
  );
}

function writeDeviceParticipant({ code, deviceIdentifiers, modelName, modelCode, manufacturer }: DeviceUse): XmlOut {
  const role = element(
    'participantRole',
    { classCode: 'MANU' },
    deviceIdentifiers.map((identifier) => writeIdentifier('id', identifier)),
    element(
      'playingDevice',
      { classCode: 'DEV', determinerCode: 'INSTANCE' },
      writeCoded('code', code),
      modelName === undefined && modelCode === undefined ? undefined : writeModel(modelName, modelCode),
    ),
    manufacturer === undefined
      ? undefined
      : element('scopingEntity', { classCode: 'ORG', determinerCode: 'INSTANCE' }, element('desc', {}, manufacturer)),
  );
  return element('participant', { typeCode: 'DEV' }, role);
}

function writeModel(name: string | undefined, code: DeviceUse['modelCode']): XmlOut {
  if (code === undefined) return element('manufacturerModelName', {}, name);
  // SC takes the attributes of a code and no children, so translations of the model stay behind.
  const { attributes } = writeCoded('manufacturerModelName', { coding: code });
  const { nullFlavor, ...coded } = attributes;
  return element('manufacturerModelName', nullFlavor === undefined ? coded : {}, name ?? code.display ?? code.code);
}

function writeBodySite(site: Coded): XmlOut {
  const procedure = element('procedure', { classCode: 'PROC', moodCode: 'EVN' }, writeCoded('targetSiteCode', site));
  return element('entryRelationship', { typeCode: 'REFR' }, procedure);
}
