/** One part of a content model as written: a name with its type, or a group of parts. `max` is Infinity for `*`. */
export type Particle = (PartParticle | GroupParticle) & { readonly min: number; readonly max: number };

interface PartParticle {
  readonly kind: 'part';
  /** `hl7`, `pharm`, `epsos`; undefined where the part is in the namespace of its table. */
  readonly prefix: string | undefined;
  readonly name: string;
  readonly type: string;
  readonly nillable: boolean;
}

interface GroupParticle {
  readonly kind: 'sequence' | 'choice';
  readonly of: readonly Particle[];
}

const tokens = /\s*(\(|\)|\||,|\d+\.\.(?:\d+|\*)|[A-Za-z_][\w.:]*)/y;

/**
 * Reads the parts of a type from the notation of the grammar.
 * @throws Error for what is no notation: the tables are ours, so that is a defect of this lib
 */
export function readParts(text: string): Particle {
  const words = split(text);
  let at = 0;

  function choice(): Particle {
    const of = [sequence()];
    while (words[at] === '|') {
      at++;
      of.push(sequence());
    }
    return of.length === 1 ? of[0]! : { kind: 'choice', of, min: 1, max: 1 };
  }

  function sequence(): Particle {
    const of = [item()];
    while (words[at] === ',') {
      at++;
      of.push(item());
    }
    return of.length === 1 ? of[0]! : { kind: 'sequence', of, min: 1, max: 1 };
  }

  function item(): Particle {
    if (words[at] !== '(') return part();
    at++;
    const inner = choice();
    if (words[at++] !== ')') throw new Error(`a parenthesis is not closed: ${text}`);
    const [min, max] = cardinality();
    if (min === 1 && max === 1) return inner;
    return { kind: 'sequence', of: [inner], min, max };
  }

  function part(): Particle {
    const [name, ...prefix] = word().split(':').reverse() as [string, string?];
    const [min, max] = cardinality();
    const type = word();
    const nillable = words[at] === 'nillable';
    if (nillable) at++;
    return { kind: 'part', prefix: prefix[0], name, type, nillable, min, max };
  }

  function word(): string {
    const found = words[at++];
    if (found === undefined || !/^[A-Za-z_]/.test(found)) throw new Error(`a word is missing: ${text}`);
    return found;
  }

  function cardinality(): readonly [min: number, max: number] {
    const [, min, max] = /^(\d+)\.\.(\d+|\*)$/.exec(words[at] ?? '') ?? [];
    if (min === undefined || max === undefined) return [1, 1];
    at++;
    return [Number(min), max === '*' ? Infinity : Number(max)];
  }

  const whole = choice();
  if (at < words.length) throw new Error(`something follows the parts: ${text}`);
  return whole;
}

function split(text: string): string[] {
  const words: string[] = [];
  const trimmed = text.trim();
  tokens.lastIndex = 0;
  while (tokens.lastIndex < trimmed.length) {
    const word = tokens.exec(trimmed)?.[1];
    if (word === undefined) throw new Error(`no notation of parts: ${text}`);
    words.push(word);
  }
  return words;
}
