// One character: a literal, an escape, the point, or a class without nested brackets; and how often it may stand.
const atom = String.raw`(?:[A-Za-z0-9_ :,%&=@#~/-]|\\[dDwWsS.\-/^$*+?()[\]{}|\\]|\.|\[\^?(?:[^\][\\]|\\[dDwWsS.\-/^$\\\]])+\])`;
const count = String.raw`(?:[?*+]|\{\d{1,3}(?:,\d{0,3})?\})`;
const simple = new RegExp(`^(?:${atom}${count}?)*$`);
const variable = /[?*+]|\{\d+,/g;

const longest = 200;
const mostVariable = 2;

/**
 * A pattern of a value set filter as a regular expression for whole codes, where it is one that cannot take long:
 * patterns come from packages that others made, and a nested repetition would stop an import for years. With two counts
 * that vary, matching takes at most the square of the length of a code.
 * @returns undefined for a pattern with groups, alternatives or more counts that vary
 */
export function boundedPattern(pattern: string): RegExp | undefined {
  const inner = pattern.replace(/^\^/, '').replace(/\$$/, '');
  if (inner.length > longest || (inner.match(variable) ?? []).length > mostVariable || !simple.test(inner)) {
    return undefined;
  }
  try {
    return new RegExp(`^${inner}$`);
  } catch (cause) {
    // Such as a range out of order: [z-a].
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}
