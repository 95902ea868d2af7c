/** Characters of a name; file systems take 255 octets of each part of a path. */
const longestName = 255;

// Control characters, and what separates folders elsewhere.
// eslint-disable-next-line no-control-regex -- these are the characters in question
const forbidden = /[\u0000-\u001f\u007f\\:]/;

/**
 * Why a name of an entry is refused (threat 34: nothing that is unpacked may land outside its folder, nor be taken for
 * something else).
 * @returns undefined when it is a relative path of plain names, such as `META-INF/signatures.xml`
 */
export function nameFault(name: string): string | undefined {
  if (name === '' || name.length > longestName) return 'an entry has no name, or a name too long';
  if (forbidden.test(name)) return 'the name of an entry has characters that are none of a name';
  const segments = name.replace(/\/$/, '').split('/');
  // An absolute path begins with an empty segment.
  if (segments.some((each) => each === '' || each === '.' || each === '..'))
    return 'the name of an entry is no plain path';
  return undefined;
}

/** What a name is compared by: file systems take names that differ in case or in the form of accents for one. */
export function comparable(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
