/** What a loss report calls a language that {@link isLanguageTag} denies. */
export const noLanguageTag = 'language that is no language tag';

/**
 * Whether a text is a well-formed tag of BCP 47, `fr`, `de-AT`, and `xx-YY` all the same: a tag that no registry has yet
 * still says more than none. Anything else makes a document invalid in both formats.
 */
export function isLanguageTag(text: string | undefined): text is string {
  if (text === undefined || text.length > longestTag) return false;
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    // The one thing it throws is a RangeError for a text that is no tag, which is what was asked.
    return false;
  }
}

/** RFC 5646 section 4.4.1 asks for 35 characters; nobody needs more than that. */
const longestTag = 35;
