import { fixedClock, ok, sha256, type DocumentFormat } from '@passerelle/kernel';
import type { Exchange } from '../aggregate/exchange.js';
import type { DocumentInHand } from '../pipelines/work.js';
import type { Commit, ExchangeStore } from '../ports/exchange-store.js';
import type { Ports } from '../ports/ports.js';

/** A document of a few octets. */
export function documentOf(
  format: DocumentFormat,
  part: DocumentInHand['part'],
  text = `${format} ${part}`,
): DocumentInHand {
  const octets = Buffer.from(text, 'utf8');
  return { format, mediaType: 'text/plain', octets, sha256: sha256(octets), part };
}

/** Ports where everything goes well; a test replaces the one it speaks of. */
export function fakePorts(replaced: Partial<Ports> = {}): Ports {
  return {
    clock: fixedClock('2026-11-23T10:00:00Z'),
    policy: { purposes: ['TREAT'], professionalRoles: ['221'] },
    records: {
      standing: async () => Promise.resolve({ known: true, optedOut: false, restricted: false }),
      fetch: async () => Promise.resolve(ok(documentOf('cda-level-3', 'source'))),
    },
    translator: {
      translate: async (_source, targets) =>
        Promise.resolve(
          ok({ documents: targets.map((target) => documentOf(target, 'written')), facts: { carried: 3 } }),
        ),
    },
    sealer: {
      seal: async (written) =>
        Promise.resolve(
          ok({ documents: written.map((each) => documentOf(each.format, 'sent', `sealed ${each.format}`)), facts: {} }),
        ),
      receipt: async () => Promise.resolve(ok('our.signed.receipt')),
    },
    inspector: {
      verify: async () => Promise.resolve(ok({ facts: {} })),
      read: async () => Promise.resolve(ok({ facts: {} })),
    },
    delivery: {
      ask: async () => Promise.resolve(ok({ documents: [documentOf('eps-bundle', 'received')], facts: {} })),
      push: async () => Promise.resolve(ok({ receipt: 'their.signed.receipt', facts: {} })),
      acknowledge: async () => Promise.resolve(ok({ receipt: 'our.signed.receipt', facts: {} })),
    },
    documents: { read: async (_personId, digest) => Promise.resolve(Buffer.from(digest)) },
    ...replaced,
  };
}

/** A store that remembers its commits. */
export class RememberingStore implements ExchangeStore {
  readonly commits: Commit[] = [];

  async find(id: string): Promise<Exchange | undefined> {
    return Promise.resolve(this.commits.findLast((commit) => commit.exchange.id === id)?.exchange);
  }

  async findByMessage(): Promise<Exchange | undefined> {
    return Promise.resolve(undefined);
  }

  async commit(commit: Commit): ReturnType<ExchangeStore['commit']> {
    this.commits.push(commit);
    return Promise.resolve(ok('committed'));
  }
}

/** An exchange at its beginning. */
export function newExchange(direction: Exchange['direction'], side: Exchange['side']): Exchange {
  const at = new Date('2026-11-23T10:00:00Z');
  return {
    id: '0198d1a0-0000-7000-8000-000000000001',
    direction,
    side,
    role: (direction === 'push') === (side === 'initiator') ? 'A' : 'B',
    peer: 'PT',
    messageId: '0198d1a0-0000-7000-8000-000000000002',
    requestDigest: sha256('request'),
    personId: '0198d1a0-0000-7000-8000-000000000003',
    recordId: '0198d1a0-0000-7000-8000-000000000004',
    category: 'patient-summary',
    purpose: 'TREAT',
    state: 'received',
    documents: [],
    createdAt: at,
    updatedAt: at,
    revision: 0,
  };
}
