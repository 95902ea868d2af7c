import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The peer of the terminology index: what one writes in an afternoon. A Map of an object for each concept, with a Map of
 * displays by language, and a Set for each value set, loaded from the same FHIR JSON. It evaluates no filters, so its
 * value sets hold fewer codes.
 * @param {readonly string[]} folders
 */
export function loadMaps(folders) {
  const concepts = new Map();
  const valueSets = new Map();
  for (const folder of folders) {
    for (const name of readdirSync(folder)) {
      if (!/^(CodeSystem|ValueSet)-.*\.json$/.test(name)) continue;
      const resource = JSON.parse(readFileSync(join(folder, name), 'utf8'));
      if (resource.resourceType === 'CodeSystem') {
        for (const concept of resource.concept ?? []) add(concepts, resource.url, concept);
      } else if (resource.resourceType === 'ValueSet') {
        valueSets.set(resource.url, membersOf(resource, concepts));
      }
    }
  }
  return {
    size: concepts.size,
    has: (system, code) => concepts.has(`${system}|${code}`),
    display: (system, code, language) => {
      const displays = concepts.get(`${system}|${code}`)?.displays;
      return displays?.get(language) ?? displays?.get(language.split('-')[0]);
    },
    contains: (valueSet, system, code) => valueSets.get(valueSet)?.has(`${system}|${code}`),
  };
}

function add(concepts, system, { code, display, designation = [], concept = [] }) {
  const known = concepts.get(`${system}|${code}`) ?? { system, code, displays: new Map() };
  if (display !== undefined) known.displays.set('en', display);
  for (const { language, value } of designation) known.displays.set(language, value);
  concepts.set(`${system}|${code}`, known);
  for (const child of concept) add(concepts, system, child);
}

function membersOf({ compose }, concepts) {
  const members = new Set();
  for (const { system, concept = [] } of compose?.include ?? []) {
    for (const each of concept) {
      add(concepts, system, each);
      members.add(`${system}|${each.code}`);
    }
  }
  return members;
}
