import { operationOutcome } from '@passerelle/fhir';
import { PasserelleError } from '@passerelle/kernel';
import type { Socket } from 'node:net';

/**
 * Answers octets that are no HTTP request, or headers past all limits, as OperationOutcome like every other error
 * (PSR-1013; PSR-1026 where they did not come in time), and closes the connection. Nobody is known and nothing was asked, so the log has no entry of it.
 */
export function answerMalformedRequest(error: { readonly code?: string }, socket: Socket): void {
  // Of a handshake that failed or took too long nothing could be answered, and waiting for its end would be for ever.
  const isHttp = /^(?:HPE_|ERR_HTTP_)/.test(error.code ?? '');
  if (!isHttp || !socket.writable) return void socket.destroy();
  const isSlow = error.code === 'ERR_HTTP_REQUEST_TIMEOUT';
  const body = JSON.stringify(operationOutcome(new PasserelleError(isSlow ? 'PSR-1026' : 'PSR-1013')));
  const head = [
    isSlow ? 'HTTP/1.1 408 Request Timeout' : 'HTTP/1.1 400 Bad Request',
    'content-type: application/fhir+json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  socket.destroySoon();
}
