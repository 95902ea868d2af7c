/** What a loss report calls a language that {@link isLanguageTag} denies. */
export const noLanguageTag = 'language that is no language tag';

/**
 * Whether a text is a well-formed tag of BCP 47, `fr`, `de-AT`, and `xx-YY` all the same: a tag that no registry has yet
 * still says more than none. Anything else makes a document invalid in both formats.
 */
export function isLanguageTag(text: string | undefined): text is string {
  if (text === undefined || text.length > longestTag) return false;
  let known = tags.get(text);
  if (known === undefined) {
    known = isWellFormed(text);
    // Documents name a few dozen languages; what others make up must not grow without end.
    if (tags.size < mostTags) tags.set(text, known);
  }
  return known;
}

const tags = new Map<string, boolean>();
const mostTags = 256;

function isWellFormed(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    // The one thing it throws is a RangeError for a text that is no tag, which is what was asked.
    return false;
  }
}

/** RFC 5646 section 4.4.1 asks for 35 characters; nobody needs more than that. */
const longestTag = 35;
