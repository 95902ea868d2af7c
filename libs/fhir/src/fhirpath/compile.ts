import type { Binary, Expression, Indexer, Member, TypeTest, Variable } from './ast.js';
import { compileCall, isTestFunction } from './calls.js';
import { collectionOf, none, truth, type Evaluate, type Test } from './evaluation.js';
import { FhirPathFault } from './fault.js';
import {
  addMembers,
  bare,
  choiceKey,
  isChoiceType,
  isObject,
  memberName,
  type MemberName,
  type Node,
} from './nodes.js';
import { compileOperator } from './operators.js';
import { parseFhirPath } from './parser.js';
import type { PartCompiler, Vocabulary } from './part-compiler.js';

/** Compiles the parts of an expression. */
class Compiler implements PartCompiler {
  /** @param vocabulary - names whose meaning the expression alone does not tell */
  constructor(readonly vocabulary: Vocabulary) {}

  /** @throws FhirPathFault */
  collection(expression: Expression): Evaluate {
    switch (expression.kind) {
      case 'literal': {
        const items = expression.value === undefined ? none : [expression.value];
        return () => items;
      }
      case 'member':
        return this.#member(expression);
      case 'variable':
        return variable(expression);
      case 'indexer':
        return this.#indexer(expression);
      case 'negation': {
        const operand = this.collection(expression.operand);
        return (self, context) => operand(self, context).map((item) => -Number(bare(item)));
      }
      case 'type':
        return this.#typeTest(expression);
      case 'binary':
        return this.#binary(expression);
      case 'call':
        if (isTestFunction(expression.name)) return this.#asCollection(expression);
        return compileCall(expression, this);
    }
  }

  /** The same as {@link collection}, for where only true or false counts: without collections where that can be. */
  test(expression: Expression): Test {
    const special = this.#specialTest(expression);
    if (special !== undefined) return special;
    const evaluate = this.collection(expression);
    return (self, context) => truth(evaluate(self, context));
  }

  #specialTest(expression: Expression): Test | undefined {
    if (expression.kind === 'binary') return compileOperator(expression, this).test;
    if (expression.kind === 'type' && expression.operator === 'is') return this.#isResource(expression);
    if (expression.kind === 'call' && isTestFunction(expression.name)) {
      return compileCall(expression, this) as unknown as Test;
    }
    return undefined;
  }

  #asCollection(expression: Expression): Evaluate {
    const test = this.test(expression);
    return (self, context) => collectionOf(test(self, context));
  }

  #binary(expression: Binary): Evaluate {
    const { test, evaluate } = compileOperator(expression, this);
    if (evaluate !== undefined) return evaluate;
    return (self, context) => collectionOf(test(self, context));
  }

  /** What a name is asked of; the element itself where nothing stands before it. */
  focus(of: Expression | undefined): Evaluate {
    return of === undefined ? itself : this.collection(of);
  }

  #member({ of, name }: Member): Evaluate {
    if (of === undefined && this.vocabulary.resourceTypes.has(name)) {
      // An expression may open with the type it stands on: `Appointment.status`.
      return (self) => (isObject(self) && self['resourceType'] === name ? [self] : none);
    }
    const add = this.vocabulary.choices.has(name) ? addChoice : addMembers;
    const member = memberName(name);
    if (of === undefined) {
      return (self) => {
        const found: Node[] = [];
        add(self, member, found);
        return found;
      };
    }
    const focus = this.focus(of);
    return (self, context) => {
      const found: Node[] = [];
      for (const node of focus(self, context)) add(node, member, found);
      return found;
    };
  }

  #indexer({ of, index }: Indexer): Evaluate {
    const collection = this.collection(of);
    const position = this.collection(index);
    return (self, context) => {
      const at = bare(position(self, context)[0]);
      const item = typeof at === 'number' ? collection(self, context)[at] : undefined;
      return item === undefined ? none : [item];
    };
  }

  /**
   * JSON does not say the types of values, so a type can be asked of three things only: of a resource, of an element
   * with a choice of types, whose key names it, and of the element that the invariant stands on.
   */
  #typeTest({ operator, operand, type }: TypeTest): Evaluate {
    const select = this.#ofType(operand, type);
    if (operator === 'as') return select;
    const all = this.focus(operand);
    return (self, context) => {
      if (all(self, context).length === 0) return none;
      return collectionOf(select(self, context).length > 0);
    };
  }

  /** The commonest question of types, answered without collections: `resource is Composition`. */
  #isResource({ operand, type }: TypeTest): Test | undefined {
    if (!this.vocabulary.resourceTypes.has(type)) return undefined;
    const isIt = (node: Node): boolean => isObject(node) && node['resourceType'] === type;
    if (operand === undefined || (operand.kind === 'variable' && operand.name === '$this')) return isIt;
    const focus = this.focus(operand);
    return (self, context) => {
      const items = focus(self, context);
      return items.length === 0 ? undefined : items.some(isIt);
    };
  }

  #ofType(operand: Expression | undefined, type: string): Evaluate {
    if (this.vocabulary.resourceTypes.has(type)) {
      const focus = this.focus(operand);
      return (self, context) => focus(self, context).filter((node) => isObject(node) && node['resourceType'] === type);
    }
    const datatype = isChoiceType(type) ? type : type.charAt(0).toLowerCase() + type.slice(1);
    if (!isChoiceType(datatype)) throw new FhirPathFault(`the type ${type} is not known`);
    if (operand === undefined || (operand.kind === 'variable' && operand.name === '$this')) {
      return (self, context) => (context.type === datatype ? [self] : none);
    }
    if (operand.kind === 'member' && this.vocabulary.choices.has(operand.name)) {
      const focus = this.focus(operand.of);
      const key = memberName(operand.name + datatype.charAt(0).toUpperCase() + datatype.slice(1));
      return (self, context) => {
        const found: Node[] = [];
        for (const node of focus(self, context)) addMembers(node, key, found);
        return found;
      };
    }
    throw new FhirPathFault(`JSON does not tell whether this is a ${type}`);
  }
}

/**
 * Compiles an invariant to a closure.
 * @param expression - FHIRPath, as in ElementDefinition.constraint.expression
 * @throws FhirPathFault when it is not FHIRPath or uses what is not supported
 */
export function compileInvariant(expression: string, vocabulary: Vocabulary): Test {
  const test = new Compiler(vocabulary).test(parseFhirPath(expression));
  if (!expression.includes('%context')) return test;
  return (self, context) => test(self, { ...context, element: self });
}

/** Compiles an expression whose result is a collection, a discriminator path or a context for example. */
export function compileFhirPath(expression: string, vocabulary: Vocabulary): Evaluate {
  return new Compiler(vocabulary).collection(parseFhirPath(expression));
}

const itself: Evaluate = (self) => [self];

const urls: Readonly<Record<string, string>> = {
  '%ucum': 'http://unitsofmeasure.org',
  '%sct': 'http://snomed.info/sct',
  '%loinc': 'http://loinc.org',
};

function variable({ name }: Variable): Evaluate {
  if (name === '$this') return itself;
  if (name === '%context') return (_self, context) => [context.element];
  if (name === '%resource') return (_self, context) => [context.resource];
  if (name === '%rootResource') return (_self, context) => [context.rootResource];
  const url = urls[name];
  if (url === undefined) throw new FhirPathFault(`the variable ${name} is not known`);
  return () => [url];
}

function addChoice(node: Node, stem: MemberName, to: Node[]): void {
  const before = to.length;
  addMembers(node, stem, to);
  if (to.length > before) return;
  const key = choiceKey(node, stem.name);
  if (key !== undefined) addMembers(node, memberName(key), to);
}
