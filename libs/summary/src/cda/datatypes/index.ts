export { readAddresses, writeAddress } from './address.js';
export { readCoded, readCoding, unwritable, writeCoded, type CodedWriting } from './coded.js';
export { referenceOf, resolveText, writeText } from './entry-text.js';
export { readIdentifier, readIdentifiers, uriSystem, writeIdentifier, writeIds } from './identifier.js';
export { isPoint, isStated, readInterval, readPoint, writeInterval } from './interval.js';
export { readMoment, writeMoment } from './moment.js';
export { readNames, writeName, writePatientName } from './name.js';
export { readNullFlavor } from './null-flavor.js';
export { readOrganization, writeCustodianOrganization, writeOrganization } from './organization.js';
export {
  isNamed,
  readParticipant,
  readParticipation,
  writeAssignedEntity,
  type AssignedWriting,
} from './participant.js';
export {
  readQuantity,
  readQuantityRange,
  readRatio,
  writeQuantity,
  writeQuantityRange,
  writeRatio,
  type QuantityRange,
  type QuantityWriting,
} from './quantity.js';
export { nothingKnown, readTelecoms, writeTelecom } from './telecom.js';
