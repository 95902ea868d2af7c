import type { PeerFile } from '../peer.js';
import { documentFormats } from '../schema.js';
import type { DraftPeer } from './draft.js';

/**
 * A peer as a draft lists it, of the file that describes it.
 * @param ders - the certificates in a PEM file that the description names, DER in base64
 */
export function draftPeerOf(peer: PeerFile, ders: (file: string) => readonly string[]): DraftPeer {
  const { country, name, homeCommunityId, endpoint, certificates, patientIdentifiers, quirks } = peer;
  return {
    country,
    name,
    homeCommunityId,
    services: [{ service: 'fhir', endpoint }],
    certificates: {
      tls: certificates.tls.flatMap(ders),
      seal: certificates.seal.flatMap(ders),
      token: certificates.token.flatMap(ders),
    },
    capabilities: {
      formats: documentFormats.filter((format) => quirks.accepts.includes(format)),
      categories: ['patient-summary'],
    },
    patientIdentifiers: patientIdentifiers.map(({ system, label, pattern }) => ({
      system,
      label,
      // The file's pattern stands between `^(?:` and `)$`.
      pattern: pattern.source.replace(/^\^\(\?:(.*)\)\$$/s, '$1'),
    })),
  };
}
