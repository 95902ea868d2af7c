import { child, children, element, type XmlElement, type XmlOut } from '@passerelle/xml';
import { readAuthors, writeAuthor } from '../cda/authors.js';
import {
  isNamed,
  readIdentifiers,
  readInterval,
  resolveText,
  writeIds,
  writeMoment,
  writeText,
} from '../cda/datatypes/index.js';
import type { CdaReading } from '../cda/reading.js';
import { isNegated, omitUnread } from '../cda/unread-parts.js';
import type { CdaWriting } from '../cda/writing.js';
import type { CdaDoor } from '../concept.js';
import { immunize, vaccineTemplates } from '../immunizations/immunization.cda.js';
import { readTargetDiseases, writeTargetDisease } from '../immunizations/target-disease.cda.js';
import { readProduct, writeProduct } from '../medications/product.cda.js';
import type { Coded } from '../model/coded.js';
import type { RecommendedVaccination, VaccinationForecast } from '../model/entry.js';
import { isForecast } from './claims.cda.js';
import { dueDate, readDetails, writeDetails, type DetailsReading } from './details.cda.js';

const parts = new Set([
  ...['id', 'code', 'text', 'statusCode', 'effectiveTime', 'consumable', 'author', 'participant', 'entryRelationship'],
]);
/** CCD plan of care activity. */
const template = '2.16.840.1.113883.10.20.1.25';

/** A vaccination that is proposed: a substanceAdministration of a vaccine that has not taken place. */
export const forecastCda: CdaDoor<VaccinationForecast> = {
  claims: isForecast,
  read: readForecast,
  write: writeForecast,
};

function readForecast(statement: XmlElement, path: string, reading: CdaReading): VaccinationForecast | undefined {
  if (!isForecast(statement) || isNegated(statement)) return undefined;
  const text = resolveText(statement, reading);
  const details = readDetails(statement, reading);
  const [author, ...others] = readAuthors(statement, reading);
  if (others.length > 0) reading.omit?.('further author');
  const { time, ...authority } = author ?? {};
  const further = details.further.map((each) => readRecommended(each, readDetails(each, reading), reading));
  return {
    kind: 'vaccination-forecast',
    path,
    identifiers: readIdentifiers(statement),
    ...(text !== undefined && { text }),
    ...readRecommended(statement, details, reading),
    ...(time !== undefined && { date: time }),
    ...(author !== undefined && isNamed(author) && { authority: authority as typeof author }),
    ...(further.length > 0 && { further }),
  };
}

function readRecommended(statement: XmlElement, details: DetailsReading, reading: CdaReading): RecommendedVaccination {
  omitUnread(statement, parts, reading);
  const [targetDisease, ...otherDiseases] = readTargetDiseases(statement, reading);
  if (otherDiseases.length > 0) reading.omit?.('further target disease');
  const { vaccines, further: _further, dates, ...said } = details;
  return {
    vaccines: [...readVaccine(statement, reading), ...vaccines],
    ...(targetDisease !== undefined && { targetDisease }),
    ...said,
    dates: dates.length > 0 ? dates : readDue(statement, reading),
  };
}

function readVaccine(statement: XmlElement, reading: CdaReading): Coded[] {
  const { code, name, identifiers, ingredients, ...more } = readProduct(child(statement, 'consumable'), reading);
  if (Object.keys(more).length + identifiers.length + ingredients.length > 0) reading.omit?.('product of the vaccine');
  const text = code?.text ?? name;
  if (code === undefined) return text === undefined ? [] : [{ text }];
  return [text === undefined ? code : { ...code, text }];
}

/** The time of a vaccination that is proposed is when it is due. */
function readDue(statement: XmlElement, reading: CdaReading): RecommendedVaccination['dates'] {
  const [time, ...others] = children(statement, 'effectiveTime');
  const { low, high } = readInterval(time, reading);
  if (others.length > 0 || (high !== undefined && high !== low)) reading.omit?.('further date of the vaccination');
  const at = low ?? high;
  return at === undefined ? [] : [{ meaning: dueDate, at }];
}

function writeForecast(entry: VaccinationForecast, writing: CdaWriting): XmlOut {
  const { identifiers, path, authority, date, further = [] } = entry;
  const nobody = { identifiers: [], names: [], addresses: [], telecoms: [] };
  const author = authority ?? (date === undefined ? undefined : nobody);
  return writeRecommended(entry, {
    id: writeIds(identifiers, () => writing.stableId(path)),
    text: writeText(entry.text, writing),
    author: author && writeAuthor(date === undefined ? author : { ...author, time: date }),
    further: further.map((each) => writeRecommended(each, {})),
  });
}

interface Frame {
  readonly id?: readonly XmlOut[];
  readonly text?: XmlOut | undefined;
  readonly author?: XmlOut | undefined;
  readonly further?: readonly XmlOut[];
}

function writeRecommended(recommended: RecommendedVaccination, frame: Frame): XmlOut {
  const [vaccine, ...others] = recommended.vaccines;
  const due = recommended.dates.find(({ meaning }) => meaning.code === dueDate.code) ?? recommended.dates[0];
  return element(
    'substanceAdministration',
    { classCode: 'SBADM', moodCode: 'PRP' },
    element('templateId', { root: template }),
    frame.id,
    element('code', immunize),
    frame.text,
    element('statusCode', { code: 'active' }),
    due === undefined ? undefined : element('effectiveTime', { value: writeMoment(due.at) }),
    writeConsumable(vaccine),
    frame.author,
    recommended.targetDisease === undefined ? undefined : writeTargetDisease(recommended.targetDisease),
    others.map(writeAlternative),
    writeDetails(recommended),
    frame.further?.map((each) => element('entryRelationship', { typeCode: 'COMP' }, each)),
  );
}

function writeConsumable(vaccine: Coded | undefined): XmlOut {
  const product = { identifiers: [], ingredients: [], ...(vaccine !== undefined && { code: vaccine }) };
  return writeProduct(product, vaccineTemplates);
}

/** CDA gives one product; another vaccine that would do as well is referred to. */
function writeAlternative(vaccine: Coded): XmlOut {
  return element(
    'entryRelationship',
    { typeCode: 'REFR' },
    element(
      'substanceAdministration',
      { classCode: 'SBADM', moodCode: 'PRP' },
      element('code', immunize),
      writeConsumable(vaccine),
    ),
  );
}
