import type { Parameters } from 'fhir/r4.js';

/** The input of the operation `$receipt`, by which a requester acknowledges what it was answered. */
export function receiptParameters(messageId: string, receipt: string): Parameters {
  return {
    resourceType: 'Parameters',
    parameter: [
      { name: 'messageId', valueString: messageId },
      { name: 'receipt', valueString: receipt },
    ],
  };
}

/** Reads the input of `$receipt`; undefined where it is something else. */
export function readReceiptParameters(json: unknown): { messageId: string; receipt: string } | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  const { resourceType, parameter } = json as Record<string, unknown>;
  if (resourceType !== 'Parameters' || !Array.isArray(parameter)) return undefined;
  const value = (name: string): unknown =>
    (parameter as readonly (Record<string, unknown> | null)[]).find((each) => each?.['name'] === name)?.['valueString'];
  const messageId = value('messageId');
  const receipt = value('receipt');
  return typeof messageId === 'string' && typeof receipt === 'string' ? { messageId, receipt } : undefined;
}
