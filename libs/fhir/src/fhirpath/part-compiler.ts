import type { Expression } from './ast.js';
import type { Evaluate, Test } from './evaluation.js';

/** What a compiler has to know of the types that expressions speak of. */
export interface Vocabulary {
  /** Names of elements with a choice of types, without `[x]`: `value`, `onset`. */
  readonly choices: ReadonlySet<string>;
  /** Names of resource types. */
  readonly resourceTypes: ReadonlySet<string>;
}

/** How the parts of an expression are compiled; calls and operators reach the compiler through it. */
export interface PartCompiler {
  readonly vocabulary: Vocabulary;
  /** @throws FhirPathFault */
  collection(expression: Expression): Evaluate;
  /** The same, for where only true or false counts: without collections where that can be. */
  test(expression: Expression): Test;
  /** What a name is asked of; the element itself where nothing stands before it. */
  focus(of: Expression | undefined): Evaluate;
}
