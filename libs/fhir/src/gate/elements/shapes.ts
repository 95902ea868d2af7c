import { datatypeElements } from '../tables/datatype-elements.js';
import { documentElements } from '../tables/document-elements.js';
import { immunizationsElements } from '../tables/immunizations-elements.js';
import { medicationsElements } from '../tables/medications-elements.js';
import { observationsElements } from '../tables/observations-elements.js';
import { personsElements } from '../tables/persons-elements.js';
import { plansElements } from '../tables/plans-elements.js';
import { problemsElements } from '../tables/problems-elements.js';
import { proceduresElements } from '../tables/procedures-elements.js';
import { specialDatatypeElements } from '../tables/special-datatype-elements.js';
import { readElementTable, type Inheritance } from './element-table.js';
import { shapeOf, type Shape } from './shape.js';

const tables: readonly (readonly [string, Inheritance])[] = [
  [documentElements, 'resource'],
  [personsElements, 'resource'],
  [problemsElements, 'resource'],
  [medicationsElements, 'resource'],
  [immunizationsElements, 'resource'],
  [proceduresElements, 'resource'],
  [observationsElements, 'resource'],
  [plansElements, 'resource'],
  [datatypeElements, 'datatype'],
  [specialDatatypeElements, 'datatype'],
];

/** Shape of each type whose elements the gate knows, by its name in the tables. */
export const shapes: ReadonlyMap<string, Shape> = readAll();

function readAll(): Map<string, Shape> {
  const all = new Map<string, Shape>();
  for (const [text, inheritance] of tables) {
    for (const [name, elements] of readElementTable(text, inheritance)) all.set(name, shapeOf(elements));
  }
  return all;
}
