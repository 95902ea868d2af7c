/** A JSON object of a resource. */
export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * An item of a collection: a JSON object for an element with children, a JSON value for a primitive, or a
 * {@link PrimitiveElement} for a primitive that has an id or extensions.
 */
export type Node = unknown;

/** A primitive together with the object that stands beside it under `_name`. */
export class PrimitiveElement {
  /**
   * @param value - the value; undefined where only the object is there
   * @param element - id and extension
   */
  constructor(
    readonly value: unknown,
    readonly element: JsonObject,
  ) {}
}

/** Suffixes of the elements with a choice of types, and the type that each stands for: `valueDateTime` is a `dateTime`. */
const suffixes: ReadonlyMap<string, string> = new Map(
  [
    'base64Binary boolean canonical code date dateTime decimal id instant integer markdown oid positiveInt string time',
    'unsignedInt uri url uuid Address Age Annotation Attachment CodeableConcept Coding ContactPoint Count Distance',
    'Duration HumanName Identifier Money Period Quantity Range Ratio Reference SampledData Signature Timing',
    'ContactDetail Contributor DataRequirement Expression ParameterDefinition RelatedArtifact TriggerDefinition',
    'UsageContext Dosage Meta',
  ]
    .flatMap((line) => line.split(' '))
    .map((type) => [type.charAt(0).toUpperCase() + type.slice(1), type]),
);

/** Tells whether a name is that of a datatype that elements with a choice of types can have. */
export function isChoiceType(type: string): boolean {
  return suffixes.get(type.charAt(0).toUpperCase() + type.slice(1)) === type;
}

/** Tells whether a value is a JSON object. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value of a primitive without what stands beside it. */
export function bare(node: Node): unknown {
  return node instanceof PrimitiveElement ? node.value : node;
}

/** A name of an element, with the name under which what stands beside a primitive is found: made once, asked often. */
export interface MemberName {
  readonly name: string;
  readonly beside: string;
}

/** Makes a name ready to be asked for. */
export function memberName(name: string): MemberName {
  return { name, beside: `_${name}` };
}

/** Adds the children of a node that have a name to a collection. */
export function addMembers(node: Node, { name, beside: besideName }: MemberName, to: Node[]): void {
  const parent = node instanceof PrimitiveElement ? node.element : node;
  if (!isObject(parent)) return;
  const value = parent[name];
  const beside = parent[besideName];
  if (beside !== undefined) addPairs(value, beside, to);
  else if (Array.isArray(value)) for (const item of value) addItem(item, to);
  else addItem(value, to);
}

/** Tells whether a node has a child of a name, without making a collection. */
export function hasMember(node: Node, { name, beside }: MemberName): boolean {
  const parent = node instanceof PrimitiveElement ? node.element : node;
  return isObject(parent) && (isThere(parent[name]) || isThere(parent[beside]));
}

/** Tells whether a node has descendants along a path of names, without making a collection. */
export function hasPath(node: Node, path: readonly MemberName[], from = 0): boolean {
  const name = path[from]!;
  if (from === path.length - 1) return hasMember(node, name);
  const parent = node instanceof PrimitiveElement ? node.element : node;
  if (!isObject(parent)) return false;
  const value = parent[name.name];
  if (Array.isArray(value)) {
    for (const item of value) if (hasPath(item, path, from + 1)) return true;
  } else if (isObject(value)) {
    if (hasPath(value, path, from + 1)) return true;
  }
  if (parent[name.beside] === undefined) return false;
  const found: Node[] = [];
  addMembers(node, name, found);
  return found.some((item) => hasPath(item, path, from + 1));
}

/** The key under which an element with a choice of types stands, `valueQuantity` for `value`; undefined when it does not. */
export function choiceKey(node: Node, stem: string): string | undefined {
  const parent = node instanceof PrimitiveElement ? node.element : node;
  if (!isObject(parent)) return undefined;
  for (const key of Object.keys(parent)) {
    const name = key.startsWith('_') ? key.slice(1) : key;
    if (name.length > stem.length && name.startsWith(stem) && suffixes.has(name.slice(stem.length))) return name;
  }
  return undefined;
}

/** Adds all children of a node to a collection, in the order of the document. */
export function addChildren(node: Node, to: Node[]): void {
  const parent = node instanceof PrimitiveElement ? node.element : node;
  if (!isObject(parent)) return;
  for (const key of Object.keys(parent)) {
    if (key === 'resourceType') continue;
    if (!key.startsWith('_')) addMembers(parent, memberName(key), to);
    else if (parent[key.slice(1)] === undefined) addMembers(parent, memberName(key.slice(1)), to);
  }
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
}

function addItem(item: unknown, to: Node[]): void {
  if (item !== undefined && item !== null) to.push(item);
}

/** A list of primitives and the list of objects beside it, `null` where one of the two has nothing at a place. */
function addPairs(value: unknown, beside: unknown, to: Node[]): void {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  const elements: readonly unknown[] = Array.isArray(beside) ? beside : [beside];
  for (let index = 0; index < Math.max(values.length, elements.length); index++) {
    const item = values[index] ?? undefined;
    const element = elements[index];
    if (isObject(element)) to.push(new PrimitiveElement(item, element));
    else addItem(item, to);
  }
}
