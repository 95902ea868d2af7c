/**
 * Which of some languages serve a reader, the best first: the tag itself and what RFC 4647 section 3.4 makes of it by
 * cutting subtags off its end, then the other regional forms of the same language.
 * @param language - BCP 47 tag, in any case
 * @param available - BCP 47 tags
 * @returns places in the list of those available
 */
export function languageChain(language: string, available: readonly string[]): readonly number[] {
  const tags = available.map((tag) => tag.toLowerCase());
  const chain: number[] = [];
  let range = language.toLowerCase();
  while (range !== '') {
    const exact = tags.indexOf(range);
    if (exact >= 0) chain.push(exact);
    // A single letter begins a private or extension part and is cut off with what follows it.
    range = range.replace(/(^|-)[^-]*$/, '').replace(/-[^-]$/, '');
  }
  const [primary = ''] = language.toLowerCase().split('-');
  for (const [at, tag] of tags.entries()) {
    if (primary !== '' && tag.startsWith(`${primary}-`) && !chain.includes(at)) chain.push(at);
  }
  return chain;
}
