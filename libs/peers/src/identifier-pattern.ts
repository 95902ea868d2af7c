/** Characters of a pattern, and of an identifier that is held against one. */
const longestPattern = 200;
export const longestIdentifier = 128;

/** Quantifiers without a bound, or with two; each multiplies the time that a text which does not match can take. */
const mostVariable = 4;

const atom = String.raw`(?:\\[dwDWsS.\-/^$+*?()[\]{}|\\]|\[\^?(?:\\[dws.\-/^\]\\]|[^\\[\]^])+\]|[^\\[\](){}^$.|?*+]|\.)`;
const quantifier = String.raw`(?:\{\d{1,3}(?:,\d{0,3})?\}|[?*+])?`;
const atoms = `(?:${atom}${quantifier})*`;
const group = String.raw`\((?:\?:)?${atoms}(?:\|${atoms})*\)\??`;
// Groups may not be repeated and not nested: then no text can be cut up in exponentially many ways.
const linearForm = new RegExp(`^(?:${atom}${quantifier}|${group}|\\|)*$`, 'u');

/**
 * Reads a pattern that the whole of an identifier has to match. Patterns come from other countries, so only those are
 * taken whose matching is bounded (threat 33): characters, classes and groups that are neither nested nor repeated.
 * @param text - as a search mask writes it, with or without `^` and `$` at its ends
 * @returns the expression for the whole value, or undefined where it is refused
 */
export function identifierPattern(text: string): RegExp | undefined {
  const inner = text.replace(/^\^/, '').replace(/(?<!\\)\$$/, '');
  if (inner === '' || inner.length > longestPattern || !linearForm.test(inner)) return undefined;
  const variable = inner.match(/(?<!\\)[*+]|\{\d+,\d*\}/g) ?? [];
  if (variable.length > mostVariable) return undefined;
  try {
    return new RegExp(`^(?=.{1,${longestIdentifier}}$)(?:${inner})$`);
  } catch {
    // The engine knows more forms that are wrong than the check above, a range backwards for instance.
    return undefined;
  }
}
