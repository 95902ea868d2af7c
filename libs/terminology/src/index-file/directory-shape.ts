import type { Directory } from './directory.js';

/** Says what keeps a value from having a shape: its path and what it should be; undefined when nothing does. */
type Shape = (value: unknown, path: string) => string | undefined;

const text: Shape = (value, path) => (typeof value === 'string' ? undefined : `${path} is no text`);
const flag: Shape = (value, path) => (typeof value === 'boolean' ? undefined : `${path} is neither true nor false`);
const count: Shape = (value, path) =>
  Number.isSafeInteger(value) && (value as number) >= 0 ? undefined : `${path} is no count`;

const optional =
  (shape: Shape): Shape =>
  (value, path) =>
    value === undefined ? undefined : shape(value, path);

const listOf =
  (shape: Shape): Shape =>
  (value, path) => {
    if (!Array.isArray(value)) return `${path} is no list`;
    for (const [at, item] of value.entries()) {
      const fault = shape(item, `${path}[${at}]`);
      if (fault !== undefined) return fault;
    }
    return undefined;
  };

const record =
  (shapes: Readonly<Record<string, Shape>>): Shape =>
  (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return `${path} is no object`;
    for (const [name, shape] of Object.entries(shapes)) {
      const fault = shape((value as Record<string, unknown>)[name], `${path}.${name}`);
      if (fault !== undefined) return fault;
    }
    return undefined;
  };

const directoryShape = record({
  version: text,
  sources: listOf(record({ name: text, version: text, kind: text, digest: text })),
  origins: listOf(record({ source: count, name: text, version: text })),
  languages: listOf(text),
  systems: listOf(
    record({
      uri: text,
      name: optional(text),
      oids: listOf(text),
      otherUris: listOf(text),
      versions: listOf(text),
      complete: flag,
      start: count,
    }),
  ),
  valueSets: listOf(
    record({
      url: text,
      oids: listOf(text),
      name: optional(text),
      version: optional(text),
      origin: count,
      start: count,
      count,
      open: optional(record({ include: listOf(text), exclude: flag, reasons: listOf(text) })),
    }),
  ),
  forms: listOf(
    record({
      system: count,
      form: text,
      targetSystem: count,
      targetVersion: optional(text),
      scope: optional(text),
      origin: count,
      row: count,
    }),
  ),
});

/** What keeps a value from being the directory of an index, or undefined when it is one and its places lead somewhere. */
export function directoryFault(value: unknown): string | undefined {
  const fault = directoryShape(value, 'directory');
  if (fault !== undefined) return fault;
  const { sources, origins, systems, valueSets, forms } = value as Directory;
  if (origins.some(({ source }) => source >= sources.length)) return 'an origin leads to no source';
  if ([...valueSets, ...forms].some(({ origin }) => origin >= origins.length)) return 'a place leads to no origin';
  if (forms.some(({ system, targetSystem }) => Math.max(system, targetSystem) >= systems.length)) {
    return 'a form leads to no code system';
  }
  return undefined;
}
