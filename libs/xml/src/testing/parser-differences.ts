/** A way in which a parser that serves as oracle is known to read another document than our door, with its reason. */
export interface ParserDifference {
  readonly name: string;
  /** Whether the document is of this kind. @param text - the document as the door decodes it */
  concerns(text: string): boolean;
}

/** Where libxml2 is laxer than our door. There is none the other way: what we accept, libxml2 accepts. */
export const libxml2Differences: readonly ParserDifference[] = [
  {
    // RFC 3986 section 3.2.2 wants an address.
    name: 'libxml2 takes anything in brackets for the host of a namespace',
    concerns: (text) => /xmlns[^<>]*\/\/[^<>"'/]*\[/.test(text),
  },
];

/** Where saxes is laxer or other than the standards say. In all of them libxml2 does as we do. */
export const saxesDifferences: readonly ParserDifference[] = [
  {
    // Production 16 wants white space or the end behind the target.
    name: 'saxes takes an instruction whose target is followed by a question mark',
    concerns: (text) => /<\?[^\s?]+\?(?!>)/.test(text),
  },
  {
    // Production 7 of Namespaces in XML 1.0 wants an NCName on both sides of the colon.
    name: 'saxes takes a local name that begins with what may not begin a name',
    // eslint-disable-next-line no-misleading-character-class -- combining characters are among them
    concerns: (text) => /[^\s<>="'/]:[-.0-9\u00b7\u0300-\u036f\u203f-\u2040]/.test(text),
  },
  {
    // Section 3 of Namespaces in XML 1.0 wants a reference to a URI, with the spaces that it has.
    name: 'saxes trims namespaces and takes what is no URI for one',
    concerns: (text) =>
      [...text.matchAll(/xmlns(?::[^\s=]*)?\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].some(
        ([, quoted = '', apostrophed = '']) => !/^(?:[a-z]+:)?[\w/.#-]*$/.test(quoted + apostrophed),
      ),
  },
];
