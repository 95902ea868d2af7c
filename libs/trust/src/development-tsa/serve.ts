import { createServer, type Server } from 'node:http';
import type { DevelopmentTsa } from './authority.js';
import { answerTimeStampQuery } from './answer-query.js';

/** A query has some hundred octets. */
const largestQuery = 4096;

/** An HTTP server of the authority (RFC 3161 section 3.4), not yet listening. For development: it limits nobody. */
export function timeStampServer(tsa: DevelopmentTsa): Server {
  return createServer((request, response) => {
    if (request.method !== 'POST' || request.headers['content-type'] !== 'application/timestamp-query') {
      response.writeHead(415).end();
      return;
    }
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= largestQuery) chunks.push(chunk);
      else response.writeHead(413, { connection: 'close' }).end();
    });
    request.on('end', () => {
      if (response.writableEnded) return;
      response.writeHead(200, { 'content-type': 'application/timestamp-reply' });
      response.end(answerTimeStampQuery(tsa, Buffer.concat(chunks)));
    });
  });
}
