import { attribute, child, children, type XmlElement } from '@passerelle/xml';
import { isEvent } from '../cda/claims.js';
import { readCoded, readIdentifiers, readInterval, resolveText } from '../cda/datatypes/index.js';
import { omitRelationships } from '../cda/leftovers.js';
import { readPerformers } from '../cda/performers.js';
import type { CdaReading } from '../cda/reading.js';
import { actsOf, notesOf } from '../cda/remarks.js';
import { isNegated, omitUnread } from '../cda/unread-parts.js';
import type { Coded } from '../model/coded.js';
import type { Observed, ObservedKind } from '../model/entry.js';
import { readReferenceRanges } from './reference-range.cda.js';
import { readValue } from './value.cda.js';

const observationParts = new Set([
  'id',
  'code',
  'text',
  'statusCode',
  'effectiveTime',
  'value',
  'interpretationCode',
  'methodCode',
  'targetSiteCode',
  'performer',
  'entryRelationship',
  'component',
  'referenceRange',
]);
const organizerParts = new Set(['id', 'code', 'text', 'statusCode', 'effectiveTime', 'performer', 'component']);

/**
 * Reads an observation of any room, or a panel of them (organizer BATTERY or CLUSTER).
 * @param holder - the statement, or the entry, component or relationship that holds it
 * @param path - place of the statement in the source
 * @param kind - the room the observation is of, and with it all its members
 * @returns undefined for what is ordered, intended or negated, and for statements of other classes
 */
export function readObserved<K extends ObservedKind>(
  holder: XmlElement,
  path: string,
  kind: K,
  reading: CdaReading,
): Observed<K> | undefined {
  const statement = isObservation(holder) ? holder : children(holder).find(isObservation);
  // Ordered or intended observations (RQO, INT, GOL) and negated ones were not observed.
  if (statement === undefined || !isEvent(statement) || isNegated(statement)) return undefined;
  return statement.local === 'observation'
    ? readObservation(statement, path, kind, reading)
    : readPanel(statement, path, kind, reading);
}

function isObservation({ local }: XmlElement): boolean {
  return local === 'observation' || local === 'organizer';
}

function readObservation<K extends ObservedKind>(
  statement: XmlElement,
  path: string,
  kind: K,
  reading: CdaReading,
): Observed<K> {
  omitUnread(statement, observationParts, reading);
  const [valueElement, ...otherValues] = children(statement, 'value');
  if (otherValues.length > 0) reading.omit?.('further values');
  const value = readValue(valueElement, reading);
  const bodySite = readOne(statement, 'targetSiteCode', 'further body site', reading);
  const method = readOne(statement, 'methodCode', 'further method', reading);
  const remarks = actsOf(statement, reading);
  const related = readRelated(statement, remarks.others, path, kind, reading);
  return {
    ...readHead(statement, path, kind, reading),
    ...(value !== undefined && { value }),
    interpretations: children(statement, 'interpretationCode').flatMap((code) => readCoded(code, reading) ?? []),
    referenceRanges: readReferenceRanges(statement, reading),
    // A component of an observation is against the schema; documents that have it mean the part of a panel.
    members: [...related, ...readComponents(statement, path, kind, reading)],
    ...(bodySite !== undefined && { bodySite }),
    ...(method !== undefined && { method }),
    ...notesOf(remarks),
  };
}

/** The first of a code that may repeat; the model has a place for one. */
function readOne(statement: XmlElement, name: string, further: string, reading: CdaReading): Coded | undefined {
  const [first, ...others] = children(statement, name);
  if (others.some((other) => attribute(other, 'code') !== undefined)) reading.omit?.(further);
  return readCoded(first, reading);
}

/** Observations that are part of this one (COMP): the expected date of a pregnancy. Others are reported. */
function readRelated<K extends ObservedKind>(
  statement: XmlElement,
  relationships: readonly XmlElement[],
  path: string,
  kind: K,
  reading: CdaReading,
): Observed<K>[] {
  const members: Observed<K>[] = [];
  const leftovers: XmlElement[] = [];
  const all = relationships.length === 0 ? [] : children(statement, 'entryRelationship');
  for (const relationship of relationships) {
    const place = `${path}/entryRelationship[${all.indexOf(relationship) + 1}]`;
    const isPart = attribute(relationship, 'typeCode') === 'COMP';
    const member = isPart ? readObserved(relationship, place, kind, reading) : undefined;
    if (member === undefined) leftovers.push(relationship);
    else members.push(member);
  }
  omitRelationships(leftovers, reading);
  return members;
}

/** A panel has no value of its own. Components other than observations and panels are reported. */
function readPanel<K extends ObservedKind>(
  statement: XmlElement,
  path: string,
  kind: K,
  reading: CdaReading,
): Observed<K> {
  omitUnread(statement, organizerParts, reading);
  return {
    ...readHead(statement, path, kind, reading),
    interpretations: [],
    referenceRanges: [],
    members: readComponents(statement, path, kind, reading),
  };
}

/** Documents put several observations into one component; the first keeps the component's place, the others follow it. */
function readComponents<K extends ObservedKind>(
  statement: XmlElement,
  path: string,
  kind: K,
  reading: CdaReading,
): Observed<K>[] {
  const members: Observed<K>[] = [];
  for (const [at, component] of children(statement, 'component').entries()) {
    const place = `${path}/component[${at + 1}]`;
    const parts = children(component);
    const observations = parts.filter(isObservation);
    const others = parts.filter((part) => !isObservation(part) && !framing.has(part.local));
    for (const part of others) reading.omit?.(`component of the panel: ${part.local}`);
    for (const [turn, part] of observations.entries()) {
      const member = readObserved(part, turn === 0 ? place : `${place}/*[${turn + 1}]`, kind, reading);
      if (member === undefined) reading.omit?.(`component of the panel: ${part.local} that was not observed`);
      else members.push(member);
    }
  }
  return members;
}

const framing: ReadonlySet<string> = new Set(['templateId', 'realmCode', 'typeId', 'sequenceNumber', 'seperatableInd']);

type Head<K extends ObservedKind> = Pick<
  Observed<K>,
  'kind' | 'path' | 'identifiers' | 'text' | 'code' | 'status' | 'period' | 'performers'
>;

function readHead<K extends ObservedKind>(statement: XmlElement, path: string, kind: K, reading: CdaReading): Head<K> {
  const text = resolveText(statement, reading);
  const status = attribute(child(statement, 'statusCode'), 'code');
  return {
    kind,
    path,
    identifiers: readIdentifiers(statement),
    ...(text !== undefined && { text }),
    code: readCoded(child(statement, 'code'), reading) ?? { absence: 'NI' },
    ...(status !== undefined && { status }),
    period: readInterval(child(statement, 'effectiveTime'), reading),
    performers: readPerformers(statement, reading),
  };
}
