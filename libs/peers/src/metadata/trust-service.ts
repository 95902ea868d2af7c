import type { PinnedPurpose, ServiceKind } from '../service-kinds.js';

/** What a type of trust service gives to a list of peers. */
interface TrustServiceType {
  /** Purposes of its certificates, in the order of its digital identities. */
  readonly certificates: readonly PinnedPurpose[];
  /** Services that its supply point is the address of. */
  readonly services: readonly ServiceKind[];
  readonly transportProfile: string;
}

const epsos = 'http://uri.epsos.eu/Svc/Svctype/';
const etsi = 'http://uri.etsi.org/TrstSvc/Svctype/';
const [xcpd, xca, xdr] = ['urn:ihe:iti:2013:xcpd', 'urn:ihe:iti:2013:xca', 'urn:ihe:iti:2013:xdr'];

function type(
  certificates: readonly PinnedPurpose[],
  services: readonly ServiceKind[] = [],
  transportProfile = 'urn:ehealth:transport:none',
): TrustServiceType {
  return { certificates, services, transportProfile };
}

/**
 * Types of trust services that a list of peers takes something of. In the lists of the national contact points the service
 * `NCP` carries the certificate for connections and then the one for signatures; `PatientIdenitificationService` is how
 * the type is really spelt. Certificates of authorities are not taken: peers are known by pins. The type `VPNGateway` is of
 * the network below.
 */
export const serviceTypes: ReadonlyMap<string, TrustServiceType> = new Map([
  [`${epsos}NCP`, type(['tls', 'seal'])],
  [`${epsos}PatientIdenitificationService`, type([], ['patient-discovery'], xcpd)],
  [`${epsos}PatientIdentificationService`, type([], ['patient-discovery'], xcpd)],
  [`${epsos}PatientService`, type([], ['query', 'retrieve'], xca)],
  [`${epsos}OrderService`, type([], ['query', 'retrieve'], xca)],
  [`${epsos}DispensationService`, type([], ['provide'], xdr)],
  [`${epsos}ConsentService`, type([], ['consent'], xdr)],
  [`${epsos}IdV`, type(['saml'])],
  [`${etsi}TSA`, type(['time-stamp'])],
  [`${etsi}TSA/QTST`, type(['time-stamp'])],
  [`${etsi}TSA/TSS-QC`, type(['time-stamp'])],
  [`${etsi}TSA/TSS-AdESQCandQES`, type(['time-stamp'])],
]);

/** Last parts of the status URIs that say that a service may be relied on: TS 119 612 clause 5.5.4 and TS 102 231. */
const inForce = [
  'granted',
  'recognisedatnationallevel',
  'setbynationallaw',
  'inaccord',
  'undersupervision',
  'accredited',
];

/** Reads `ServiceStatus`. */
export function readStatus(uri: string | undefined): { readonly inForce: boolean; readonly name: string } {
  const known = /^https?:\/\/uri\.etsi\.org\/TrstSvc\/(?:[A-Za-z0-9-]+\/)*Svcstatus\/([A-Za-z]+)$/i.exec(uri ?? '');
  const name = known?.[1]?.toLowerCase() ?? 'unknown';
  return { inForce: inForce.includes(name), name };
}
