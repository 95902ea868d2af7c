import type { Call } from './ast.js';
import type { PartCompiler } from './part-compiler.js';
import { none, type Evaluate } from './evaluation.js';
import { bare } from './nodes.js';

/** Gives the result for one text and the parameters; undefined is the empty collection. */
type TextFunction = (text: string, parameters: readonly unknown[]) => string | number | boolean | undefined;

/** No expression of an invariant needs longer texts matched, and a pattern that backtracks must not stall on one. */
const longestMatched = 10_000;
const patterns = new Map<string, RegExp>();

/** The functions on one text (FHIRPath N1 section 5.6) and its conversions (section 5.5). */
const textFunctions: Readonly<Record<string, TextFunction>> = {
  startsWith: (text, [start]) => (typeof start === 'string' ? text.startsWith(start) : undefined),
  endsWith: (text, [end]) => (typeof end === 'string' ? text.endsWith(end) : undefined),
  contains: (text, [part]) => (typeof part === 'string' ? text.includes(part) : undefined),
  length: (text) => text.length,
  upper: (text) => text.toUpperCase(),
  lower: (text) => text.toLowerCase(),
  toString: (text: string) => text,
  toInteger: (text) => (/^[+-]?\d+$/.test(text) ? Number(text) : undefined),
  toDecimal: (text) => (/^[+-]?\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined),
  indexOf: (text, [part]) => (typeof part === 'string' ? text.indexOf(part) : undefined),
  substring: (text, [start, length]) => {
    if (typeof start !== 'number' || start < 0 || start >= text.length) return undefined;
    return typeof length === 'number' ? text.slice(start, start + length) : text.slice(start);
  },
  matches: (text, [pattern]) => {
    if (typeof pattern !== 'string') return undefined;
    return text.length <= longestMatched && patternOf(pattern).test(text);
  },
  replaceMatches: (text, [pattern, substitute]) => {
    if (typeof pattern !== 'string' || typeof substitute !== 'string') return undefined;
    return text.length <= longestMatched ? text.replace(new RegExp(patternOf(pattern), 'g'), substitute) : undefined;
  },
};

/** Tells whether a function works on one text. */
export function isTextFunction(name: string): boolean {
  return Object.hasOwn(textFunctions, name);
}

/** Compiles a function on one text; numbers and booleans are taken in their written form. */
export function compileTextCall({ of, name, parameters }: Call, compiler: PartCompiler): Evaluate {
  const apply = textFunctions[name]!;
  const focus = compiler.focus(of);
  const given = parameters.map((parameter) => compiler.collection(parameter));
  return (self, context) => {
    const items = focus(self, context);
    if (items.length === 0) return none;
    if (items.length > 1) throw new RangeError(`${name}() of more than one item`);
    const value = bare(items[0]);
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return none;
    const result = apply(
      String(value),
      given.map((parameter) => bare(parameter(self, context)[0])),
    );
    return result === undefined ? none : [result];
  };
}

function patternOf(pattern: string): RegExp {
  let compiled = patterns.get(pattern);
  if (compiled === undefined) patterns.set(pattern, (compiled = new RegExp(pattern, 's')));
  return compiled;
}
