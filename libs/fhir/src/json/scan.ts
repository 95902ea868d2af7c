import { PasserelleError } from '@passerelle/kernel';
import type { JsonLimits } from './limits.js';

/** What a scan of JSON octets has counted. The figures are right for well-formed JSON; for other octets they do not matter. */
export interface JsonCensus {
  /** Colons outside strings, which is members of objects: a key given twice counts twice. */
  readonly members: number;
  /** Whether any string holds an escape, the only way for an unpaired surrogate to enter strict UTF-8. */
  readonly escapes: boolean;
}

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/**
 * One pass over the octets before they are parsed, looking at structure only: in UTF-8 no octet of a longer character
 * can be mistaken for one of these ASCII signs. Well-formedness is left to the parser.
 * @throws PasserelleError PSR-1007 at the first octet that goes too deep or brings one value too many
 */
export function scanJson(octets: Uint8Array, limits: JsonLimits): JsonCensus {
  const end = octets.length;
  let depth = 0;
  let members = 0;
  let commas = 0;
  let escapes = false;
  for (let at = 0; at < end; at++) {
    switch (octets[at]) {
      case quote:
        for (at++; at < end && octets[at] !== quote; at++) {
          if (octets[at] !== backslash) continue;
          escapes = true;
          at++;
        }
        break;
      case openBrace:
      case openBracket:
        if (++depth > limits.depth) throw new PasserelleError('PSR-1007', { limit: 'depth' });
        break;
      case closeBrace:
      case closeBracket:
        depth--;
        break;
      case colon:
        members++;
        break;
      case comma:
        // Every value but the first of its object or list follows a comma; a list cannot be long without them.
        if (++commas > limits.values) throw new PasserelleError('PSR-1007', { limit: 'values' });
        break;
    }
  }
  return { members, escapes };
}
