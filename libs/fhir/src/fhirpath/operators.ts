import type { Binary, BinaryOperator } from './ast.js';
import { equal, distinct, order } from './comparison.js';
import type { PartCompiler } from './part-compiler.js';
import { none, truth, type Evaluate, type Test } from './evaluation.js';
import { FhirPathFault } from './fault.js';
import { bare, type Node } from './nodes.js';

/** A compiled operator: as a condition, and as a collection where its result is not a truth. */
export interface CompiledOperator {
  readonly test: Test;
  readonly evaluate: Evaluate | undefined;
}

type Collections = (left: readonly Node[], right: readonly Node[]) => boolean | undefined;

/** Compiles an operator (FHIRPath N1 section 6). @throws FhirPathFault for one that is not supported */
export function compileOperator(expression: Binary, compiler: PartCompiler): CompiledOperator {
  const logic = logicOf(expression.operator);
  if (logic !== undefined) {
    return { test: logic(compiler.test(expression.left), compiler.test(expression.right)), evaluate: undefined };
  }
  const left = compiler.collection(expression.left);
  const right = compiler.collection(expression.right);
  const compare = comparisons[expression.operator];
  if (compare !== undefined) {
    return { test: (self, context) => compare(left(self, context), right(self, context)), evaluate: undefined };
  }
  const combine = combinations[expression.operator];
  if (combine === undefined) throw new FhirPathFault(`the operator ${expression.operator} is not supported`);
  const evaluate: Evaluate = (self, context) => combine(left(self, context), right(self, context));
  return { evaluate, test: (self, context) => truth(evaluate(self, context)) };
}

/** Three-valued logic (FHIRPath N1 section 6.5). The right side is evaluated only where it can make a difference. */
function logicOf(operator: BinaryOperator): ((left: Test, right: Test) => Test) | undefined {
  switch (operator) {
    case 'and':
      return (left, right) => (self, context) => {
        const first = left(self, context);
        if (first === false) return false;
        const second = right(self, context);
        return second === false ? false : first === undefined || second === undefined ? undefined : true;
      };
    case 'or':
      return (left, right) => (self, context) => {
        const first = left(self, context);
        if (first === true) return true;
        const second = right(self, context);
        return second === true ? true : first === undefined || second === undefined ? undefined : false;
      };
    case 'xor':
      return (left, right) => (self, context) => {
        const first = left(self, context);
        const second = right(self, context);
        return first === undefined || second === undefined ? undefined : first !== second;
      };
    case 'implies':
      return (left, right) => (self, context) => {
        const first = left(self, context);
        if (first === false) return true;
        const second = right(self, context);
        return second === true ? true : first === undefined || second === undefined ? undefined : false;
      };
    default:
      return undefined;
  }
}

const comparisons: Partial<Record<BinaryOperator, Collections>> = {
  '=': equalCollections,
  '!=': (left, right) => {
    const same = equalCollections(left, right);
    return same === undefined ? undefined : !same;
  },
  '<': ordered((difference) => difference < 0),
  '<=': ordered((difference) => difference <= 0),
  '>': ordered((difference) => difference > 0),
  '>=': ordered((difference) => difference >= 0),
  in: memberOf,
  contains: (left, right) => memberOf(right, left),
};

const combinations: Partial<
  Record<BinaryOperator, (left: readonly Node[], right: readonly Node[]) => readonly Node[]>
> = {
  '|': (left, right) => distinct([...left, ...right]),
  '&': (left, right) => [text(left) + text(right)],
  '+': (left, right) => arithmetic(left, right, (a, b) => a + b),
  '-': (left, right) => arithmetic(left, right, (a, b) => a - b),
};

function equalCollections(left: readonly Node[], right: readonly Node[]): boolean | undefined {
  if (left.length === 0 || right.length === 0) return undefined;
  return left.length === right.length && left.every((item, index) => equal(item, right[index]));
}

function ordered(holds: (difference: number) => boolean): Collections {
  return (left, right) => {
    if (left.length === 0 || right.length === 0) return undefined;
    if (left.length > 1 || right.length > 1) throw new RangeError('an order of more than one item');
    const difference = order(left[0], right[0]);
    return difference === undefined ? undefined : holds(difference);
  };
}

function memberOf(items: readonly Node[], of: readonly Node[]): boolean | undefined {
  if (items.length === 0) return undefined;
  if (items.length > 1) throw new RangeError('more than one item looked for');
  return of.some((other) => equal(items[0], other));
}

/** The text of a collection for `&`, where nothing counts as the empty text. */
function text(collection: readonly Node[]): string {
  if (collection.length > 1) throw new RangeError('a text of more than one item');
  const value = bare(collection[0]);
  if (value === undefined) return '';
  if (typeof value !== 'string') throw new RangeError('a text of what is none');
  return value;
}

function arithmetic(
  left: readonly Node[],
  right: readonly Node[],
  apply: (a: number, b: number) => number,
): readonly Node[] {
  const [a, b] = [bare(left[0]), bare(right[0])];
  if (typeof a === 'string' && typeof b === 'string') return [a + b];
  return typeof a === 'number' && typeof b === 'number' ? [apply(a, b)] : none;
}
