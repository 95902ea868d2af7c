/** A word that must not turn up, and every way in which it might have been written down. */
interface Seed {
  readonly word: string;
  readonly disguises: readonly (readonly [form: string, octets: string])[];
}

/** Octets as a text of one character each, in which any octets can be looked for. */
const asLatin1 = (octets: Uint8Array): string =>
  Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength).toString('latin1');

/** Looks for words in octets: in UTF-8, Latin-1 and UTF-16, in hexadecimal, base64 and percent encoding, escaped for JSON and XML. */
export class Seeds {
  private readonly seeds: readonly Seed[];

  constructor(words: readonly string[]) {
    this.seeds = words.map((word) => ({ word, disguises: [...disguisesOf(word)].map(([octets, form]) => [form, octets]) }));
  } // prettier-ignore

  /** The words found, each with the form it had. */
  foundIn(written: string | Uint8Array): string[] {
    const octets = asLatin1(typeof written === 'string' ? Buffer.from(written, 'utf8') : written);
    return [...new Set([octets, ...octetsInHex(octets)].flatMap((each) => this.search(each)))];
  }

  private search(octets: string): string[] {
    return this.seeds.flatMap(({ word, disguises }) =>
      disguises.filter(([, disguise]) => octets.includes(disguise)).map(([form]) => `${word} as ${form}`),
    );
  }
}

/** What a database shows of its columns of octets: `\x...` in hexadecimal. */
function octetsInHex(text: string): string[] {
  return [...text.matchAll(/\\x((?:[0-9a-f]{2}){4,})/g)].map(([, hex]) => asLatin1(Buffer.from(hex!, 'hex')));
}

/** The forms of a word by the octets that they are written in. */
function disguisesOf(word: string): Map<string, string> {
  const found = new Map<string, string>();
  const add = (form: string, octets: Uint8Array): void => {
    const text = asLatin1(octets);
    if (!found.has(text)) found.set(text, form);
  };
  for (const [form, each] of [
    ['it is', word],
    ['lower case', word.toLowerCase()],
    ['upper case', word.toUpperCase()],
  ] as const) {
    add(form, Buffer.from(each, 'utf8'));
    // Latin-1 has not every character; what it lacks would become another word.
    if (!/[^\u0000-\u00ff]/.test(each)) add(`${form}, in Latin-1`, Buffer.from(each, 'latin1')); // eslint-disable-line no-control-regex -- Latin-1 begins with them
    add(`${form}, in UTF-16`, Buffer.from(each, 'utf16le'));
    add(`${form}, in UTF-16 of the other order`, Buffer.from(each, 'utf16le').swap16());
    add(`${form}, percent-encoded`, Buffer.from(encodeURIComponent(each)));
    add(`${form}, as a query`, Buffer.from(new URLSearchParams([['', each]]).toString().slice(1)));
    add(`${form}, escaped for JSON`, Buffer.from(each.replace(/[^\u0020-\u007e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)));
    add(`${form}, escaped for XML`, Buffer.from(each.replace(/[^\u0020-\u007e]/gu, (c) => `&#${c.codePointAt(0)};`)));
  } // prettier-ignore
  const octets = Buffer.from(word, 'utf8');
  add('hexadecimal', Buffer.from(octets.toString('hex')));
  add('hexadecimal in upper case', Buffer.from(octets.toString('hex').toUpperCase()));
  // In base64 a word looks different by where in three octets it begins; the letters at its ends depend on neighbours.
  for (const before of [0, 1, 2]) {
    const encoded = Buffer.concat([Buffer.alloc(before), octets]).toString('base64').replaceAll('=', '');
    const inner = encoded.slice(before === 0 ? 0 : before + 1, -1);
    if (inner.length < 8) continue;
    add('base64', Buffer.from(inner));
    add('base64url', Buffer.from(inner.replaceAll('+', '-').replaceAll('/', '_')));
  } // prettier-ignore
  return found;
}
