import { PasserelleError, type Clock } from '@passerelle/kernel';
import { buildPath, type Certificate } from '@passerelle/trust';

/**
 * Why a pinned certificate may not stand for a connection of TLS although it is pinned: it is for something else, or its
 * key is too weak. The pin has decided whose it is; a certificate for seals stays one for seals even where somebody has
 * pinned it for connections by mistake.
 * @returns PSR-2024, or undefined where nothing speaks against it
 */
export function tlsPurposeFault(
  certificate: Certificate,
  purpose: 'tls-client' | 'tls-server',
  clock: Clock,
): PasserelleError | undefined {
  const context = { anchors: [certificate], crls: [], ocspResponses: [] };
  const path = buildPath({ certificate, intermediates: [], purpose, context, at: clock.now(), revocation: 'if-known' });
  // Of dates another check speaks, with a code of its own, and of the profile of RFC 5280 nobody asks once it is pinned.
  const isFault = !path.ok && (path.error.code === 'PSR-3032' || path.error.code === 'PSR-3035');
  return isFault ? new PasserelleError('PSR-2024', {}, { cause: path.error }) : undefined;
}
