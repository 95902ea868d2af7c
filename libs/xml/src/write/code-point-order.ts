/**
 * Order of Canonical XML 1.0 section 2.2 for names: by Unicode code point. JavaScript compares UTF-16 code units, which
 * puts characters above U+FFFF before U+E000 to U+FFFF; those surrogates are lifted to their place.
 */
export function compareByCodePoint(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  for (let at = 0; at < shorter; at++) {
    const difference = rank(a.charCodeAt(at)) - rank(b.charCodeAt(at));
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function rank(unit: number): number {
  return unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
