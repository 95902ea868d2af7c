import { attribute, child, children, element, type XmlElement, type XmlOut } from '@passerelle/xml';
import { readAuthors, writeAuthor } from '../cda/authors.js';
import { isEvent } from '../cda/claims.js';
import {
  readCoded,
  readIdentifiers,
  readQuantityRange,
  resolveText,
  writeCoded,
  writeIds,
  writeQuantityRange,
  writeText,
} from '../cda/datatypes/index.js';
import { omitRelationships } from '../cda/leftovers.js';
import type { CdaReading } from '../cda/reading.js';
import { actsOf, writeComment, writePatientInstruction } from '../cda/remarks.js';
import { isNegated, omitUnread, statementOf } from '../cda/unread-parts.js';
import type { CdaWriting } from '../cda/writing.js';
import type { CdaDoor } from '../concept.js';
import type { Coded } from '../model/coded.js';
import type { Medication, Product } from '../model/entry.js';
import { readProduct, writeProduct } from './product.cda.js';
import { readSchedule, writeSchedule } from './timing.cda.js';

const statementParts = new Set([
  'id',
  'code',
  'text',
  'statusCode',
  'effectiveTime',
  'routeCode',
  'doseQuantity',
  'consumable',
  'author',
  'entryRelationship',
  'precondition',
]);
const reasonParts = new Set(['id', 'code', 'text', 'statusCode', 'value']);

// CCD medication activity, eHDSI medication item, IHE normal dosing: peers of either generation look for one of them.
const templates = [
  '2.16.840.1.113883.10.20.1.24',
  '1.3.6.1.4.1.12559.11.10.1.3.1.3.4',
  '1.3.6.1.4.1.19376.1.5.3.1.4.7.1',
];
const productTemplates = {
  product: ['1.3.6.1.4.1.12559.11.10.1.3.1.3.31'],
  material: ['1.3.6.1.4.1.12559.11.10.1.3.1.3.32'],
};
const reasonTemplates = ['1.3.6.1.4.1.12559.11.10.1.3.1.3.41', '1.3.6.1.4.1.19376.1.5.3.1.4.13'];

/** Medication item of the medication summary (myhealtheu-wire.md section 13.4). */
export const medicationCda: CdaDoor<Medication> = {
  claims: (statement) => statement.local === 'substanceAdministration' && isEvent(statement),
  read: readMedication,
  write: writeMedication,
};

function readMedication(entry: XmlElement, path: string, reading: CdaReading): Medication | undefined {
  const statement = statementOf(entry, 'substanceAdministration');
  // That a medicine is not taken can be told; that one must not be given is no statement of this model.
  if (statement === undefined || (isNegated(statement) && !isEvent(statement))) return undefined;
  omitUnread(statement, statementParts, reading);
  const text = resolveText(statement, reading);
  const status = attribute(child(statement, 'statusCode'), 'code');
  const dose = readQuantityRange(child(statement, 'doseQuantity'), reading);
  const route = readCoded(child(statement, 'routeCode'), reading);
  const asNeeded = readAsNeeded(statement, reading);
  const authors = readAuthors(statement, reading);
  return {
    kind: 'medication',
    path,
    identifiers: readIdentifiers(statement),
    ...(text !== undefined && { text }),
    product: readProduct(child(statement, 'consumable'), reading),
    ...(status !== undefined && { status }),
    ...readMood(statement),
    ...readSchedule(statement, reading),
    ...(dose !== undefined && { dose }),
    ...(route !== undefined && { route }),
    ...(asNeeded !== undefined && { asNeeded }),
    ...(authors.length > 0 && { authors }),
    ...(isNegated(statement) && { notTaken: true as const }),
    ...readRelated(statement, reading),
  };
}

function readMood(statement: XmlElement): Pick<Medication, 'mood'> {
  const mood = attribute(statement, 'moodCode');
  return mood === 'INT' || mood === 'RQO' || mood === 'PRP' || mood === 'PRMS' ? { mood } : {};
}

/** A medicine taken only when needed: its precondition is what it is needed for (CCD, IHE medications). */
function readAsNeeded(statement: XmlElement, reading: CdaReading): Coded | undefined {
  const [criterion, ...others] = children(statement, 'precondition').map((each) => child(each, 'criterion'));
  if (others.length > 0) reading.omit?.('further precondition');
  if (criterion === undefined) return undefined;
  const text = resolveText(criterion, reading);
  const value = readCoded(child(criterion, 'value'), reading);
  if (value?.coding !== undefined || value?.text !== undefined) return value;
  return text === undefined ? { absence: 'NI' } : { text };
}

/** Reason, instructions and remarks, which CDA hangs on entryRelationship. */
function readRelated(
  statement: XmlElement,
  reading: CdaReading,
): Pick<Medication, 'reason' | 'instructions' | 'notes'> {
  let reason: Coded | undefined;
  const { instructions, notes, others } = actsOf(statement, reading);
  const leftovers: XmlElement[] = [];
  for (const relationship of others) {
    const observation = child(relationship, 'observation');
    if (attribute(relationship, 'typeCode') !== 'RSON' || observation === undefined || isNegated(observation)) {
      leftovers.push(relationship);
    } else if (reason === undefined) {
      reason = readCoded(child(observation, 'value'), reading);
      omitUnread(observation, reasonParts, reading, 'reason');
    } else {
      reading.omit?.('further reason');
    }
  }
  omitRelationships(leftovers, reading);
  return {
    ...(reason !== undefined && { reason }),
    ...(instructions.length > 0 && { instructions: instructions.join('\n') }),
    ...(notes.length > 0 && { notes }),
  };
}

function writeMedication(entry: Medication, writing: CdaWriting): XmlOut {
  const { identifiers, reason, instructions, dose, route, path } = entry;
  return element(
    'substanceAdministration',
    { classCode: 'SBADM', moodCode: entry.mood ?? 'EVN', negationInd: entry.notTaken === true ? 'true' : undefined },
    templates.map((root) => element('templateId', { root })),
    writeIds(identifiers, () => writing.stableId(path)),
    writeText(entry.text, writing),
    element('statusCode', entry.status === undefined ? { nullFlavor: 'UNK' } : { code: entry.status }),
    writeSchedule(entry),
    route === undefined ? undefined : writeCoded('routeCode', route),
    dose === undefined ? undefined : writeQuantityRange('doseQuantity', dose),
    writeProduct(named(entry.product), productTemplates),
    entry.authors?.map((author) => writeAuthor(author)),
    reason === undefined ? undefined : writeReason(reason, writing.stableId(`${path}/reason`)),
    instructions === undefined ? undefined : writePatientInstruction(instructions),
    entry.notes?.map(writeComment),
    entry.asNeeded === undefined ? undefined : writeAsNeeded(entry.asNeeded),
  );
}

function writeAsNeeded(asNeeded: Coded): XmlOut {
  const assertion = {
    code: 'ASSERTION',
    codeSystem: '2.16.840.1.113883.5.4',
    codeSystemName: 'ActCode',
    displayName: 'Assertion',
  };
  return element(
    'precondition',
    { typeCode: 'PRCN' },
    element('criterion', {}, element('code', assertion), writeCoded('value', asNeeded, { xsiType: 'CD' })),
  );
}

function writeReason(reason: Coded, id: string): XmlOut {
  const disease = { system: 'http://snomed.info/sct', code: '64572001', display: 'Disease' };
  const observation = element(
    'observation',
    { classCode: 'OBS', moodCode: 'EVN' },
    reasonTemplates.map((root) => element('templateId', { root })),
    element('id', { root: id }),
    writeCoded('code', { coding: disease }),
    element('statusCode', { code: 'completed' }),
    writeCoded('value', reason, { xsiType: 'CD' }),
  );
  return element('entryRelationship', { typeCode: 'RSON' }, observation);
}

/** A product that neither a code nor a name nor a substance tells says that it is not known. */
function named(product: Product): Product {
  const { code, name, ingredients } = product;
  return (code ?? name) === undefined && ingredients.length === 0 ? { ...product, code: { absence: 'UNK' } } : product;
}
