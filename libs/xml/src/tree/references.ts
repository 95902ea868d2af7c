import { PasserelleError } from '@passerelle/kernel';
import { fixedLimits } from '../guard/limits.js';

/** A reference that is not well-formed, or to a character that XML does not allow. The parser says where. */
export class ReferenceFault extends Error {}

const predefined: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
// The longest reference there can be is `&#x10FFFF;` with any number of zeros in front, and nobody writes many.
const longest = 32;

/** Counts what one document refers to, as each reference costs ten times its octets. */
export class ReferenceCount {
  private count = 0;

  /** @throws PasserelleError PSR-1005 for one too many */
  add(): void {
    if (++this.count > fixedLimits.references) throw new PasserelleError('PSR-1005', { limit: 'references' });
  }
}

/**
 * Puts the characters in the place of the references of a run of text (XML 1.0 section 4.1). Only the five entities of
 * section 4.6 can occur, because nothing can declare others.
 * @param run - holds at least one `&`
 * @throws ReferenceFault, PasserelleError PSR-1005
 */
export function expandReferences(run: string, references: ReferenceCount): string {
  const parts: string[] = [];
  let from = 0;
  for (let at = run.indexOf('&'); at >= 0; at = run.indexOf('&', from)) {
    const end = run.indexOf(';', at);
    if (end < 0 || end - at > longest) throw new ReferenceFault();
    references.add();
    if (at > from) parts.push(run.slice(from, at));
    parts.push(
      run.charCodeAt(at + 1) === numberSign ? character(run.slice(at + 2, end)) : entity(run.slice(at + 1, end)),
    );
    from = end + 1;
  }
  parts.push(run.slice(from));
  return parts.join('');
}

const numberSign = 0x23;

function entity(name: string): string {
  const text = Object.hasOwn(predefined, name) ? predefined[name] : undefined;
  if (text === undefined) throw new ReferenceFault();
  return text;
}

/** A numeric reference, decimal or hexadecimal, to a Char (XML 1.0 production 2). */
function character(digits: string): string {
  const hexadecimal = /^x([0-9A-Fa-f]+)$/.exec(digits)?.[1];
  if (hexadecimal === undefined && !/^[0-9]+$/.test(digits)) throw new ReferenceFault();
  const point = hexadecimal === undefined ? Number.parseInt(digits, 10) : Number.parseInt(hexadecimal, 16);
  const allowed =
    point === 0x9 ||
    point === 0xa ||
    point === 0xd ||
    (point >= 0x20 && point <= 0xd7ff) ||
    (point >= 0xe000 && point <= 0xfffd) ||
    (point >= 0x10000 && point <= 0x10ffff);
  if (!allowed) throw new ReferenceFault();
  return String.fromCodePoint(point);
}
