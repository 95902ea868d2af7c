import type { RequesterIdentity } from '@passerelle/trust';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cloneRoot, type TestNode } from './two-nodes.js';

/** An answer of a door. */
export interface Answer {
  readonly status: number;
  readonly json: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** What of a node is needed to call its own doors, be it in this process or another. */
export interface Callable {
  readonly addresses: Readonly<Record<string, string>>;
  readonly node: { readonly runtime: { readonly bearerToken: string } };
}

/** Calls one of a node's own doors with its bearer token. */
export async function callDoor(
  { node, addresses }: Callable,
  door: 'national' | 'operators',
  method: string,
  path: string,
  body?: Uint8Array | object,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const octets = body === undefined || body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body), 'utf8');
  const response = await fetch(`${addresses[door]}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${node.runtime.bearerToken}`,
      'content-type': 'application/octet-stream',
      ...headers,
    },
    ...(octets === undefined ? {} : { body: new Uint8Array(octets) }),
  });
  const text = await response.text();
  return { status: response.status, text, json: text.startsWith('{') ? (JSON.parse(text) as Answer['json']) : {} };
}

/** Where a fixture lies: `national/lu/rich.xml`. */
export function fixturePath(path: string): string {
  return join(cloneRoot, 'test', 'fixtures', path);
}

/** The octets of a fixture. */
export function fixture(path: string): Buffer {
  return readFileSync(fixturePath(path));
}

/** A requester with every field of the annex; synthetic. */
export function requesterOf(country: 'LU' | 'PT'): RequesterIdentity {
  const provider = `${country}-EXAMPLE-0001`;
  return {
    professional: {
      family_name: 'EXEMPLE',
      given_name: 'Docteur',
      country_code: country,
      hp_identifier: `${country}-HP-000001`,
      issuing_authority_name: 'Exemple',
      hp_professional_role: '2211',
      healthcare_provider_identifier: provider,
    },
    provider: {
      healthcare_provider_identifier: provider,
      issuing_authority_name: 'Exemple',
      healthcare_provider_name: 'Clinique Exemple',
      healthcare_provider_address: '1, rue Exemple',
    },
  };
}

/** An exchange as the operators' door shows it. */
export interface Shown {
  readonly id: string;
  readonly messageId: string;
  readonly side: string;
  readonly state: string;
  readonly errorCode?: string;
  readonly documents: readonly { format: string; part: string; sha256: string; size: number }[];
  readonly trail: readonly {
    step: string;
    state: string;
    outcome: string;
    code?: string;
    facts?: Readonly<Record<string, unknown>>;
    logIndex?: number | null;
    receipt?: string;
  }[];
}

/** Orders an exchange and waits until it has ended. */
export async function exchange(node: Callable, order: object): Promise<Shown> {
  const answer = await callDoor(node, 'operators', 'POST', '/exchanges', order);
  if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`);
  return ended(node, String(answer.json['id']));
}

/** Waits until an exchange has ended and its trail has its place in the log. */
export async function ended(node: Callable, id: string, patienceMs = 20_000): Promise<Shown> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const { json } = await callDoor(node, 'operators', 'GET', `/exchanges/${id}`);
    const shown = json as unknown as Shown;
    const final = ['acknowledged', 'refused', 'failed'].includes(shown.state);
    if (final && shown.trail.every((event) => event.logIndex !== null)) return shown;
    if (performance.now() > until) throw new Error(`exchange still ${shown.state}: ${JSON.stringify(shown.trail)}`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

/** The peer's own record of an exchange. */
export async function otherSide(node: Callable, messageId: string): Promise<Shown> {
  const { json } = await callDoor(node, 'operators', 'GET', '/exchanges?limit=100');
  const found = (json['exchanges'] as Shown[]).find(
    (each) => each.messageId === messageId && each.side === 'responder',
  );
  if (found === undefined) throw new Error('the other side knows nothing of it');
  return ended(node, found.id);
}

/** The entries of a node's log, decoded, in order; those that are staged are sequenced first. */
export async function logEntries({ node }: TestNode): Promise<Record<string, unknown>[]> {
  const { database, ledger } = node.runtime;
  // A turn of the ledger that runs already holds entries which `settle` does not wait for: they are staged until it ends.
  do await ledger.settle();
  while ((await database.query('SELECT 1 FROM log_staging LIMIT 1')).length > 0);
  const rows = await database.query<{ entry: Buffer }>('SELECT entry FROM log_entry ORDER BY index');
  return rows.map((row) => JSON.parse(row.entry.toString('utf8')) as Record<string, unknown>);
}
