import type { Evaluation } from '../fhirpath/index.js';
import type { Node } from '../fhirpath/nodes.js';
import type { Findings } from './findings.js';
import type { InvariantRule } from './rules.js';

/**
 * Asks the invariants of an element. One that comes out false is a finding of its severity. One that gives nothing, or
 * cannot be evaluated because an element repeats that must not, is a warning: it neither holds nor is broken.
 */
export function checkInvariants(
  invariants: readonly InvariantRule[],
  node: Node,
  evaluation: Evaluation,
  findings: Findings,
): void {
  for (const { plan, holds } of invariants) {
    const outcome = outcomeOf(holds, node, evaluation);
    if (outcome === true) continue;
    if (outcome === false) findings.add(plan.severity, plan.key, plan.human);
    else findings.add('warning', plan.key, `It cannot be decided whether this holds: ${plan.human}`);
  }
}

function outcomeOf(holds: InvariantRule['holds'], node: Node, evaluation: Evaluation): boolean | undefined {
  try {
    return holds(node, evaluation);
  } catch (cause) {
    // FHIRPath knows no answer to a condition over several items; the cardinality that allowed them is its own finding.
    if (cause instanceof RangeError && !/call stack/i.test(cause.message)) return undefined;
    throw cause;
  }
}
