import { identifierPattern } from '../identifier-pattern.js';
import type { Peer } from '../peer.js';
import type { BundlePeer, BundleService } from './contents.js';

/** A peer as the directory knows it, of one that stands in a trust bundle. */
export function peerOfBundle({
  country,
  name,
  homeCommunityId,
  services,
  capabilities,
  patientIdentifiers,
}: BundlePeer): Peer {
  const fhir = services.find(({ service }) => service === 'fhir');
  return {
    country,
    name,
    homeCommunityId,
    ...(fhir !== undefined && { endpoint: fhir.endpoint, ...periodOf(fhir) }),
    patientIdentifiers: patientIdentifiers.flatMap((rule) => {
      const pattern = identifierPattern(rule.pattern);
      return pattern === undefined ? [] : [{ ...rule, pattern }];
    }),
    quirks: { accepts: capabilities.formats },
  };
}

function periodOf({ from, until }: BundleService): Pick<Peer, 'endpointPeriod'> {
  if (from === undefined && until === undefined) return {};
  return {
    endpointPeriod: {
      ...(from !== undefined && { from: new Date(from) }),
      ...(until !== undefined && { until: new Date(until) }),
    },
  };
}
