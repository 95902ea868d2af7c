const decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** What a loss report calls a value that {@link isDecimal} denies. */
export const unreadableNumber = 'a number that cannot be read';

/** Whether a text is a decimal number that both formats can hold: `10.0`, `1e-3`, and neither `three` nor `1e999`. */
export function isDecimal(text: string): boolean {
  return decimal.test(text) && Number.isFinite(Number(text));
}
