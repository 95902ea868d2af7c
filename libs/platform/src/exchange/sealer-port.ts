import type { DocumentInHand, Sealer } from '@passerelle/exchange';
import { sealMediaType } from '@passerelle/fhir/exchange';
import {
  canonicalJson,
  ok,
  sha256,
  type Clock,
  type CountryCode,
  type Identifier,
  type Json,
} from '@passerelle/kernel';
import { issueReceipt, sealBundle, sealDetached, type SealKey } from '@passerelle/trust';

/** What seals are made with. */
export interface SealingParts {
  readonly key: SealKey;
  readonly clock: Clock;
  readonly country: CountryCode;
  /** The organisation that seals. */
  readonly organisation: Identifier;
}

/**
 * Seals with the node's key in this process. The octets of a sealed Bundle are its canonical JSON (RFC 8785): a receiver
 * that got it inside a transaction can make the same octets again and digest them. A CDA stays exactly as it is; its
 * seal travels beside it, named by the digest of the CDA.
 */
export function localSealer({ key, clock, country, organisation }: SealingParts): Sealer {
  return {
    async seal(written) {
      const sealed = await Promise.all(
        written.map(async (document) =>
          document.format === 'eps-bundle'
            ? [await sealedBundle(document)]
            : [asSent(document), await detachedSeal(document)],
        ),
      );
      const facts = { algorithm: key.algorithm, certificate: key.certificate.fingerprint };
      return ok({ documents: sealed.flat(), facts });
    },
    async receipt(exchange, received) {
      const documents = received.map(({ sha256: digest, octets, mediaType }) => ({
        sha256: digest,
        size: octets.length,
        mediaType,
      }));
      const { peer, messageId } = exchange;
      return ok(await issueReceipt({ issuer: country, audience: peer, messageId, documents }, key, clock));
    },
  };

  async function sealedBundle(document: DocumentInHand): Promise<DocumentInHand> {
    const bundle = JSON.parse(Buffer.from(document.octets).toString('utf8')) as Parameters<typeof sealBundle>[0];
    const sealed = await sealBundle(bundle, key, { clock, who: organisation });
    const octets = Buffer.from(canonicalJson(sealed as Json), 'utf8');
    return { ...document, octets, sha256: sha256(octets), part: 'sent' };
  }

  async function detachedSeal(document: DocumentInHand): Promise<DocumentInHand> {
    const { mediaType } = document;
    const octets = await sealDetached(document.octets, { uri: sealName(document.sha256), mediaType }, key, { clock });
    return { format: 'xades-seal', mediaType: sealMediaType, octets, sha256: sha256(octets), part: 'sent' };
  }
}

/** The name under which a detached seal refers to its document. */
export function sealName(digest: string): string {
  return `urn:sha256:${digest}`;
}

function asSent(document: DocumentInHand): DocumentInHand {
  return { ...document, part: 'sent' };
}
