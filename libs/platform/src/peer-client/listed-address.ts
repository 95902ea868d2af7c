import { failed, ok, PasserelleError, type Result } from '@passerelle/kernel';
import type { Peer } from '@passerelle/peers';

/**
 * The address of a call to a peer (threat 36): below the endpoint that is listed for it, and nowhere else. What the peer
 * itself sends decides at most how the path goes on.
 * @param path - relative to the endpoint, query included: `/Patient?identifier=...`
 * @returns PSR-3059 where the peer has no endpoint, where it is not in service, and for a path that leads out of it
 */
export function listedAddress({ country, endpoint, endpointPeriod = {} }: Peer, path: string, now: Date): Result<URL> {
  if (endpoint === undefined) return notListed(`${country} has no FHIR door`);
  const { from, until } = endpointPeriod;
  if ((from !== undefined && now < from) || (until !== undefined && now > until)) {
    return notListed(`the FHIR door of ${country} is not in service at this time`);
  }
  const base = new URL(endpoint);
  const room = base.pathname.replace(/\/$/, '');
  const written = endpoint.replace(/\/$/, '') + path;
  // Without a slash the path would lengthen the name of the host or the port.
  if (!/^(?:[/?]|$)/.test(path) || !URL.canParse(written)) return notListed('the path does not follow the endpoint');
  const address = new URL(written);
  // The parser has resolved `..`, also where it was encoded, and made `\\` a slash.
  const inside = address.pathname === room || address.pathname.startsWith(`${room}/`);
  const plain = address.username === '' && address.password === '';
  if (address.origin !== base.origin || !inside || !plain) return notListed('the path leads out of the endpoint');
  return ok(address);
}

function notListed(reason: string): Result<never> {
  return failed(new PasserelleError('PSR-3059', { reason }));
}
