import { anyPolicy } from '../fields/object-identifiers.js';
import type { X509Fields } from '../fields/x509-fields.js';
import { isSelfIssued } from './certificate-profile.js';

/** State of RFC 5280 section 6.1.2: counters of certificates that may still follow without the constraint. */
interface PolicyState {
  explicit: number;
  mapping: number;
  any: number;
  /** Policies the path is valid for, in the words of the next certificate; null when it is for none (valid_policy_tree NULL). */
  valid: ReadonlySet<string> | null;
}

/**
 * Processes certificate policies along a path (RFC 5280 section 6.1), for a relying party that takes any policy. The tree
 * of section 6.1 is kept as the set of its lowest nodes: without a wish for particular policies and without qualifiers,
 * that is all that decides, and a set cannot be made to grow exponentially by mappings.
 * @param chain - from the leaf to the anchor; the anchor has no part in it, as section 6.1 has it
 * @returns why the path is refused, undefined when it is not
 */
export function policyFault(chain: readonly X509Fields[]): string | undefined {
  const path = chain.slice(0, -1).reverse();
  const unlimited = path.length + 1;
  const state: PolicyState = { explicit: unlimited, mapping: unlimited, any: unlimited, valid: new Set([anyPolicy]) };
  for (const [index, fields] of path.entries()) {
    const isLeaf = index === path.length - 1;
    state.valid = narrowed(state, fields, isLeaf);
    if (state.explicit === 0 && state.valid === null)
      return 'no policy is valid for the whole path where one is required';
    if (isLeaf) return leafFault(state, fields);
    const fault = prepareNext(state, fields);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** Section 6.1.3 (d), (e). */
function narrowed({ valid, any }: PolicyState, fields: X509Fields, isLeaf: boolean): ReadonlySet<string> | null {
  const { policies } = fields;
  if (valid === null || policies === undefined) return null;
  const next = new Set<string>();
  for (const policy of policies)
    if (policy !== anyPolicy && (valid.has(policy) || valid.has(anyPolicy))) next.add(policy);
  const mayBeAny = any > 0 || (!isLeaf && isSelfIssued(fields));
  if (policies.has(anyPolicy) && mayBeAny) for (const policy of valid) next.add(policy);
  return next.size === 0 ? null : next;
}

/** Section 6.1.4 (a), (b), (h), (i), (j). */
function prepareNext(state: PolicyState, fields: X509Fields): string | undefined {
  const { policyMappings = [], policyConstraints, inhibitAnyPolicy } = fields;
  if (policyMappings.flat().includes(anyPolicy)) return 'anyPolicy is mapped';
  if (policyMappings.length > 0 && state.valid !== null)
    state.valid = mapped(state.valid, policyMappings, state.mapping > 0);
  if (!isSelfIssued(fields)) {
    state.explicit = Math.max(0, state.explicit - 1);
    state.mapping = Math.max(0, state.mapping - 1);
    state.any = Math.max(0, state.any - 1);
  }
  state.explicit = Math.min(state.explicit, policyConstraints?.requireExplicitPolicy ?? state.explicit);
  state.mapping = Math.min(state.mapping, policyConstraints?.inhibitPolicyMapping ?? state.mapping);
  state.any = Math.min(state.any, inhibitAnyPolicy ?? state.any);
  return undefined;
}

function mapped(
  valid: ReadonlySet<string>,
  mappings: readonly (readonly [issuer: string, subject: string])[],
  allowed: boolean,
): ReadonlySet<string> | null {
  const sources = new Set(mappings.map(([issuer]) => issuer));
  const next = new Set([...valid].filter((policy) => !sources.has(policy)));
  if (allowed) {
    for (const [issuer, subject] of mappings) if (valid.has(issuer) || valid.has(anyPolicy)) next.add(subject);
  }
  return next.size === 0 ? null : next;
}

/** Section 6.1.5 (a), (b), (g). */
function leafFault({ explicit, valid }: PolicyState, { policyConstraints }: X509Fields): string | undefined {
  const required = Math.max(0, explicit - 1) === 0 || policyConstraints?.requireExplicitPolicy === 0;
  return required && valid === null ? 'no policy is valid for the whole path where one is required' : undefined;
}
