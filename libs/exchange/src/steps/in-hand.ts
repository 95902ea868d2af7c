import type { Exchange, ExchangeDocument } from '../aggregate/exchange.js';
import type { Ports } from '../ports/ports.js';
import type { DocumentInHand, Work } from '../pipelines/work.js';

/**
 * The documents of one part: still in memory where the steps run in one process, else read from the store by digest.
 * A claim check carries no document, so a worker always finds its work this way.
 */
export async function inHand(
  part: ExchangeDocument['part'],
  work: Work,
  exchange: Exchange,
  ports: Ports,
): Promise<readonly DocumentInHand[]> {
  const held = work.documents.filter((document) => document.part === part);
  if (held.length > 0) return held;
  const stored = exchange.documents.filter((document) => document.part === part);
  return Promise.all(
    stored.map(async (document) => ({
      format: document.format,
      mediaType: document.mediaType,
      sha256: document.sha256,
      part,
      octets: await ports.documents.read(exchange.personId, document.sha256),
    })),
  );
}
