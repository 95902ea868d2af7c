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

/** An attribute to be written, with what Canonical XML orders it by. */
export interface OutAttribute {
  readonly name: string;
  readonly uri: string;
  readonly value: string;
}

/** Canonical XML orders by namespace URI first; an attribute without prefix has none and comes before all others. */
export function compareAttributes(a: OutAttribute, b: OutAttribute): number {
  return compareByCodePoint(a.uri, b.uri) || compareByCodePoint(localOf(a.name), localOf(b.name));
}

function localOf(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
