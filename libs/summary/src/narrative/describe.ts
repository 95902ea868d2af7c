import type { Entry } from '../model/entry.js';

const notShown: ReadonlySet<string> = new Set([
  'kind',
  'path',
  'identifiers',
  'text',
  'omitted',
  'reason',
  'absence',
  'meaning',
]);

/**
 * What an entry says, in one line for people: displays, amounts, dates and words, in the order of the model. It stands
 * in the narrative where the source has none for the entry.
 */
export function describe(entry: Entry): string {
  if (entry.kind === 'unmodelled') return entry.summary;
  if (entry.text !== undefined) return isDenied(entry) ? `NOT; ${entry.text}` : entry.text;
  // What is not so must never read as if it were.
  const words: string[] = isDenied(entry) ? ['NOT'] : [];
  gather(entry, words);
  if (words.length > 0) return words.join('; ');
  return entry.kind === 'absence' && entry.meaning === 'none-known' ? 'None known' : 'No information';
}

function isDenied(entry: Entry): boolean {
  switch (entry.kind) {
    case 'procedure':
      return entry.notDone === true;
    case 'medication':
      return entry.notTaken === true;
    case 'immunization':
      return !entry.given;
    case 'result':
      return entry.status === 'nullified';
    default:
      return false;
  }
}

function gather(value: object, words: string[]): void {
  const own = wordsOf(value);
  if (own !== undefined) {
    if (own !== words.at(-1)) words.push(own);
    return;
  }
  for (const [key, part] of Object.entries(value)) {
    if (notShown.has(key) && !Array.isArray(value)) continue;
    if (typeof part === 'string') words.push(part);
    else if (typeof part === 'object' && part !== null) gather(part as object, words);
  }
}

/** The words of the model's smallest parts: a coded value, a quantity, an interval. */
function wordsOf(value: object): string | undefined {
  if ('coding' in value) return displayOf(value.coding);
  if ('system' in value && 'code' in value) return displayOf(value);
  if ('comparator' in value && 'quantity' in value) {
    return `${String(value.comparator)} ${wordsOf(value.quantity as object) ?? ''}`;
  }
  if ('value' in value && typeof value.value === 'string') {
    return 'unit' in value && typeof value.unit === 'string' && value.unit !== '1'
      ? `${value.value} ${value.unit}`
      : value.value;
  }
  if ('numerator' in value || !('low' in value || 'high' in value)) return undefined;
  const { low, high } = value as { low?: unknown; high?: unknown };
  if (typeof low !== 'string' && typeof high !== 'string') return undefined;
  return low === high
    ? String(low)
    : `${typeof low === 'string' ? low : ''} – ${typeof high === 'string' ? high : ''}`.trim();
}

function displayOf(coding: unknown): string | undefined {
  if (typeof coding !== 'object' || coding === null) return undefined;
  const { display, code } = coding as { display?: unknown; code?: unknown };
  return typeof display === 'string' ? display : typeof code === 'string' ? code : undefined;
}
