import { readCertificate } from '@passerelle/trust';
import { createDevelopmentCa, issueLeaf, newPrivateKey, privateKeyPem } from '@passerelle/trust/development-ca';
import { SignedXml } from 'xml-crypto';

const authority = createDevelopmentCa();

/** A signer of lists: RSA, because the program that signs in these tests knows nothing else. */
export interface ListSigner {
  readonly keyPem: string;
  readonly certificatePem: string;
}

/** The authority of all signers, PEM. */
export const listAuthority = authority.certificatePem;

/** Makes a signer of a country. */
export function listSigner(country: string): ListSigner {
  const key = newPrivateKey('rsa-3072');
  const subject = { country, organization: 'Example operator', commonName: `${country} list` };
  return { keyPem: privateKeyPem(key), certificatePem: issueLeaf(authority, { purpose: 'seal', subject, key }) };
}

/** A certificate of a country, DER in base64, P-256. */
export function listedCertificate(country: string, at = new Date()): string {
  const key = newPrivateKey('ec-p256');
  const subject = { country, organization: 'Example', commonName: `${country} tls` };
  return readCertificate(issueLeaf(authority, { purpose: 'tls', subject, key }, at)).der.toString('base64');
}

/**
 * Signs a document with an enveloped signature, as publishers of lists and of service metadata do; by a program that is
 * not ours, so that ours is not its own judge.
 * @param inside - XPath of the element that the signature is put into as its last child
 */
export function signEnveloped(xml: string, signer: ListSigner, inside = '/*'): string {
  const signature = new SignedXml({
    privateKey: signer.keyPem,
    publicCert: signer.certificatePem,
    signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    canonicalizationAlgorithm: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  });
  signature.addReference({
    xpath: '/*',
    isEmptyUri: true,
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
    transforms: ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', 'http://www.w3.org/2001/10/xml-exc-c14n#'],
  });
  signature.computeSignature(xml, { prefix: 'ds', location: { reference: inside, action: 'append' } });
  return signature.getSignedXml();
}

/** What a test decides about one service of a trust list. */
export interface ListedService {
  readonly type: string;
  readonly status?: string;
  readonly since?: string;
  readonly certificates?: readonly string[];
  readonly address?: string;
}

const hour = 3600_000;

/** A trust list of invented services (ETSI TS 119 612), unsigned. */
export function trustListOf(
  services: readonly ListedService[],
  change: { territory?: string; nextUpdate?: string } = {},
): string {
  const { territory = 'PT', nextUpdate = instant(24 * hour) } = change;
  const update = nextUpdate === '' ? '' : `<dateTime>${nextUpdate}</dateTime>`;
  return `<TrustServiceStatusList xmlns="http://uri.etsi.org/02231/v2#" Id="NCPConfiguration-${territory}" TSLTag="http://uri.etsi.org/19612/TSLTag"><SchemeInformation><TSLVersionIdentifier>5</TSLVersionIdentifier><TSLSequenceNumber>7</TSLSequenceNumber><SchemeTerritory>${territory}</SchemeTerritory><ListIssueDateTime>${instant(-hour)}</ListIssueDateTime><NextUpdate>${update}</NextUpdate></SchemeInformation><TrustServiceProviderList><TrustServiceProvider><TSPInformation><TSPName><Name xml:lang="en">NCP-A</Name></TSPName></TSPInformation><TSPServices>${services.map(serviceXml).join('')}</TSPServices></TrustServiceProvider></TrustServiceProviderList></TrustServiceStatusList>`;
}

function serviceXml({
  type,
  status = 'http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/granted',
  since,
  certificates = [],
  address,
}: ListedService): string {
  const ids = certificates.map((der) => `<DigitalId><X509Certificate>${der}</X509Certificate></DigitalId>`).join('');
  const supplied =
    address === undefined
      ? ''
      : `<ServiceSupplyPoints><ServiceSupplyPoint>${address}</ServiceSupplyPoint></ServiceSupplyPoints>`;
  return `<TSPService><ServiceInformation><ServiceTypeIdentifier>${type}</ServiceTypeIdentifier><ServiceName><Name xml:lang="en">x</Name></ServiceName><ServiceDigitalIdentity>${ids}</ServiceDigitalIdentity><ServiceStatus>${status}</ServiceStatus><StatusStartingTime>${since ?? instant(-hour)}</StatusStartingTime>${supplied}</ServiceInformation></TSPService>`;
}

/** What a test decides about service metadata. */
export interface Metadata {
  readonly participant?: string;
  readonly documentId?: string;
  readonly endpoint?: string;
  readonly certificate?: string;
  readonly until?: string;
  /** XML inside the endpoint's Extension. */
  readonly extension?: string;
  /** XML in place of ServiceInformation. */
  readonly instead?: string;
}

const namespace = 'http://docs.oasis-open.org/bdxr/ns/SMP/2016/05';

/** `ServiceMetadata` of an invented service (OASIS BDXR SMP 1.0), unsigned. */
export function metadataOf(change: Metadata = {}): string {
  const { participant = 'urn:ehealth:pt:ncp-idp', endpoint = 'https://pt.passerelle.example:8444/xcpd' } = change;
  const {
    documentId = 'urn:ehealth:PatientIdentificationAndAuthentication::XCPD::CrossGatewayPatientDiscovery##ITI-55',
  } = change;
  const { certificate = '', until = instant(24 * hour), extension } = change;
  const extra = extension === undefined ? '' : `<Extension>${extension}</Extension>`;
  const information = `<ServiceInformation><ParticipantIdentifier scheme="ehealth-participantid-qns">${participant}</ParticipantIdentifier><DocumentIdentifier scheme="ehealth-resid-qns">${documentId}</DocumentIdentifier><ProcessList><Process><ProcessIdentifier scheme="ehealth-procid-qns">x</ProcessIdentifier><ServiceEndpointList><Endpoint transportProfile="urn:ihe:iti:2013:xcpd"><EndpointURI>${endpoint}</EndpointURI><ServiceActivationDate>${instant(-hour)}</ServiceActivationDate><ServiceExpirationDate>${until}</ServiceExpirationDate><Certificate>${certificate}</Certificate>${extra}</Endpoint></ServiceEndpointList></Process></ProcessList><Extension></Extension></ServiceInformation>`;
  return `<ServiceMetadata xmlns="${namespace}">${change.instead ?? information}</ServiceMetadata>`;
}

/** Puts metadata into what a publisher signs. */
export function published(metadata: string): string {
  return `<SignedServiceMetadata xmlns="${namespace}">${metadata}</SignedServiceMetadata>`;
}

/** An instant that many milliseconds from now, whole seconds. */
export function instant(fromNow: number): string {
  return `${new Date(Date.now() + fromNow).toISOString().slice(0, 19)}Z`;
}
