/**
 * Whether two pieces of plain data (objects, lists, texts, numbers, truth values) are equal; a property that is undefined
 * is no property.
 */
export function isSameData(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [first, second] = [one as Readonly<Record<string, unknown>>, other as Readonly<Record<string, unknown>>];
  for (const name in first) if (!isSameData(first[name], second[name])) return false;
  for (const name in second) if (second[name] !== undefined && first[name] === undefined) return false;
  return true;
}
