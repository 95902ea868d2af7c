/** A word that must not turn up, and every way in which it might have been written down. */
interface Seed {
  readonly word: string;
  readonly disguises: readonly string[];
}

/** Looks for words in texts, also in hexadecimal, base64 and percent encoding. */
export class Seeds {
  private readonly seeds: readonly Seed[];

  constructor(words: readonly string[]) {
    this.seeds = words.map((word) => ({ word, disguises: [...disguisesOf(word)] }));
  }

  /** The words found in a text, each with the form it had. */
  foundIn(text: string): string[] {
    return this.seeds.flatMap(({ word, disguises }) =>
      disguises.filter((disguise) => text.includes(disguise)).map((disguise) => `${word} as ${disguise}`),
    );
  }
}

function disguisesOf(word: string): Set<string> {
  const octets = Buffer.from(word, 'utf8');
  const found = new Set([
    word,
    word.toLowerCase(),
    word.toUpperCase(),
    octets.toString('hex'),
    encodeURIComponent(word),
  ]);
  // In base64 a word looks different by where in three octets it begins; the letters at its ends depend on neighbours.
  for (const before of [0, 1, 2]) {
    const encoded = Buffer.concat([Buffer.alloc(before), octets])
      .toString('base64')
      .replaceAll('=', '');
    const inner = encoded.slice(before === 0 ? 0 : before + 1, -1);
    if (inner.length >= 8) {
      found.add(inner);
      found.add(inner.replaceAll('+', '-').replaceAll('/', '_'));
    }
  }
  return found;
}
