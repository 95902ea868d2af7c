import { readCodeableConcept, readPointOrPeriod } from '../fhir/datatypes/index.js';
import { omittedParts, readCarried } from '../fhir/entry/carried.js';
import { readAnnotations } from '../fhir/entry/notes.js';
import { readParticipant } from '../fhir/header/read-participant.js';
import { listOf, objectOf, objectsOf, stated, stringOf, type JsonObject } from '../fhir/narrowing.js';
import type { FhirReading } from '../fhir/reading.js';
import type { FhirResource } from '../fhir/resource.js';
import type { Coded } from '../model/coded.js';
import type { Interval } from '../model/moment.js';
import type { FunctionalStatus, ObservedValue } from '../model/entry.js';
import { readMembers, startReading, withOmitted, type ObservedReading } from '../observed/read-observed.fhir.js';

const known = new Set([
  ...['status', 'code', 'description', 'effectiveDateTime', 'effectivePeriod', 'date', 'assessor', 'note'],
  ...['investigation', 'finding', 'summary'],
]);
const knownOfFinding = new Set(['itemCodeableConcept', 'itemReference']);
const knownOfInvestigation = new Set(['code', 'item']);

// clinicalimpression-status and CDA ActStatus.
const actStatuses: Readonly<Record<string, string>> = {
  'in-progress': 'active',
  completed: 'completed',
  'entered-in-error': 'nullified',
};

/** What an impression found: coded findings, and observations it refers to. */
interface Found {
  readonly coded: readonly Coded[];
  readonly members: readonly FunctionalStatus[];
}

/**
 * Reads a ClinicalImpression: its code says what was assessed, its finding or summary what came of it, its
 * investigations hold the items. One item of the same code and nothing beside it is the assessment itself.
 */
export function readImpression(resource: FhirResource, path: string, reading: FhirReading): FunctionalStatus {
  const progress = startReading('functional-status', reading);
  progress.omitted.push(...omittedParts(resource, known));
  const found = readFindings(resource, path, progress);
  const items = readInvestigations(resource, path, progress);
  const whole = wholeOf(resource, path, reading, found, items);
  return withOmitted(itself(whole, items) ?? whole, progress.omitted);
}

function wholeOf(
  resource: FhirResource,
  path: string,
  reading: FhirReading,
  found: Found,
  items: readonly FunctionalStatus[],
): FunctionalStatus {
  const description = stringOf(resource['description']);
  const code = readCodeableConcept(resource['code']);
  const summary = stringOf(resource['summary']);
  const [first, ...others] = found.coded;
  const value = valueOf(first, summary);
  const words = [
    // What is described is what was assessed, where no code says that.
    ...(code === undefined ? [] : [description]),
    ...(first === undefined ? [] : [summary]),
  ].filter((text) => text !== undefined);
  const notes = [...words, ...(readAnnotations(resource['note']) ?? [])];
  const assessor = readParticipant(resource['assessor'], reading, resource);
  const head = {
    kind: 'functional-status' as const,
    code: code ?? (description === undefined ? { absence: 'NI' as const } : { text: description }),
    period: readPeriodOf(resource),
    interpretations: [],
    referenceRanges: [],
    performers: assessor === undefined ? [] : [assessor],
  };
  const further = others.map((coded, place) => ({
    ...head,
    path: `${path}.finding[${place + 1}]`,
    identifiers: [],
    value: { kind: 'coded' as const, coded },
    members: [],
  }));
  return {
    ...readCarried(resource, path, 'all', reading),
    ...head,
    ...stated({ status: actStatuses[stringOf(resource['status']) ?? ''], value }),
    members: [...further, ...found.members, ...items],
    ...(notes.length > 0 && { notes }),
  };
}

function valueOf(finding: Coded | undefined, summary: string | undefined): ObservedValue | undefined {
  if (finding !== undefined) return { kind: 'coded', coded: finding };
  return summary === undefined ? undefined : { kind: 'text', text: summary };
}

/** When the assessment holds, or else when it was made. */
function readPeriodOf(resource: JsonObject): FunctionalStatus['period'] {
  const time = readPointOrPeriod(resource, 'effective', 'whole');
  if (time.low !== undefined || time.high !== undefined || resource['date'] === undefined) return time;
  return readPointOrPeriod({ madeDateTime: resource['date'] }, 'made', 'whole');
}

function readFindings(resource: FhirResource, path: string, progress: ObservedReading<'functional-status'>): Found {
  const coded: Coded[] = [];
  const references: unknown[] = [];
  for (const finding of objectsOf(resource['finding'])) {
    progress.omitted.push(...omittedParts(finding, knownOfFinding, 'finding'));
    const target = progress.reading.resolve(finding['itemReference'], resource);
    const code =
      readCodeableConcept(finding['itemCodeableConcept']) ??
      (target?.resourceType === 'Condition' ? readCodeableConcept(target['code']) : undefined) ??
      shown(finding['itemReference'], target);
    if (code !== undefined) coded.push(code);
    else if (finding['itemReference'] !== undefined) references.push(finding['itemReference']);
  }
  return { coded, members: readMembers(references, resource, `${path}.finding`, progress) };
}

/** A reference that resolves to nothing may still show what it means. */
function shown(reference: unknown, target: FhirResource | undefined): Coded | undefined {
  const text = target === undefined ? stringOf(objectOf(reference)?.['display']) : undefined;
  return text === undefined ? undefined : { text };
}

/** The items of all investigations. What an investigation is called is told where it is not the assessment's own code. */
function readInvestigations(
  resource: FhirResource,
  path: string,
  progress: ObservedReading<'functional-status'>,
): FunctionalStatus[] {
  const own = JSON.stringify(readCodeableConcept(resource['code']));
  const items: unknown[] = [];
  for (const investigation of objectsOf(resource['investigation'])) {
    progress.omitted.push(...omittedParts(investigation, knownOfInvestigation, 'investigation'));
    if (JSON.stringify(readCodeableConcept(investigation['code'])) !== own) {
      progress.omitted.push('code of the investigation');
    }
    items.push(...listOf(investigation['item']));
  }
  return readMembers(items, resource, `${path}.investigation`, progress);
}

/** The assessment that was written as an item of itself, because an impression has no place for what it says. */
function itself(whole: FunctionalStatus, items: readonly FunctionalStatus[]): FunctionalStatus | undefined {
  const [item, ...others] = items;
  if (item === undefined || others.length > 0 || whole.members.length > 1 || whole.value !== undefined)
    return undefined;
  if (JSON.stringify(item.code) !== JSON.stringify(whole.code)) return undefined;
  const { path, identifiers, text, notes, performers, period } = whole;
  return {
    ...item,
    path,
    period: isStated(item.period) ? item.period : period,
    performers: item.performers.length > 0 ? item.performers : performers,
    identifiers: identifiers.length > 0 ? identifiers : item.identifiers,
    ...(text !== undefined && { text }),
    ...(notes !== undefined && { notes: [...notes, ...(item.notes ?? [])] }),
  };
}

function isStated({ low, high }: Interval): boolean {
  return low !== undefined || high !== undefined;
}
