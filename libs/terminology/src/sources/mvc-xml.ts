import { canonicalUri, uriOfOid } from '../code-systems.js';
import { languageTag } from './language.js';
import type { SourceReading } from './reading.js';

/** An XML element as the reader of a caller gives it: the tree of @passerelle/xml has this shape. */
export interface XmlTree {
  readonly local: string;
  /** Name, value, name, value, ... */
  readonly attributes: readonly string[];
  readonly children: readonly (XmlTree | string)[];
}

/** A value set that is spread over the files of a folder. */
interface SpreadValueSet {
  readonly name: string;
  readonly origin: number;
  readonly codes: Map<string, string[]>;
}

/** Value sets found so far, by OID; they are complete when the last file of the source is read. */
export type SpreadValueSets = Map<string, SpreadValueSet>;

/**
 * Reads a file of the Master Value Set Catalogue in OpenNCP's form: `ValueSet` with `concept`s and `designation`s by
 * language, each concept with the OID of its code system; or the older one of epSOS, a file for each code system whose
 * entries name the value set they belong to.
 * @returns whether it is either
 */
export function gatherMvcFile(root: XmlTree, file: string, reading: SourceReading, spread: SpreadValueSets): boolean {
  if (root.local === 'ValueSet') return gatherValueSetFile(root, file, reading, spread);
  if (/Information$/.test(root.local)) return gatherCodeSystemFile(root, file, reading, spread);
  return false;
}

/** Hands over the value sets once all files of the source are read. */
export function finishMvc(spread: SpreadValueSets, { gathering }: SourceReading): void {
  for (const [oid, { name, origin, codes }] of spread) {
    gathering.valueSet(
      { oids: [oid] },
      {
        name,
        version: undefined,
        origin,
        include: [...codes].map(([system, each]) => ({ system, codes: each })),
        exclude: [],
        withInactive: true,
        expansion: undefined,
      },
    );
  }
}

function gatherValueSetFile(root: XmlTree, file: string, reading: SourceReading, spread: SpreadValueSets): boolean {
  const { oid = '', name } = attributesOf(root);
  if (oid === '') {
    reading.problems.push({ file, line: 1, problem: 'the value set has no OID' });
    return true;
  }
  const origin = originOf(oid, name, reading, spread);
  for (const concept of elements(root, 'concept')) {
    const { codeSystem = '', code = '' } = attributesOf(concept);
    if (codeSystem === '' || code === '') {
      reading.problems.push({ file, line: 1, problem: 'a concept has no code or no codeSystem' });
      continue;
    }
    gatherConcept(
      { system: uriOfOid(codeSystem), code, oid, origin },
      elements(concept, 'designation'),
      reading,
      spread,
    );
  }
  return true;
}

function gatherCodeSystemFile(root: XmlTree, file: string, reading: SourceReading, spread: SpreadValueSets): boolean {
  const name = root.local.replace(/Information$/, '');
  const system = systemOfFile.get(name);
  if (system === undefined) {
    reading.problems.push({ file, line: 1, problem: `the code system ${name} has no OID that is known here` });
    return true;
  }
  for (const entry of elements(root, `${name}Entry`)) {
    const { oid = '', code = '', epsosName } = attributesOf(entry);
    if (oid === '' || code === '') {
      reading.problems.push({ file, line: 1, problem: 'an entry has no code or no value set' });
      continue;
    }
    const origin = originOf(oid, epsosName, reading, spread);
    gatherConcept({ system: uriOfOid(system), code, oid, origin }, elements(entry, 'displayName'), reading, spread);
  }
  return true;
}

function originOf(oid: string, name: string | undefined, reading: SourceReading, spread: SpreadValueSets): number {
  const known = spread.get(oid);
  if (known !== undefined) return known.origin;
  const label = name?.trim() ?? '';
  const { gathering, source, version } = reading;
  const origin = gathering.origin({ source, name: `ValueSet/${label === '' ? oid : label}`, version });
  spread.set(oid, { name: label === '' ? oid : label, origin, codes: new Map() });
  return origin;
}

function gatherConcept(
  { system: written, code, oid, origin }: { system: string; code: string; oid: string; origin: number },
  designations: readonly XmlTree[],
  { gathering, notes }: SourceReading,
  spread: SpreadValueSets,
): void {
  const system = canonicalUri(written);
  const concept = gathering.concept(gathering.system(system), code);
  const { codes } = spread.get(oid)!;
  const listed = codes.get(system);
  if (listed === undefined) codes.set(system, [code]);
  else listed.push(code);
  for (const designation of designations) {
    const { lang: written = '' } = attributesOf(designation);
    const language = languageTag(written);
    const text = designation.children
      .filter((node) => typeof node === 'string')
      .join('')
      .trim();
    if (language === undefined) notes.push(`a designation in "${written}", which is no language tag`);
    else if (text !== '') gathering.display(concept, language, text, origin, 'value-set');
  }
}

function attributesOf({ attributes }: XmlTree): Readonly<Record<string, string>> {
  const byName = Object.create(null) as Record<string, string>;
  for (let at = 0; at < attributes.length; at += 2) byName[attributes[at]!] = attributes[at + 1]!;
  return byName;
}

function elements(parent: XmlTree, local: string): readonly XmlTree[] {
  return parent.children.filter((node): node is XmlTree => typeof node !== 'string' && node.local === local);
}

/** The code systems of epSOS by the name of their file, which is all it says of them. */
const systemOfFile: ReadonlyMap<string, string> = new Map([
  ['ActCode', '2.16.840.1.113883.5.4'],
  ['ActSite', '2.16.840.1.113883.5.1052'],
  ['AddressUse', '2.16.840.1.113883.5.1119'],
  ['AdministrativeGender', '2.16.840.1.113883.5.1'],
  ['AnatomicalTherapeuticChemical', '2.16.840.1.113883.6.73'],
  ['Confidentiality', '2.16.840.1.113883.5.25'],
  ['EDQM', '0.4.0.127.0.16.1.1.2.1'],
  ['EntityNamePartQualifier', '2.16.840.1.113883.5.43'],
  ['ICD-10', '1.3.6.1.4.1.12559.11.10.1.3.1.44.2'],
  ['IHEActCode', '1.3.6.1.4.1.19376.1.5.3.2'],
  ['IHERoleCode', '1.3.6.1.4.1.19376.1.5.3.3'],
  ['ISCO', '2.16.840.1.113883.2.9.6.2.7'],
  ['ISO3166-1', '1.0.3166.1'],
  ['ISO639-1', '1.0.639.1'],
  ['LOINC', '2.16.840.1.113883.6.1'],
  ['NullFlavor', '2.16.840.1.113883.5.1008'],
  ['ObservationInterpretation', '2.16.840.1.113883.5.83'],
  ['RoleClass', '2.16.840.1.113883.5.110'],
  ['RoleCode', '2.16.840.1.113883.5.111'],
  ['SNOMEDCT', '2.16.840.1.113883.6.96'],
  ['SubstanceAdminSubstitution', '2.16.840.1.113883.5.1070'],
  ['TimingEvent', '2.16.840.1.113883.5.139'],
  ['UCUMUnifiedCodeforUnitsofMeasure', '2.16.840.1.113883.6.8'],
  ['URLScheme', '2.16.840.1.113883.5.143'],
  ['epSOSDisplayLabels', '1.3.6.1.4.1.12559.11.10.1.3.1.44.4'],
]);
