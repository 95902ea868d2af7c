const [tab, lineFeed, carriageReturn, space] = [0x09, 0x0a, 0x0d, 0x20] as const;

/** Below this length a replacement by regular expression is the faster way, and a hostile text cannot make it slow. */
const short = 1_000;

/** A text with its line ends made line feeds (XML 1.0 section 2.11), in time that its length bounds. */
export function withLineFeeds(text: string): string {
  return text.includes('\r') ? rewritten(text, toLineFeeds) : text;
}

/** A value of an attribute with its white space normalised (XML 1.0 section 3.3.3), references not yet expanded. */
export function withSpaces(value: string): string {
  return value.length < short ? value.replace(/[\t\n]/g, ' ') : rewritten(value, toSpaces);
}

/** The codes of a text, changed in place. @returns how many are left */
type Rewriting = (codes: Uint8Array | Uint16Array) => number;

/**
 * Twenty million matches of a regular expression cost four seconds, a loop over as many codes forty milliseconds. A text
 * of Latin-1 keeps one octet for a character, as the engine reads that faster ever after.
 */
function rewritten(text: string, rewrite: Rewriting): string {
  // eslint-disable-next-line no-control-regex -- Latin-1 begins with them
  const encoding = /[^\u0000-\u00ff]/.test(text) ? 'utf16le' : 'latin1';
  const octets = Buffer.from(text, encoding);
  if (encoding === 'latin1') return octets.toString(encoding, 0, rewrite(octets));
  // A buffer may begin at an odd octet of the pool, where no array of 16 bits can.
  const codes = new Uint16Array(text.length);
  const view = Buffer.from(codes.buffer);
  octets.copy(view);
  return view.toString(encoding, 0, 2 * rewrite(codes));
}

function toLineFeeds(codes: Uint8Array | Uint16Array): number {
  let to = 0;
  for (let from = 0; from < codes.length; from++) {
    const code = codes[from]!;
    if (code === carriageReturn && codes[from + 1] === lineFeed) continue;
    codes[to++] = code === carriageReturn ? lineFeed : code;
  }
  return to;
}

function toSpaces(codes: Uint8Array | Uint16Array): number {
  for (let at = 0; at < codes.length; at++) if (codes[at] === tab || codes[at] === lineFeed) codes[at] = space;
  return codes.length;
}
