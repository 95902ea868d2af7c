export { address, readAddresses } from './address.js';
export {
  codeableConcept,
  codeableConceptOf,
  codeableConcepts,
  readCodeableConcept,
  readCodeableConcepts,
  readCoding,
} from './codeable-concept.js';
export { contactPoint, readContactPoints } from './contact-point.js';
export {
  absentElement,
  dataAbsentReason,
  dataAbsentReasonSystem,
  dataAbsentReasonUrl,
  readDataAbsentReason,
  reasonOf,
} from './data-absent-reason.js';
export { date, dateTime, offsetOf, readMoment } from './date-time.js';
export { humanName, readHumanNames } from './human-name.js';
export { identifier, identifiers, isAbsoluteUri, readIdentifier, readIdentifiers, uriSystem } from './identifier.js';
export { languageCode, readLanguage } from './language.js';
export { isBefore, period, pointOrPeriod, readPeriod, readPointOrPeriod, type PointOrPeriod } from './period.js';
export {
  comparatorOf,
  isReversed,
  isSameQuantity,
  quantity,
  range,
  ratio,
  readQuantity,
  readRange,
  readRatio,
  type QuantityRange,
} from './quantity.js';
