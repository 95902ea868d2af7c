import type { Call, Expression } from './ast.js';
import { distinct, equal } from './comparison.js';
import type { PartCompiler } from './part-compiler.js';
import { none, type Evaluate, type Test } from './evaluation.js';
import { FhirPathFault } from './fault.js';
import {
  addChildren,
  addMembers,
  bare,
  choiceKey,
  hasMember,
  hasPath,
  isObject,
  memberName,
  PrimitiveElement,
  type MemberName,
  type Node,
} from './nodes.js';
import { compileTextCall, isTextFunction } from './texts.js';

type TestCompiler = (call: Call, compiler: PartCompiler) => Test;
type CollectionCompiler = (call: Call, compiler: PartCompiler) => Evaluate;

/** Tells whether a function gives true or false for any collection, the empty one included. */
export function isTestFunction(name: string): boolean {
  return Object.hasOwn(testFunctions, name);
}

/**
 * Compiles a function (FHIRPath N1 section 5 and FHIR R4 section 2.9.1.5.2).
 * @returns a Test for those of {@link isTestFunction}, an Evaluate for the others
 * @throws FhirPathFault for a function that is not supported
 */
export function compileCall(call: Call, compiler: PartCompiler): Evaluate {
  const { name } = call;
  if (Object.hasOwn(testFunctions, name)) return testFunctions[name]!(call, compiler) as unknown as Evaluate;
  if (Object.hasOwn(collectionFunctions, name)) return collectionFunctions[name]!(call, compiler);
  if (isTextFunction(name)) return compileTextCall(call, compiler);
  throw new FhirPathFault(`the function ${name} is not supported`);
}

const extensionName = memberName('extension');

const testFunctions: Readonly<Record<string, TestCompiler>> = {
  exists: (call, compiler) => existence(call, compiler),
  empty: (call, compiler) => {
    const exists = existence(call, compiler);
    return (self, context) => exists(self, context) === false;
  },
  not: ({ of }, compiler) => {
    const test = of === undefined ? compiler.test({ kind: 'variable', name: '$this' }) : compiler.test(of);
    return (self, context) => {
      const value = test(self, context);
      return value === undefined ? undefined : !value;
    };
  },
  all: ({ of, parameters }, compiler) => {
    const focus = compiler.focus(of);
    const condition = compiler.test(only(parameters));
    return (self, context) => focus(self, context).every((item) => condition(item, context) === true);
  },
  allTrue: overAll((item) => item === true),
  allFalse: overAll((item) => item === false),
  anyTrue: overSome((item) => item === true),
  anyFalse: overSome((item) => item === false),
  isDistinct: ({ of }, compiler) => {
    const focus = compiler.focus(of);
    return (self, context) => {
      const items = focus(self, context);
      return distinct(items).length === items.length;
    };
  },
  hasValue: ({ of }, compiler) => {
    const focus = compiler.focus(of);
    return (self, context) => {
      const items = focus(self, context);
      const value = bare(items[0]);
      return items.length === 1 && value !== undefined && !isObject(value);
    };
  },
  subsetOf: ({ of, parameters }, compiler) => {
    const focus = compiler.focus(of);
    const other = compiler.collection(only(parameters));
    return (self, context) => {
      const others = other(self, context);
      return focus(self, context).every((item) => others.some((each) => equal(item, each)));
    };
  },
};

const collectionFunctions: Readonly<Record<string, CollectionCompiler>> = {
  where: ({ of, parameters }, compiler) => {
    const focus = compiler.focus(of);
    const condition = compiler.test(only(parameters));
    return (self, context) => focus(self, context).filter((item) => condition(item, context) === true);
  },
  select: ({ of, parameters }, compiler) => {
    const focus = compiler.focus(of);
    const projection = compiler.collection(only(parameters));
    return (self, context) => focus(self, context).flatMap((item) => projection(item, context));
  },
  iif: ({ of, parameters }, compiler) => {
    const [condition, then, otherwise] = parameters;
    if (condition === undefined || then === undefined) throw new FhirPathFault('iif without its parameters');
    const focus = compiler.focus(of);
    const test = compiler.test(condition);
    const yes = compiler.collection(then);
    const no = otherwise === undefined ? () => none : compiler.collection(otherwise);
    return (self, context) => {
      // Called on a collection, its items are what the parameters speak of; on none, nothing is.
      const items = focus(self, context);
      const subject = items.length === 1 ? items[0] : undefined;
      return test(subject, context) === true ? yes(subject, context) : no(subject, context);
    };
  },
  first: overItems((items) => items.slice(0, 1)),
  last: overItems((items) => items.slice(-1)),
  tail: overItems((items) => items.slice(1)),
  single: overItems((items) => {
    if (items.length > 1) throw new RangeError('single() of more than one item');
    return items;
  }),
  distinct: overItems(distinct),
  count: overItems((items) => [items.length]),
  children: overItems((items) => {
    const found: Node[] = [];
    for (const item of items) addChildren(item, found);
    return found;
  }),
  descendants: overItems((items) => {
    const found: Node[] = [];
    for (const item of items) addChildren(item, found);
    // The list grows while it is walked, so that the children of children follow.
    for (const child of found) addChildren(child, found);
    return found;
  }),
  combine: ({ of, parameters }, compiler) => {
    const focus = compiler.focus(of);
    const other = compiler.collection(only(parameters));
    return (self, context) => [...focus(self, context), ...other(self, context)];
  },
  union: ({ of, parameters }, compiler) => {
    const focus = compiler.focus(of);
    const other = compiler.collection(only(parameters));
    return (self, context) => distinct([...focus(self, context), ...other(self, context)]);
  },
  intersect: ({ of, parameters }, compiler) => {
    const focus = compiler.focus(of);
    const other = compiler.collection(only(parameters));
    return (self, context) => {
      const others = other(self, context);
      return distinct(focus(self, context).filter((item) => others.some((each) => equal(item, each))));
    };
  },
  // For people who debug an expression; here there is nobody to tell.
  trace: ({ of }, compiler) => compiler.focus(of),
  extension: ({ of, parameters }, compiler) => {
    const focus = compiler.focus(of);
    const url = compiler.collection(only(parameters));
    return (self, context) => {
      const wanted = bare(url(self, context)[0]);
      const found: Node[] = [];
      for (const item of focus(self, context)) addMembers(item, extensionName, found);
      return found.filter((item) => isObject(item) && item['url'] === wanted);
    };
  },
  resolve: ({ of }, compiler) => {
    const focus = compiler.focus(of);
    return (self, context) =>
      focus(self, context).flatMap((item) => {
        const value = bare(item);
        const reference = isObject(value) ? value['reference'] : value;
        const found = typeof reference === 'string' ? context.resolve(reference) : undefined;
        return found === undefined ? none : [found];
      });
  },
};

function only(parameters: readonly Expression[]): Expression {
  const [parameter] = parameters;
  if (parameter === undefined || parameters.length > 1) throw new FhirPathFault('a function wants one parameter');
  return parameter;
}

function overItems(change: (items: readonly Node[]) => readonly Node[]): CollectionCompiler {
  return ({ of, parameters }, compiler) => {
    if (parameters.length > 0) throw new FhirPathFault('a function takes no parameter');
    const focus = compiler.focus(of);
    return (self, context) => change(focus(self, context));
  };
}

function overAll(holds: (item: unknown) => boolean): TestCompiler {
  return ({ of }, compiler) => {
    const focus = compiler.focus(of);
    return (self, context) => focus(self, context).every((item) => holds(bare(item)));
  };
}

function overSome(holds: (item: unknown) => boolean): TestCompiler {
  return ({ of }, compiler) => {
    const focus = compiler.focus(of);
    return (self, context) => focus(self, context).some((item) => holds(bare(item)));
  };
}

/**
 * `exists()` and, turned round, `empty()`: most invariants consist of them, and most of these ask for a path of names,
 * which is answered without making a collection.
 */
function existence({ of, parameters }: Call, compiler: PartCompiler): Test {
  const [criterion] = parameters;
  if (criterion !== undefined) {
    const focus = compiler.focus(of);
    const condition = compiler.test(criterion);
    return (self, context) => focus(self, context).some((item) => condition(item, context) === true);
  }
  const path = of === undefined ? undefined : plainPath(of, compiler);
  if (path !== undefined) {
    const [only, ...others] = path;
    if (only !== undefined && others.length === 0) return (self) => hasMember(self, only);
    return (self) => hasPath(self, path);
  }
  if (of?.kind === 'member' && of.of === undefined && compiler.vocabulary.choices.has(of.name)) {
    const name = memberName(of.name);
    return (self) => hasMember(self, name) || choiceKey(self, name.name) !== undefined;
  }
  const focus = compiler.focus(of);
  return (self, context) => focus(self, context).some((item) => !isVoid(item));
}

/** The names of a path that is nothing but names, none with a choice of types: `resource.subject.reference`. */
function plainPath(expression: Expression, { vocabulary }: PartCompiler): readonly MemberName[] | undefined {
  const names: MemberName[] = [];
  for (let at: Expression | undefined = expression; at !== undefined; at = at.of) {
    if (at.kind !== 'member' || vocabulary.choices.has(at.name) || vocabulary.resourceTypes.has(at.name))
      return undefined;
    names.unshift(memberName(at.name));
  }
  return names;
}

/** A primitive that is only told to be there counts; nothing at all does not. */
function isVoid(item: Node): boolean {
  return (
    item === undefined || (item instanceof PrimitiveElement && item.value === undefined && !isObject(item.element))
  );
}
