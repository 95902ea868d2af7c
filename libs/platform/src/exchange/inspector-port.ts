import type { DocumentInHand, Inspector } from '@passerelle/exchange';
import { asPasserelleError, failed, ok, PasserelleError, type Clock, type Result } from '@passerelle/kernel';
import { readSummary } from '@passerelle/summary';
import { verifyBundleSeal, verifyDetachedSeal, type Certificate, type SealEvidence } from '@passerelle/trust';
import type { TrustedPeers } from '../node/trusted-peers.js';
import type { SealRevocation } from '../revocation/seal-revocation.js';
import { sealName } from './sealer-port.js';

/**
 * Proves and reads what came from a peer, on the octets received.
 * @param revocation - judges the certificates that sealed them; left out where the configuration asks nobody
 */
export function peerInspector(peers: TrustedPeers, clock: Clock, revocation?: SealRevocation): Inspector {
  return {
    async verify(received, exchange) {
      const pinned = peers.get(exchange.peer).seal;
      const seals = received.filter((document) => document.format === 'xades-seal');
      const sealed = received.filter((document) => document.format !== 'xades-seal');
      // A seal over nothing, or a document without a seal, means that something was taken out or put in on the way.
      const detached = sealed.filter((document) => document.format !== 'eps-bundle');
      if (sealed.length === 0 || seals.length !== detached.length) return failed(new PasserelleError('PSR-3001'));
      let evidence: SealEvidence | undefined;
      const signers = new Set<string>();
      for (const document of sealed) {
        const verified = await verifyOne(document, seals[detached.indexOf(document)], pinned, clock);
        if (!verified.ok) return verified;
        evidence = verified.value;
        signers.add(evidence.fingerprint);
      }
      // The pins have decided whose the seals are; now the authority of their certificates may take that away.
      const sealers = pinned.filter(({ fingerprint }) => signers.has(fingerprint));
      const status = revocation === undefined ? ok({}) : await revocation(sealers);
      if (!status.ok) return status;
      const signedAt = evidence?.signedAt.toISOString() ?? '';
      return ok({
        facts: { seals: sealed.length, certificate: evidence?.fingerprint ?? '', signedAt, ...status.value },
      });
    },

    async read(received, work) {
      let entries = 0;
      for (const document of received) {
        if (document.format === 'xades-seal') continue;
        try {
          const { summary } = readSummary(document.octets);
          const named = work.patient;
          const belongs = summary.header.patient.identifiers.some(
            ({ system, value }) => system === named?.system && value === named.value,
          );
          if (!belongs) return failed(new PasserelleError('PSR-2203'));
          entries += summary.sections.reduce((sum, section) => sum + section.entries.length, 0);
        } catch (caught) {
          // A document that the peer sealed but that cannot be read is refused with what is wrong about it.
          return failed(asPasserelleError(caught));
        }
      }
      return Promise.resolve(ok({ facts: { entries } }));
    },
  };
}

async function verifyOne(
  document: DocumentInHand,
  seal: DocumentInHand | undefined,
  pinned: readonly Certificate[],
  clock: Clock,
): Promise<Result<SealEvidence>> {
  if (document.format === 'eps-bundle') return verifyBundleSeal(document.octets, { pinned, clock });
  if (seal === undefined) return failed(new PasserelleError('PSR-3001'));
  const verified = await verifyDetachedSeal(seal.octets, document.octets, { pinned, clock });
  // The name holds the digest, so it is looked at last: that of an altered document is wrong too, and is not the news.
  const named = !verified.ok || verified.value.uri === sealName(document.sha256);
  return named ? verified : failed(new PasserelleError('PSR-3004', { reason: 'it names another document' }));
}
