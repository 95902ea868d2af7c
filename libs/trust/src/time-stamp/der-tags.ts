import type { DerValue } from '../certificates/der-values.js';

/** Tag octets (ITU-T X.690 section 8.1.2) that time-stamps are made of. */
export const tags = {
  boolean: 0x01,
  integer: 0x02,
  octetString: 0x04,
  null: 0x05,
  objectIdentifier: 0x06,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
  /** `[0]` and `[1]` around other values. */
  context0: 0xa0,
  context1: 0xa1,
} as const;

/**
 * An OBJECT IDENTIFIER in dotted form.
 * @returns undefined when the value is something else, or not one in shortest form
 */
export function typeOf(value: DerValue | undefined): string | undefined {
  if (value?.tag !== tags.objectIdentifier || value.content.length > 32) return undefined;
  const arcs: number[] = [];
  let arc = 0;
  let begun = false;
  for (const octet of value.content) {
    // An arc that begins with a zero group has a second spelling (section 8.19.2).
    if (!begun && octet === 0x80) return undefined;
    arc = arc * 128 + (octet & 0x7f);
    begun = octet >= 0x80;
    if (arc > Number.MAX_SAFE_INTEGER) return undefined;
    if (!begun) {
      arcs.push(arc);
      arc = 0;
    }
  }
  const [first, ...others] = arcs;
  if (first === undefined || begun) return undefined;
  const root = Math.min(Math.floor(first / 40), 2);
  return [root, first - root * 40, ...others].join('.');
}
