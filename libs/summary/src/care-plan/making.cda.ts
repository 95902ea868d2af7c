import { attribute, child, type XmlElement, type XmlOut } from '@passerelle/xml';
import { readAuthors, writeAuthor } from '../cda/authors.js';
import { isNamed, readMoment } from '../cda/datatypes/index.js';
import type { CdaReading } from '../cda/reading.js';
import type { Plan } from '../model/entry.js';

/** Reads who made a plan, and when: the time of its first author. */
export function readMaking(statement: XmlElement, reading: CdaReading): Pick<Plan, 'created' | 'authors'> {
  // A medicine's authors are its own room's business.
  if (statement.local === 'substanceAdministration') return { authors: [] };
  const created = readMoment(attribute(child(child(statement, 'author'), 'time'), 'value'));
  const authors = readAuthors(statement, reading)
    .filter(isNamed)
    .map(({ time, ...author }) => (time === undefined || time === created ? author : { ...author, time }));
  return { ...(created !== undefined && { created }), authors };
}

/** Writes authors with the time at which the plan was made; a plan of unknown authors may still have one. */
export function writeMaking({ authors, created }: Plan): XmlOut[] {
  if (authors.length === 0) {
    return created === undefined
      ? []
      : [writeAuthor({ identifiers: [], names: [], addresses: [], telecoms: [], time: created })];
  }
  return authors.map((author) =>
    writeAuthor(created === undefined || author.time !== undefined ? author : { ...author, time: created }),
  );
}
