import { conceptFlags } from '../../index-file/layout.js';
import type { ConceptDraft, SystemDraft } from '../../gather/drafts.js';
import type { SourceReading } from '../reading.js';
import { gatherDesignations, resourceLanguage } from './designations.js';
import { isObject, objectOf, objectsOf, oidsOf, textOf, type JsonObject } from './json-value.js';
import { problemOf, resourceOrigin } from './resource.js';

/** Deeper than any hierarchy that somebody wrote. */
const deepest = 200;
const longestCode = 1_000;

/**
 * Reads a CodeSystem (FHIR R4): names and OIDs, and the concepts with displays, hierarchy and properties. A supplement
 * adds its designations to the code system it names; a fragment or example does not make it complete.
 */
export function gatherCodeSystem(resource: JsonObject, file: string, reading: SourceReading): void {
  const supplement = textOf(resource, 'content') === 'supplement';
  const url = textOf(resource, supplement ? 'supplements' : 'url')?.split('|')[0];
  if (url === undefined) return problemOf(reading, file, 'a CodeSystem has no url');
  const system = reading.gathering.system(url);
  const origin = resourceOrigin(resource, reading);
  if (!supplement) nameSystem(system, resource, url);
  const walk: Walk = {
    system,
    file,
    reading,
    origin,
    defines: !supplement,
    language: resourceLanguage(resource),
    hierarchy: hierarchyProperties(resource),
  };
  gatherConcepts(objectsOf(resource, 'concept'), walk);
}

function nameSystem(system: SystemDraft, resource: JsonObject, url: string): void {
  system.name ??= textOf(resource, 'title') ?? textOf(resource, 'name');
  for (const oid of oidsOf(resource)) system.oids.add(oid);
  if (url !== system.uri) system.otherUris.add(url);
  const version = textOf(resource, 'version');
  if (version !== undefined) system.versions.add(version);
  if (textOf(resource, 'content') === 'complete') system.complete = true;
  if (textOf(resource, 'hierarchyMeaning') === 'part-of') system.subsumes = false;
}

interface Walk {
  readonly system: SystemDraft;
  readonly file: string;
  readonly reading: SourceReading;
  readonly origin: number;
  readonly defines: boolean;
  readonly language: string;
  readonly hierarchy: ReadonlyMap<string, 'parent' | 'child'>;
}

/** Walks the tree of concepts without recursion: how deep it is, is the file's choice. */
function gatherConcepts(top: readonly JsonObject[], walk: Walk): void {
  const seen = new Set<string>();
  const waiting: { readonly source: JsonObject; readonly parent?: string; readonly depth: number }[] = [];
  const queue = (sources: readonly JsonObject[], depth: number, parent?: string): void => {
    for (const source of [...sources].reverse())
      waiting.push({ source, depth, ...(parent !== undefined && { parent }) });
  };
  queue(top, 0);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { source, parent, depth } = next;
    const code = textOf(source, 'code');
    if (code === undefined || code.length > longestCode) {
      problemOf(walk.reading, walk.file, 'a concept has no code, or one of more than a thousand characters');
      continue;
    }
    if (depth > deepest) {
      problemOf(walk.reading, walk.file, `the hierarchy is deeper than ${deepest} levels`);
      return;
    }
    if (seen.has(code)) walk.reading.notes.push(`${walk.file} has the code ${code} more than once`);
    else gatherConcept(code, source, walk);
    seen.add(code);
    if (parent !== undefined) addParent(walk.system, code, parent, walk);
    queue(objectsOf(source, 'concept'), depth + 1, code);
  }
}

function gatherConcept(code: string, source: JsonObject, walk: Walk): void {
  const { system, reading, origin, language, defines } = walk;
  const concept = reading.gathering.concept(system, code);
  if (defines) concept.flags |= conceptFlags.defined;
  gatherDesignations(concept, source, { language, origin, by: 'code-system' }, reading);
  if (!defines) return;
  for (const property of objectsOf(source, 'property')) gatherProperty(concept, property, walk);
}

function gatherProperty(concept: ConceptDraft, property: JsonObject, walk: Walk): void {
  const name = textOf(property, 'code');
  const value = propertyValue(property);
  if (name === undefined || value === undefined) return;
  const kin = walk.hierarchy.get(name);
  if (kin === 'parent') addParent(walk.system, concept.code, value, walk);
  if (kin === 'child') addParent(walk.system, value, concept.code, walk);
  const isOff = name === 'inactive' ? value === 'true' : name === 'status' && ['inactive', 'retired'].includes(value);
  if (isOff) concept.flags |= conceptFlags.inactive;
  (concept.properties ??= []).push(name, value);
}

/** The value of a property as text; a Coding counts by its code. */
function propertyValue(property: JsonObject): string | undefined {
  const coding = objectOf(property, 'valueCoding');
  if (coding !== undefined) return textOf(coding, 'code');
  for (const [name, value] of Object.entries(property)) {
    if (name.startsWith('value') && !isObject(value)) return String(value);
  }
  return undefined;
}

/** The properties that tell the hierarchy: those declared as FHIR's parent and child, and HL7's own for several parents. */
function hierarchyProperties(resource: JsonObject): ReadonlyMap<string, 'parent' | 'child'> {
  const found = new Map<string, 'parent' | 'child'>([
    ['parent', 'parent'],
    ['child', 'child'],
    ['subsumedBy', 'parent'],
  ]);
  for (const property of objectsOf(resource, 'property')) {
    const code = textOf(property, 'code');
    const uri = textOf(property, 'uri');
    if (code === undefined) continue;
    if (uri === 'http://hl7.org/fhir/concept-properties#parent') found.set(code, 'parent');
    if (uri === 'http://hl7.org/fhir/concept-properties#child') found.set(code, 'child');
  }
  return found;
}

function addParent(system: SystemDraft, code: string, parent: string, { defines, reading }: Walk): void {
  if (!defines) return;
  const concept = reading.gathering.concept(system, code);
  if (concept.parents?.includes(parent) !== true) (concept.parents ??= []).push(parent);
}
