// The schema enumerates the uses, and one that it does not know makes the whole document invalid.
const uses = {
  name: new Set(['L', 'A', 'I', 'P', 'C', 'R', 'S', 'ASGN', 'ABC', 'IDE', 'SYL', 'PHON', 'SNDX', 'SRCH']),
  address: new Set(['H', 'HP', 'HV', 'WP', 'DIR', 'PUB', 'BAD', 'TMP', 'PHYS', 'PST', 'ABC', 'IDE', 'SYL', 'SRCH']),
  telecom: new Set(['H', 'HP', 'HV', 'WP', 'DIR', 'PUB', 'BAD', 'TMP', 'AS', 'EC', 'MC', 'PG']),
} as const;

/** The uses of a name, address or telecom that CDA's schema knows, separated by spaces; undefined where none is left. */
export function usesOf(kind: keyof typeof uses, use: string | undefined): string | undefined {
  if (use === undefined) return undefined;
  const known: ReadonlySet<string> = uses[kind];
  const kept = use.split(/\s+/).filter((each) => known.has(each));
  return kept.length === 0 ? undefined : kept.join(' ');
}
