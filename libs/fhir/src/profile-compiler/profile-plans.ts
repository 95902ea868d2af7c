import type { ExtensionPlan, ProfilePlan } from '../definitions/definitions.js';
import { childrenOfType } from '../definitions/base-element.js';
import { constraintOf, type Surroundings } from './constraint-of.js';
import { elementTreeOf } from './element-tree.js';
import { core, withoutVersion, type StructureDefinition } from './structure-definition.js';

const imposeProfile = `${core}structuredefinition-imposeProfile`;

/**
 * Compiles a profile: what its snapshot adds to the type of R4 core, and which other profiles it imposes.
 * @throws TypeError when it has no snapshot or speaks of elements that the type does not have
 */
export function profilePlanOf(definition: StructureDefinition, surroundings: Surroundings): ProfilePlan {
  const imposes = (definition.extension ?? [])
    .filter(({ url }) => url === imposeProfile)
    .flatMap(({ valueCanonical }) => (valueCanonical === undefined ? [] : [withoutVersion(valueCanonical)]));
  const children = childrenOfType(surroundings.types, definition.type);
  return {
    type: definition.type,
    ...(imposes.length > 0 && { imposes }),
    root: constraintOf(elementTreeOf(definition), undefined, children, surroundings),
  };
}

/** Compiles the definition of an extension. @throws TypeError as {@link profilePlanOf} */
export function extensionPlanOf(definition: StructureDefinition, surroundings: Surroundings): ExtensionPlan {
  const { root } = profilePlanOf(definition, surroundings);
  const { url: _url, ...elements } = root.elements ?? {};
  const isModifier = definition.snapshot?.element[0]?.isModifier === true;
  return {
    // Where FHIRPath decides, it would have to be evaluated over the whole resource: such an extension may stand anywhere.
    context: (definition.context ?? []).map(({ type, expression }) => (type === 'fhirpath' ? 'Element' : expression)),
    ...(isModifier && { modifier: true }),
    root: { ...root, elements },
  };
}
