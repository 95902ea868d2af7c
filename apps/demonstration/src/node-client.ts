import { isErrorCode, PasserelleError } from '@passerelle/kernel';
import type { RunningNode } from './launch-node.js';

/** An exchange as the operators' door shows it. */
export interface ShownExchange {
  readonly id: string;
  readonly direction: string;
  readonly side: string;
  readonly messageId: string;
  readonly state: string;
  readonly errorCode?: string;
  readonly documents: readonly { format: string; mediaType: string; sha256: string; size: number; part: string }[];
  readonly trail: readonly {
    readonly step: string;
    readonly state: string;
    readonly outcome: string;
    readonly code?: string;
    readonly milliseconds: number;
    readonly facts: Readonly<Record<string, string | number | boolean>>;
    readonly documents: readonly string[];
    readonly receipt?: string;
    readonly logIndex?: number | null;
  }[];
}

/** Calls one of a node's own doors with its bearer token. @throws PasserelleError with the code the door answered */
export async function call<T>(
  node: RunningNode,
  door: 'national' | 'operators',
  path: string,
  body?: Uint8Array | object,
): Promise<T> {
  const octets = body === undefined || body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body), 'utf8');
  const response = await fetch(`${node.doors[door]}${path}`, {
    method: octets === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${node.bearerToken}`, 'content-type': 'application/octet-stream' },
    ...(octets === undefined ? {} : { body: new Uint8Array(octets) }),
  });
  const text = await response.text();
  if (response.ok) return JSON.parse(text) as T;
  const code = /"code":"(PSR-\d{4})"/.exec(text)?.[1] ?? 'PSR-9001';
  throw new PasserelleError(isErrorCode(code) ? code : 'PSR-9001');
}
