/** A media type with its parameters, RFC 2045 section 5.1. */
export interface MediaType {
  /** Type and subtype in lower case: `application/xop+xml`. */
  readonly essence: string;
  /** By their names in lower case; values as they were meant, without quotes. */
  readonly parameters: ReadonlyMap<string, string>;
}

const essence = /([!#$%&'*+.^_`|~0-9A-Za-z-]+\/[!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*/y;
// A name with an asterisk would be a continuation or an encoded value of RFC 2231, which some readers join and others do not.
const parameter = /;[ \t]*(?:([!#$%&'+.^_`|~0-9A-Za-z-]+)=(?:"((?:[^"\\\r\n]|\\[^\r\n])*)"|([^\s;,"\\]+))[ \t]*)?/y;

/**
 * Reads the value of a Content-Type. Values need not be quoted even where the grammar asks for it, as in
 * `boundary=uuid:1`, because there is only one way to read them; a parameter that comes twice has two.
 * @returns undefined where it is none, or could be read in two ways
 */
export function parseMediaType(text: string): MediaType | undefined {
  essence.lastIndex = 0;
  const name = essence.exec(text)?.[1];
  if (name === undefined) return undefined;
  const parameters = new Map<string, string>();
  for (let at = essence.lastIndex; at < text.length; at = parameter.lastIndex) {
    parameter.lastIndex = at;
    const found = parameter.exec(text);
    if (found === null) return undefined;
    const [, written, quoted, token] = found;
    if (written === undefined) continue;
    const key = written.toLowerCase();
    if (parameters.has(key)) return undefined;
    parameters.set(key, quoted === undefined ? (token ?? '') : quoted.replace(/\\(.)/g, '$1'));
  }
  return { essence: name.toLowerCase(), parameters };
}
