import { FhirPathFault } from './fault.js';

/** A token: its kind, its text without quotes, and where it starts. */
export interface Token {
  readonly kind: 'name' | 'string' | 'number' | 'variable' | 'sign' | 'end';
  readonly text: string;
  readonly at: number;
}

const space = /\s+|\/\/[^\n]*|\/\*[^]*?\*\//y;
const forms: readonly (readonly [Token['kind'], RegExp])[] = [
  ['name', /[A-Za-z_][A-Za-z0-9_]*|`(?:[^`\\]|\\.)+`/y],
  ['number', /\d+(?:\.\d+)?/y],
  ['string', /'(?:[^'\\]|\\.)*'/y],
  ['variable', /\$(?:this|index|total)|%(?:[A-Za-z_][A-Za-z0-9_-]*|`[^`]+`|'[^']+')/y],
  ['sign', /<=|>=|!=|!~|[.,()[\]{}|+\-*/=<>~&]/y],
];
const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f' };

/**
 * Cuts an expression into tokens (FHIRPath N1 section 12.1). Dates, times and quantities as literals are not read: no
 * invariant of FHIR R4, IPS or EPS has one.
 * @throws FhirPathFault at what is no token
 */
export function tokensOf(expression: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    space.lastIndex = at;
    if (space.test(expression)) {
      at = space.lastIndex;
      continue;
    }
    if (at >= expression.length) break;
    const token = tokenAt(expression, at);
    tokens.push({ ...token, text: plain(token) });
    at += token.text.length;
  }
  tokens.push({ kind: 'end', text: '', at });
  return tokens;
}

function tokenAt(expression: string, at: number): Token {
  for (const [kind, form] of forms) {
    form.lastIndex = at;
    const text = form.exec(expression)?.[0];
    if (text !== undefined) return { kind, text, at };
  }
  throw new FhirPathFault(`no token of FHIRPath at character ${at + 1}`);
}

/** The text without quotes and with its escapes resolved. */
function plain({ kind, text }: Token): string {
  const quoted = kind === 'string' || text.startsWith('`');
  if (kind === 'variable') return text.replace(/[`']/g, '');
  if (!quoted) return text;
  return text.slice(1, -1).replace(/\\(?:u([0-9A-Fa-f]{4})|(.))/gs, (_all, hex: string | undefined, sign: string) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    return escapes[sign] ?? sign;
  });
}
