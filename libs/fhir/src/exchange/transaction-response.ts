import type { Bundle } from 'fhir/r4.js';
import { receiptExtension } from './systems.js';

/**
 * The answer to a push: one entry for each of the request (FHIR R4 http.html#transaction-response). The first one, that
 * of the DocumentReference, carries the receiver's signed receipt in its outcome.
 * @param locations - relative addresses of what was made, in the order of the request
 */
export function transactionResponse(locations: readonly string[], receipt: string): Bundle {
  return {
    resourceType: 'Bundle',
    type: 'transaction-response',
    entry: locations.map((location, index) => ({
      response: {
        status: '201 Created',
        location,
        ...(index > 0
          ? {}
          : {
              outcome: {
                resourceType: 'OperationOutcome',
                extension: [{ url: receiptExtension, valueString: receipt }],
                issue: [{ severity: 'information', code: 'informational', diagnostics: 'Received and verified.' }],
              },
            }),
      },
    })),
  };
}

/** The receipt in the answer to a push; undefined where it holds none. */
export function receiptOf(json: unknown): string | undefined {
  const text = at(at(at(at(at(at(json, 'entry'), 0), 'response'), 'outcome'), 'extension'), 0);
  return at(text, 'url') === receiptExtension ? string(at(text, 'valueString')) : undefined;
}

function at(value: unknown, key: string | number): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[key] : undefined;
}

function string(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
