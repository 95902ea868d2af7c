import { callDoor, logEntries } from './calls.js';
import type { RawAnswer } from './raw-request.js';
import type { TestNode } from './two-nodes.js';

/** Tables in which a refused request must leave nothing; the log and the used tokens are no part of an exchange. */
const tables = [
  'bus_dead_letter',
  'bus_message',
  'document',
  'exchange',
  'exchange_event',
  'national_record',
  'outbox',
] as const;

/** What a call did at a node. */
export interface Observed {
  readonly answer: RawAnswer;
  /** What the node's log got. */
  readonly entries: readonly Readonly<Record<string, unknown>>[];
  /** All of it in the few words that tests compare. */
  readonly did: {
    readonly status: number;
    readonly mediaType: string | undefined;
    /** The PSR code of an OperationOutcome. */
    readonly code: string | undefined;
    /** Event, result and code of each entry: `national-request-refused refused PSR-1002`. */
    readonly logged: readonly string[];
    /** By how many rows tables grew or shrank. */
    readonly changed: Readonly<Partial<Record<(typeof tables)[number], number>>>;
  };
}

/** Makes a call at a node's door and tells everything it did there. */
export async function observe(node: TestNode, call: () => Promise<RawAnswer>): Promise<Observed> {
  const rowsBefore = await rowCounts(node);
  const logBefore = (await logEntries(node)).length;
  const answer = await call();
  const entries = (await logEntries(node)).slice(logBefore);
  const rowsAfter = await rowCounts(node);
  const changed = Object.fromEntries(
    tables.map((table) => [table, rowsAfter[table] - rowsBefore[table]]).filter(([, change]) => change !== 0),
  ) as Observed['did']['changed'];
  const mediaType = answer.headers['content-type']?.split(';')[0];
  return {
    answer,
    entries,
    did: { status: answer.status, mediaType, code: codeOf(answer), logged: entries.map(inShort), changed },
  };
}

/** What a call does that is refused as it must be: it answers the code, logs it under the event, and keeps nothing. */
export function refusal(status: number, code: string, event: string): Observed['did'] {
  const result = status >= 500 ? 'failed' : 'refused';
  return { status, mediaType: 'application/fhir+json', code, logged: [`${event} ${result} ${code}`], changed: {} };
}

/** `OperationOutcome.issue[0].details.coding[0].code`. */
export function codeOf({ json }: Pick<RawAnswer, 'json'>): string | undefined {
  if (json['resourceType'] !== 'OperationOutcome') return undefined;
  const { issue } = json as { issue?: { details?: { coding?: { code?: string }[] } }[] };
  return issue?.[0]?.details?.coding?.[0]?.code;
}

async function rowCounts({ node }: TestNode): Promise<Record<(typeof tables)[number], number>> {
  const counts = tables.map((table) => `(SELECT count(*)::int FROM ${table}) AS ${table}`);
  const rows = await node.runtime.database.query<Record<(typeof tables)[number], number>>(
    `SELECT ${counts.join(', ')}`,
  );
  const [row] = rows;
  if (row === undefined) throw new Error('no counts');
  return row;
}

function inShort(entry: Readonly<Record<string, unknown>>): string {
  const { result, code } = entry['outcome'] as { result: string; code?: string };
  return [entry['event'], result, code].filter((part) => part !== undefined).join(' ');
}

/** Registers a national record that the tests begin with. */
export async function register(node: TestNode, octets: Uint8Array): Promise<string> {
  const { status, json, text } = await callDoor(node, 'national', 'POST', '/national/records', octets);
  if (status !== 201) throw new Error(`${status} ${text}`);
  return String(json['id']);
}
