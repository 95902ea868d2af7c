const known = new Map<string, string>();
/** Clinical documents share some three hundred names; what others make up must not grow without end. */
const most = 4096;

/**
 * The same text as the engine keeps property names: two of those are equal exactly where they are the same object, so
 * that readers compare names without looking at their characters.
 */
export function internalized(text: string): string {
  const found = known.get(text);
  if (found !== undefined) return found;
  const name = Object.keys({ [text]: true })[0]!;
  if (known.size < most) known.set(name, name);
  return name;
}
