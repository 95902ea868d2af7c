// RFC 3986, appendix A, as far as a URI reference is told from what is none; every class of characters is disjoint from
// what may follow it, or bounded by a character that is not in it, so that no text makes the match slow.
const escaped = '%[0-9A-Fa-f]{2}';
const withoutColon = `(?:[A-Za-z0-9._~!$&'()*+,;=@-]|${escaped})`;
const pathCharacter = `(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|${escaped})`;
const userInfo = `(?:[A-Za-z0-9._~!$&'()*+,;=:-]|${escaped})*@`;
const registeredName = `(?:[A-Za-z0-9._~!$&'()*+,;=-]|${escaped})*`;
const host = `(?:\\[[A-Za-z0-9._~!$&'()*+,;=:-]*\\]|${registeredName})`;
const authority = `//(?:${userInfo})?${host}(?::\\d*)?`;
const segments = `(?:/${pathCharacter}*)*`;
const absolutePath = `/(?:${pathCharacter}+${segments})?`;
const afterScheme = `(?:${authority}${segments}|${absolutePath}|(?:${pathCharacter}+${segments})?)`;
const relative = `(?:${authority}${segments}|${absolutePath}|(?:${withoutColon}+${segments})?)`;
const tail = `(?:\\?(?:${pathCharacter}|[/?])*)?(?:#(?:${pathCharacter}|[/?])*)?`;
const reference = new RegExp(`^(?:[A-Za-z][A-Za-z0-9+.-]*:${afterScheme}|${relative})${tail}$`);

// What XML Schema lets stand in a reference although a URI has it only escaped (part 2, section 3.2.17).
const unescaped = /[^\x21-\x7e]|["<>\\^`{|}]/g;

/** Tells whether a text is a URI reference, characters that have to be escaped taken as if they were. */
export function isUriReference(value: string): boolean {
  return reference.test(value.replace(unescaped, '_'));
}
