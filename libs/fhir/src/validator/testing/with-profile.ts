import type { Constraint, ExtensionPlan, ValueSetPlan } from '../../definitions/definitions.js';
import { builtInDefinitions } from '../definitions-at-hand.js';
import { Validator } from '../validator.js';
import type { Json } from './summary-bundle.js';

const builtIn = builtInDefinitions();

/** Canonical URL of the profile that a test makes up. */
export const profileUrl = 'http://profiles.example/StructureDefinition/tried';

/** What a test defines beside the built-in definitions. */
export interface Defined {
  readonly profiles?: Readonly<Record<string, { readonly type: string; readonly root: Constraint }>>;
  readonly extensions?: Readonly<Record<string, ExtensionPlan>>;
  readonly valueSets?: Readonly<Record<string, ValueSetPlan>>;
}

/** Tries a resource against one made-up profile: the rules of the errors, in order, each with its place. */
export function triedAgainst(
  root: Constraint,
  resource: Json,
  { profiles, extensions, valueSets }: Defined = {},
): string[] {
  const type = String(resource['resourceType']);
  const validator = new Validator({
    ...builtIn,
    profiles: { ...builtIn.profiles, ...profiles, [profileUrl]: { type, root } },
    extensions: { ...builtIn.extensions, ...extensions },
    valueSets: { ...builtIn.valueSets, ...valueSets },
  });
  return errorsOf(validator, resource, [profileUrl]);
}

/** Tries a resource against its type alone. */
export function tried(resource: Json): string[] {
  return errorsOf(new Validator(builtIn), resource, []);
}

function errorsOf(validator: Validator, resource: Json, profiles: readonly string[]): string[] {
  return validator
    .validate(resource, profiles)
    .filter(({ severity }) => severity === 'error')
    .map(({ rule, expression }) => `${rule} ${expression}`);
}
