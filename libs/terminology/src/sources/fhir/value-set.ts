import { canonicalUri } from '../../code-systems.js';
import type { ComposeRule, FilterRule } from '../../gather/drafts.js';
import type { SourceReading } from '../reading.js';
import { gatherDesignations, resourceLanguage } from './designations.js';
import { objectOf, objectsOf, oidsOf, textOf, type JsonObject } from './json-value.js';
import { problemOf, resourceOrigin } from './resource.js';

/**
 * Reads a ValueSet (FHIR R4): its rules, the expansion that came with it where that is whole, and the displays either
 * gives. A value set without any definition has unknown members, not none.
 */
export function gatherValueSet(resource: JsonObject, file: string, reading: SourceReading): void {
  const url = textOf(resource, 'url');
  const oids = oidsOf(resource);
  if (url === undefined && oids.length === 0) return problemOf(reading, file, 'a ValueSet has neither url nor OID');
  const origin = resourceOrigin(resource, reading);
  const naming = { origin, language: resourceLanguage(resource) };
  const compose = objectOf(resource, 'compose');
  const rulesOf = (name: string): ComposeRule[] =>
    objectsOf(compose, name).map((rule) => readRule(rule, naming, reading));
  const include = rulesOf('include');
  const expansion = readExpansion(objectOf(resource, 'expansion'), naming, reading);
  reading.gathering.valueSet(
    { ...(url !== undefined && { url }), oids },
    {
      name: textOf(resource, 'title') ?? textOf(resource, 'name'),
      version: textOf(resource, 'version'),
      origin,
      // A rule that names nothing stands for what is not known.
      include: include.length === 0 ? [{}] : include,
      exclude: rulesOf('exclude'),
      withInactive: compose?.['inactive'] !== false,
      expansion,
    },
  );
}

interface Naming {
  readonly origin: number;
  readonly language: string;
}

function readRule(rule: JsonObject, naming: Naming, reading: SourceReading): ComposeRule {
  const system = textOf(rule, 'system');
  const concepts = objectsOf(rule, 'concept');
  const codes = concepts.flatMap((concept) => listed(system, concept, naming, reading));
  const filters = objectsOf(rule, 'filter').map((filter): FilterRule => {
    const [property = '', op = '', value = ''] = ['property', 'op', 'value'].map((name) => textOf(filter, name));
    return { property, op, value };
  });
  const valueSets = Array.isArray(rule['valueSet'])
    ? rule['valueSet'].filter((each): each is string => typeof each === 'string')
    : [];
  return {
    ...(system !== undefined && { system: canonicalUri(system) }),
    ...(concepts.length > 0 && { codes }),
    filters,
    valueSets,
  };
}

/** A code that is listed, with the displays it is listed with. */
function listed(system: string | undefined, concept: JsonObject, naming: Naming, reading: SourceReading): string[] {
  const code = textOf(concept, 'code');
  if (system === undefined || code === undefined) return [];
  const { gathering } = reading;
  const draft = gathering.concept(gathering.system(system), code);
  gatherDesignations(draft, concept, { ...naming, by: 'value-set' }, reading);
  return [code];
}

/** The members of an expansion; undefined where it is only a page or a part of one. */
function readExpansion(
  expansion: JsonObject | undefined,
  naming: Naming,
  reading: SourceReading,
): readonly ComposeRule[] | undefined {
  if (expansion === undefined) return undefined;
  const bySystem = new Map<string, string[]>();
  let count = 0;
  const waiting = [...objectsOf(expansion, 'contains')];
  for (let entry = waiting.pop(); entry !== undefined; entry = waiting.pop()) {
    for (const child of objectsOf(entry, 'contains')) waiting.push(child);
    count++;
    const system = textOf(entry, 'system');
    // An abstract entry only groups those below it.
    if (system === undefined || entry['abstract'] === true) continue;
    const codes = bySystem.get(canonicalUri(system)) ?? [];
    codes.push(...listed(system, entry, naming, reading));
    bySystem.set(canonicalUri(system), codes);
  }
  const { total, offset } = expansion;
  const isPart = (typeof offset === 'number' && offset > 0) || (typeof total === 'number' && total !== count);
  const isShort = objectsOf(expansion, 'extension').some(
    ({ url }) => typeof url === 'string' && /toocostly|unclosed/.test(url),
  );
  return isPart || isShort ? undefined : [...bySystem].map(([system, codes]) => ({ system, codes }));
}
