import { basename, resolve } from 'node:path';
import { PasserelleError } from '@passerelle/kernel';
import type { Definitions, ExtensionPlan, ProfilePlan } from '../definitions/definitions.js';
import { vocabularyOfTypes } from '../definitions/vocabulary.js';
import { CodedResources, valueSetPlansOf } from './coded-resources.js';
import type { Surroundings } from './constraint-of.js';
import type { PackagedResource } from './core-package.js';
import { InvariantList } from './invariant-list.js';
import { readPackage, type PackageIdentity } from './package-resources.js';
import { extensionPlanOf, profilePlanOf } from './profile-plans.js';
import { prunedExtension, prunedProfiles } from './prune.js';
import { isExtension, isProfile, isStructureDefinition } from './structure-definition.js';

/** A package as it was compiled. */
export interface ImportedPackage {
  readonly identity: PackageIdentity;
  readonly definitions: Definitions;
}

/**
 * Compiles a FHIR R4 package on top of the definitions that are built in: its profiles and extensions, and the value
 * sets that these bind codes to, as far as the package holds them. Profiles of what FHIR R4 has no type for (logical
 * models) are left out. Invariants that cannot be compiled are listed in `unchecked`.
 * @param place - a package archive (`.tgz`) or the folder of an unpacked one
 * @param builtIn - the definitions of the build, whose types the profiles are held against
 * @throws PasserelleError PSR-7021 when the package cannot be read, holds no profile, or one of its profiles has no
 * snapshot or speaks of elements that its type does not have
 */
export function importPackage(place: string, builtIn: Definitions): ImportedPackage {
  const { identity, resources } = read(place);
  const invariants = new InvariantList(vocabularyOfTypes(builtIn.types), {
    known: builtIn.invariants,
    strict: false,
  });
  const isType = (name: string): boolean =>
    name === 'Resource' || (Object.hasOwn(builtIn.types, name) && builtIn.types[name]!.kind === 'resource');
  const surroundings: Surroundings = { types: builtIn.types, isType, invariants };
  const profiles: Record<string, ProfilePlan> = {};
  const extensions: Record<string, ExtensionPlan> = {};
  for (const definition of resources.filter(isStructureDefinition)) {
    if (!Object.hasOwn(builtIn.types, definition.type)) continue;
    try {
      if (isExtension(definition))
        extensions[definition.url] = prunedExtension(extensionPlanOf(definition, surroundings));
      else if (isProfile(definition)) profiles[definition.url] = profilePlanOf(definition, surroundings);
    } catch (cause) {
      if (cause instanceof TypeError) throw refusal(place, cause.message, cause);
      throw cause;
    }
  }
  if (Object.keys(profiles).length + Object.keys(extensions).length === 0) {
    throw refusal(place, 'it holds no profile or extension of FHIR R4');
  }
  const pruned = prunedProfiles(profiles, { ...builtIn.extensions, ...extensions });
  const own = { types: {}, profiles: pruned, extensions };
  return {
    identity,
    definitions: {
      packages: { [identity.name]: identity.version },
      ...own,
      valueSets: valueSetPlansOf(own, new CodedResources(resources, [])),
      invariants: invariants.plans,
      unchecked: invariants.unchecked.filter(({ key }) => !builtIn.unchecked.some((known) => known.key === key)),
    },
  };
}

function read(place: string): { identity: PackageIdentity; resources: readonly PackagedResource[] } {
  try {
    const { identity, resources } = readPackage(place);
    return { identity: identity ?? { name: basename(resolve(place)), version: 'unknown' }, resources };
  } catch (cause) {
    throw refusal(place, 'it cannot be read as an archive or a folder of JSON files', cause);
  }
}

function refusal(place: string, reason: string, cause?: unknown): PasserelleError {
  return new PasserelleError('PSR-7021', { place, reason }, { cause });
}
