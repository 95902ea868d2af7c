/**
 * Finds the first fault of a value: its path and what is wrong, or undefined. A fault never quotes the value, because
 * what stands in the wrong place may be personal data.
 */
export type Shape = (value: unknown, path: string) => string | undefined;

/** A text that matches a pattern from start to end. */
export function text(pattern: RegExp): Shape {
  return (value, path) =>
    typeof value === 'string' && pattern.test(value) ? undefined : `${path} is missing or malformed`;
}

/** One of the values given. */
export function oneOf(...values: readonly (string | number)[]): Shape {
  return (value, path) => (values.some((allowed) => allowed === value) ? undefined : `${path} is missing or unknown`);
}

/** Either of two shapes. */
export function either(first: Shape, second: Shape): Shape {
  return (value, path) => (second(value, path) === undefined ? undefined : first(value, path));
}

/** A list whose members all have one shape. */
export function listOf(member: Shape): Shape {
  return (value, path) => {
    if (!Array.isArray(value)) return `${path} is not a list`;
    return firstFault(value.map((item: unknown, at) => () => member(item, `${path}[${at}]`)));
  };
}

/** An object with exactly these members; the second table names those that may be absent. Any other is a fault. */
export function record(
  required: Readonly<Record<string, Shape>>,
  optional: Readonly<Record<string, Shape>> = {},
): Shape {
  return (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return `${path || 'it'} is not an object`;
    const members = new Map<string, unknown>(Object.entries(value));
    const at = (name: string): string => (path ? `${path}.${name}` : name);
    if ([...members.keys()].some((name) => !Object.hasOwn(required, name) && !Object.hasOwn(optional, name))) {
      return `${path || 'it'} has a field that is not defined`;
    }
    return firstFault([
      ...Object.entries(required).map(
        ([name, shape]) =>
          () =>
            shape(members.get(name), at(name)),
      ),
      ...Object.entries(optional).map(
        ([name, shape]) =>
          () =>
            members.has(name) ? shape(members.get(name), at(name)) : undefined,
      ),
    ]);
  };
}

function firstFault(checks: readonly (() => string | undefined)[]): string | undefined {
  for (const check of checks) {
    const fault = check();
    if (fault !== undefined) return fault;
  }
  return undefined;
}
