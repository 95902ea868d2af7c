import { attribute, child, children, element, type XmlElement, type XmlOut } from '@passerelle/xml';
import {
  readCoded,
  readIdentifiers,
  readInterval,
  readQuantityRange,
  resolveText,
  writeCoded,
  writeIds,
  writeMoment,
  writeQuantity,
  writeText,
} from '../cda/datatypes/index.js';
import { hasTemplate, isCoded, isEvent } from '../cda/claims.js';
import { readPerformers, writePerformer } from '../cda/performers.js';
import type { CdaReading } from '../cda/reading.js';
import { actsOf, notesOf, writeComment } from '../cda/remarks.js';
import { isNegated, omitUnread, statementOf } from '../cda/unread-parts.js';
import type { CdaWriting } from '../cda/writing.js';
import type { CdaDoor } from '../concept.js';
import { readProduct, writeProduct } from '../medications/product.cda.js';
import type { Quantity } from '../model/coded.js';
import type { Immunization } from '../model/entry.js';
import { readReactions, writeReaction } from './reaction.cda.js';
import { readDoseUnit, readSeries, writeSeries } from './series.cda.js';
import { readTargetDiseases, writeTargetDisease } from './target-disease.cda.js';

const statementParts = new Set([
  'id',
  'code',
  'text',
  'statusCode',
  'effectiveTime',
  'routeCode',
  'approachSiteCode',
  'doseQuantity',
  'administrationUnitCode',
  'consumable',
  'performer',
  'participant',
  'entryRelationship',
]);

// eHDSI immunization, CCD medication activity, IHE immunization; eHDSI, IHE and CCD product.
const templates = [
  '1.3.6.1.4.1.12559.11.10.1.3.1.3.19',
  '2.16.840.1.113883.10.20.1.24',
  '1.3.6.1.4.1.19376.1.5.3.1.4.12',
];
/** Templates of the vaccine itself. */
export const vaccineTemplates = {
  product: ['1.3.6.1.4.1.12559.11.10.1.3.1.3.18', '1.3.6.1.4.1.19376.1.5.3.1.4.7.2', '2.16.840.1.113883.10.20.1.53'],
  material: [],
};
/** The act of vaccinating, as IHE and eHDSI code it. */
export const immunize = {
  code: 'IMMUNIZ',
  codeSystem: '1.3.6.1.4.1.19376.1.5.3.2',
  codeSystemName: 'IHEActCode',
  displayName: 'Immunization',
} as const;

/** Vaccination of the immunizations section. */
export const immunizationCda: CdaDoor<Immunization> = {
  claims: isImmunization,
  read: readImmunization,
  write: writeImmunization,
};

const immunizationCodes: ReadonlySet<string> = new Set(['IMMUNIZ']);
const ownTemplates = ['1.3.6.1.4.1.12559.11.10.1.3.1.3.19', '1.3.6.1.4.1.19376.1.5.3.1.4.12'];

function isImmunization(statement: XmlElement): boolean {
  if (statement.local !== 'substanceAdministration' || !isEvent(statement)) return false;
  return hasTemplate(statement, ownTemplates) || isCoded(statement, immunizationCodes);
}

function readImmunization(entry: XmlElement, path: string, reading: CdaReading): Immunization | undefined {
  const statement = statementOf(entry, 'substanceAdministration');
  // A vaccination that is planned (INT, RQO) was not given, and the model knows given ones and refused ones only.
  if (statement === undefined || (attribute(statement, 'moodCode') ?? 'EVN') !== 'EVN') return undefined;
  omitUnread(statement, statementParts, reading);
  const text = resolveText(statement, reading);
  const status = attribute(child(statement, 'statusCode'), 'code');
  const { code: vaccine, ...product } = readProduct(child(statement, 'consumable'), reading);
  const route = readCoded(child(statement, 'routeCode'), reading);
  const [site, ...otherSites] = children(statement, 'approachSiteCode');
  if (otherSites.length > 0) reading.omit?.('further site of administration');
  const siteCode = readCoded(site, reading);
  const remarks = actsOf(statement, reading);
  const { series, others } = readSeries(remarks.others);
  const doseNumber = series.doseNumber ?? readDoseUnit(statement, reading);
  const dose = readDose(child(statement, 'doseQuantity'), reading);
  return {
    kind: 'immunization',
    path,
    identifiers: readIdentifiers(statement),
    ...(text !== undefined && { text }),
    given: !isNegated(statement),
    ...(status !== undefined && { status }),
    vaccine: vaccine ?? { absence: 'NI' },
    product,
    ...readDate(children(statement, 'effectiveTime'), reading),
    ...(route !== undefined && { route }),
    ...(siteCode !== undefined && { site: siteCode }),
    ...series,
    ...(doseNumber !== undefined && { doseNumber }),
    ...(dose !== undefined && { dose }),
    targetDiseases: readTargetDiseases(statement, reading),
    reactions: readReactions(others, reading),
    performers: readPerformers(statement, reading),
    ...notesOf(remarks),
  };
}

function readDate(times: readonly XmlElement[], reading: CdaReading): Pick<Immunization, 'date' | 'dateAbsence'> {
  const [time, ...others] = times;
  const { low, high, lowAbsence } = readInterval(time, reading);
  if (others.some((other) => readInterval(other).low !== undefined)) reading.omit?.('further date of the vaccination');
  if (low !== undefined && high !== undefined && low !== high) reading.omit?.('end of the vaccination');
  const date = low ?? high;
  if (date !== undefined) return { date };
  return lowAbsence === undefined ? {} : { dateAbsence: lowAbsence };
}

function readDose(dose: XmlElement | undefined, reading: CdaReading): Quantity | undefined {
  const { low, high } = readQuantityRange(dose, reading) ?? {};
  if (low !== undefined && high !== undefined && (low.value !== high.value || low.unit !== high.unit)) {
    reading.omit?.('upper end of the dose');
  }
  return low ?? high;
}

function writeImmunization(entry: Immunization, writing: CdaWriting): XmlOut {
  const { identifiers, route, site, dose, path, product, vaccine } = entry;
  return element(
    'substanceAdministration',
    { classCode: 'SBADM', moodCode: 'EVN', negationInd: String(!entry.given) },
    templates.map((root) => element('templateId', { root })),
    writeIds(identifiers, () => writing.stableId(path)),
    element('code', immunize),
    writeText(entry.text, writing),
    element('statusCode', entry.status === undefined ? { nullFlavor: 'UNK' } : { code: entry.status }),
    entry.date === undefined
      ? element('effectiveTime', { nullFlavor: entry.dateAbsence ?? 'UNK' })
      : element('effectiveTime', { value: writeMoment(entry.date) }),
    route === undefined ? undefined : writeCoded('routeCode', route),
    site === undefined ? undefined : writeCoded('approachSiteCode', site),
    dose === undefined ? undefined : writeQuantity('doseQuantity', dose),
    writeProduct({ ...product, code: vaccine }, vaccineTemplates),
    entry.performers.map(writePerformer),
    entry.targetDiseases.map(writeTargetDisease),
    writeSeries(entry),
    entry.reactions.map((reaction, place) =>
      writeReaction(reaction, writing.stableId(`${path}/reaction[${place + 1}]`)),
    ),
    entry.notes?.map(writeComment),
  );
}
