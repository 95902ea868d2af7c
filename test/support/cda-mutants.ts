import { attribute, attributesOf, xsiType, type XmlElement } from '@passerelle/xml';
import { changeable, plainTree, type Changeable } from '../../libs/cda/src/testing/changeable.js';
import type { Random } from './random.js';

/** Names, values and elements that documents really have: what mutations choose from. */
export interface MutationStock {
  readonly names: readonly string[];
  readonly attributes: readonly (readonly [name: string, value: string])[];
  readonly elements: readonly XmlElement[];
}

// Values at the borders of the simple types. Those that libxml2 judges otherwise than XML Schema does are not among them;
// the test that uses this says which they are.
const values = [
  '', ' ', 'true', 'false', '1', '0', '-1', '+2', '1.5', '.5', '5.', '.', '1e3', '1E-2', 'INF', '-INF', 'NaN', '+INF', '1,5', 'abc', 'a b', ' a ', 'é', '1a',
  'a:b', 'a_b', 'a-b', '#a', '%', '%41', 'tel:+352 1', 'http://[', 'a#b#c', '2', '2.', '2.16', '2.016', '2.16.840.1.113883.6.96', ' 2.16 ', '3.1',
  '6e1b4a44-0c4a-4b6e-9d0a-0a1b2c3d4e5f', '6E1B4A44-0C4A-4B6E-9D0A-0A1B2C3D4E5F', '6e1b4a44', '20240131', '2024-01-31', '202401311200', '20240131120000+0100',
  '20240131120000.123+0100', '20240131120000.', '2024013112+01', '20240131+01', '20240131120000+01000', 'EVN', 'INT', 'RQO', 'OBS', 'ACT', 'COMP', 'SUBJ', 'REFR', 'NI', 'UNK',
  'XX', 'evn', ' EVN ', 'HP', 'HP WP', 'L', 'en-GB', 'text/plain', 'application/pdf', 'B64', 'TXT', 'AAAA', 'AAA=', 'AB==', 'A===', 'left', 'Left',
]; // prettier-ignore

const types = [
  'ANY', 'QTY', 'BL', 'ST', 'ED', 'SC', 'CD', 'CE', 'CV', 'CS', 'CO', 'II', 'TEL', 'INT', 'REAL', 'PQ', 'PQR', 'MO', 'TS', 'RTO', 'RTO_PQ_PQ', 'RTO_QTY_QTY', 'IVL_TS', 'IVL_PQ', 'IVL_INT',
  'IVL_REAL', 'SXCM_TS', 'PIVL_TS', 'EIVL_TS', 'SXPR_TS', 'IVXB_TS', 'PPD_TS', 'GLIST_PQ', 'SLIST_PQ', 'AD', 'EN', 'PN', 'ON', 'TN', 'ENXP', 'adxp.city', 'en.family', 'thumbnail', 'POCD_MT000040.Act',
  'StrucDoc.Text', 'cs', 'string', 'Nothing',
]; // prettier-ignore

const namespaces = ['urn:hl7-org:v3', 'urn:hl7-org:pharm', 'urn:epsos-org:ep:medication', 'urn:other', ''];

/** Gathers what mutations choose from. */
export function stockOf(documents: readonly XmlElement[]): MutationStock {
  const names = new Set<string>();
  const attributes = new Map<string, readonly [string, string]>();
  const elements: XmlElement[] = [];
  const gather = (element: XmlElement): void => {
    names.add(element.local);
    elements.push(element);
    for (const [name, value] of attributesOf(element)) {
      // An ID given twice is a mutation of its own; as a stock it would make one of every second mutant.
      if (name !== 'ID') attributes.set(`${name}=${value}`, [name, value]);
    }
    for (const node of element.children) if (typeof node !== 'string') gather(node);
  };
  documents.forEach(gather);
  return { names: [...names], attributes: [...attributes.values()], elements };
}

type Mutation = (at: Place, stock: MutationStock, random: Random) => void;

/** An element and where it stands. */
interface Place {
  readonly element: Changeable;
  readonly parent: Changeable;
  readonly number: number;
}

function attributeOf({ attributes }: Changeable, random: Random): string | undefined {
  const names = Object.keys(attributes);
  return names.length === 0 ? undefined : random.of(names);
}

const mutations: Readonly<Record<string, Mutation>> = {
  drop: ({ parent, number }) => void parent.children.splice(number, 1),
  duplicate: ({ element, parent, number }) => void parent.children.splice(number, 0, structuredClone(element)),
  swap: ({ element, parent, number }, _stock, random) => {
    parent.children.splice(number, 1);
    parent.children.splice(random.below(parent.children.length + 1), 0, element);
  },
  rename: ({ element }, { names }, random) => void (element.local = random.of(names)),
  'change namespace': ({ element }, _stock, random) => void (element.uri = random.of(namespaces)),
  graft: ({ parent, number }, { elements }, random) => void parent.children.splice(number, random.below(2), changeable(random.of(elements))),
  'graft of the same name': ({ element, parent, number }, { elements }, random) => {
    const others = elements.filter(({ local }) => local === element.local);
    if (others.length > 0) parent.children.splice(number, 1, changeable(random.of(others)));
  },
  'exchange content': ({ element }, { elements }, random) => void (element.children = changeable(random.of(elements)).children),
  empty: ({ element }) => void (element.children = []),
  'add text': ({ element }, _stock, random) => void element.children.splice(random.below(element.children.length + 1), 0, random.of(['x', ' ', '\n', '\u00a0', '12'])),
  'remove an attribute': ({ element }, _stock, random) => {
    const name = attributeOf(element, random);
    if (name !== undefined) delete element.attributes[name];
  },
  'add an attribute': ({ element }, { attributes }, random) => {
    const [name, value] = random.of(attributes);
    element.attributes[name] = value;
  },
  'add a strange attribute': ({ element }, _stock, random) => {
    const name = random.of(['{http://www.w3.org/XML/1998/namespace}lang', '{http://www.w3.org/2001/XMLSchema-instance}nil', '{urn:other}x', 'x', 'ID', 'nullFlavor', 'negationInd', 'use']);
    element.attributes[name] = random.of(values);
  },
  'exchange a value': ({ element }, _stock, random) => {
    const name = attributeOf(element, random);
    if (name !== undefined && name !== xsiType) element.attributes[name] = random.of(values);
  },
  'repeat an ID': ({ element }, { elements }, random) => {
    const ids = elements.map((each) => attribute(each, 'ID')).filter((id) => id !== undefined);
    if (element.attributes['ID'] !== undefined && ids.length > 0) element.attributes['ID'] = random.of(ids);
  },
  'state a type': ({ element }, _stock, random) => void (element.attributes[xsiType] = random.of(types)),
}; // prettier-ignore

/** Names of the mutations, for the counts of a report. */
export const mutationNames = Object.keys(mutations);

/** A changed copy of a document, and the names of the mutations that were made. */
export function mutant(
  document: XmlElement,
  stock: MutationStock,
  random: Random,
): { root: XmlElement; made: string[] } {
  const root = changeable(document);
  const made: string[] = [];
  for (let count = 1 + random.below(2); count > 0; count--) {
    const places = placesOf(root);
    if (places.length === 0) break;
    const name = random.of(mutationNames);
    mutations[name]!(random.of(places), stock, random);
    made.push(name);
  }
  return { root: plainTree(root), made };
}

function placesOf(parent: Changeable, places: Place[] = []): Place[] {
  parent.children.forEach((element, number) => {
    if (typeof element === 'string') return;
    places.push({ element, parent, number });
    placesOf(element, places);
  });
  return places;
}
