import { operationOutcome } from '@passerelle/fhir';
import { PasserelleError } from '@passerelle/kernel';
import type { Socket } from 'node:net';

/**
 * Answers octets that are no HTTP request, or headers past all limits, as OperationOutcome like every other error
 * (PSR-1013), and closes the connection. Nobody is known and nothing was asked, so the log has no entry of it.
 */
export function answerMalformedRequest(error: { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const body = JSON.stringify(operationOutcome(new PasserelleError('PSR-1013')));
  const head = [
    'HTTP/1.1 400 Bad Request',
    'content-type: application/fhir+json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  socket.destroySoon();
}
