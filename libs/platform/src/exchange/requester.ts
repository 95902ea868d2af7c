import { PasserelleError } from '@passerelle/kernel';
import { annexFields, type RequesterIdentity } from '@passerelle/trust';

/** A requester with the purpose claimed. */
export interface Requester {
  readonly identity: RequesterIdentity;
  /** HL7 PurposeOfUse. */
  readonly purpose: string;
}

/**
 * Reads the requester of an order at our own door. Every field of the annex to Implementing Regulation (EU) 2026/2099
 * must be there, because the peer would refuse the request without it; refusing here is earlier and clearer.
 * @throws PasserelleError PSR-2007 naming the missing field
 */
export function readRequester(value: unknown): RequesterIdentity {
  const tables = isRecord(value) ? value : {};
  for (const table of ['professional', 'provider'] as const) {
    const fields: unknown = tables[table];
    for (const field of annexFields[table]) {
      const text = isRecord(fields) ? fields[field] : undefined;
      if (typeof text !== 'string' || text.trim() === '') {
        throw new PasserelleError('PSR-2007', { field: `${table}.${field}` });
      }
    }
  }
  return { professional: tables['professional'], provider: tables['provider'] } as RequesterIdentity;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
