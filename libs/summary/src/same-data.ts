/**
 * Whether two pieces of plain data (objects, lists, texts, numbers, truth values) are equal; a property that is undefined
 * is no property.
 */
export function isSameData(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one)) return Array.isArray(other) && isSameList(one, other);
  if (Array.isArray(other)) return false;
  return isSameRecord(one as Readonly<Record<string, unknown>>, other as Readonly<Record<string, unknown>>);
}

function isSameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at++) if (!isSameData(one[at], other[at])) return false;
  return true;
}

function isSameRecord(one: Readonly<Record<string, unknown>>, other: Readonly<Record<string, unknown>>): boolean {
  // What the first has beyond the second shows in the comparison; what the second has beyond the first, in the number.
  let more = 0;
  for (const name in one) {
    const part = one[name];
    if (part === undefined) continue;
    if (!isSameData(part, other[name])) return false;
    more--;
  }
  for (const name in other) if (other[name] !== undefined) more++;
  return more === 0;
}
