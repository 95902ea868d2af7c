import { attribute, child, children, parseXml, textOf, type XmlElement } from '@passerelle/xml';
import type { ServiceKind } from '../service-kinds.js';
import type { BundleService } from '../trust-bundle/contents.js';
import type { MetadataReading, PeerProposal } from './proposal.js';
import { certificateIn, countryOf, instantOf, notUnderstood, serviceOf, stampOf } from './reading.js';
import { readSearchMask } from './search-mask.js';

const namespace = 'http://docs.oasis-open.org/bdxr/ns/SMP/2016/05';
const participantScheme = 'ehealth-participantid-qns';

/** Metadata of one service have some 15 kB, a search mask included. */
const limits = { bytes: 2_000_000, depth: 40, attributes: 32, elements: 20_000 };

/** Document identifiers of eHDSI, in lower case as publishers write them in addresses, and the service they stand for. */
const documentIds: ReadonlyMap<string, ServiceKind | 'search-mask'> = new Map([
  [
    'urn:ehealth:patientidentificationandauthentication::xcpd::crossgatewaypatientdiscovery##iti-55',
    'patient-discovery',
  ],
  ['urn:ehealth:requestofdata::xca::crossgatewayquery##iti-38', 'query'],
  ['urn:ehealth:requestofdata::xca::crossgatewayretrieve##iti-39', 'retrieve'],
  ['urn:ehealth:requestofdata::xcf::crossgatewayfetchrequest##iti-63', 'fetch'],
  ['urn:ehealth:provisioningofdata:provide::xdr::provideandregisterdocumentset-b##iti-41', 'provide'],
  ['urn:ehealth:provisioningofdata:bppc-registerupdate::xdr::provideandregisterdocumentset-b##iti-41', 'consent'],
  ['urn:ehealth:countrybidentityprovider::xua::providex-userassertion##iti-40', 'identity-provider'],
  ['urn:ehealth:fhirservice', 'fhir'],
  ['urn:ehealth:fhirdispatchingservice', 'fhir'],
  ['urn:ehealth:ism::internationalsearchmask##ehealth-107', 'search-mask'],
]);

/** Metadata as they were read, with whose they are. */
export interface ServiceMetadataReading extends MetadataReading {
  readonly country: string;
  /** Whether the signature that covers them is of the publisher, around the metadata, or that of the country inside. */
  readonly signedBy: 'publisher' | 'country';
}

/**
 * Reads metadata of one service (OASIS BDXR SMP 1.0, as eHDSI uses it): the address, the certificate and the period of a
 * country's service, or its search mask.
 * @param octets - exactly what the signature covers
 * @param now - an endpoint outside its period is left out
 * @throws PasserelleError PSR-3063 not such metadata, or a redirection to another publisher, which is not followed; PSR-10xx
 *   not acceptable XML
 */
export function readServiceMetadata(octets: Uint8Array, now: Date): ServiceMetadataReading {
  const root = parseXml(octets, limits);
  const isSigned = root.local === 'SignedServiceMetadata';
  if (root.uri !== namespace || (!isSigned && root.local !== 'ServiceMetadata')) {
    throw notUnderstood('it is no service metadata');
  }
  const metadata = isSigned ? single(root, 'ServiceMetadata') : root;
  if (child(metadata, 'Redirect', namespace) !== undefined) throw notUnderstood('it only points to another publisher');
  const information = single(metadata, 'ServiceInformation');
  const participant = single(information, 'ParticipantIdentifier');
  const named = /^urn:ehealth:([a-z]{2}):ncp-idp$/i.exec(textOf(participant) ?? '')?.[1];
  const country = attribute(participant, 'scheme') === participantScheme ? countryOf(named) : undefined;
  if (country === undefined) throw notUnderstood('its participant is no national contact point');
  const documentId = textOf(single(information, 'DocumentIdentifier')) ?? '';
  const kind = documentIds.get(documentId.toLowerCase());
  const about = `service metadata of ${country}: ${documentId.slice(0, 200)}`;
  const signedBy = isSigned ? 'publisher' : 'country';
  if (kind === undefined)
    return { about, country, signedBy, peers: [], notes: ['the service is none that a node calls'] };

  const processes = children(single(information, 'ProcessList'), 'Process');
  const endpoints = processes.flatMap((each) => children(child(each, 'ServiceEndpointList', namespace), 'Endpoint'));
  const inService = endpoints.filter((endpoint) => isInService(endpoint, now));
  const notes =
    inService.length === endpoints.length
      ? []
      : [`${endpoints.length - inService.length} endpoints are out of their period`];
  const [endpoint] = inService;
  if (endpoint === undefined)
    return { about, country, signedBy, peers: [], notes: [...notes, 'no endpoint is in service'] };
  if (inService.length > 1) notes.push('several endpoints are in service; the first was taken');
  const { proposal, notes: further } =
    kind === 'search-mask' ? maskOf(endpoint, country) : endpointOf(endpoint, country, kind, documentId);
  return { about, country, signedBy, peers: [proposal], notes: [...notes, ...further] };
}

interface Proposed {
  readonly proposal: PeerProposal;
  readonly notes: readonly string[];
}

function endpointOf(endpoint: XmlElement, country: string, kind: ServiceKind, documentId: string): Proposed {
  const certificate = certificateIn(child(endpoint, 'Certificate', namespace));
  const transportProfile = attribute(endpoint, 'transportProfile');
  const [from, until] = periodOf(endpoint);
  const read = serviceOf({
    service: kind,
    endpoint: textOf(child(endpoint, 'EndpointURI', namespace)) ?? '',
    ...(transportProfile !== undefined && { transportProfile }),
    documentId,
    ...(from !== undefined && { from: stampOf(from) }),
    ...(until !== undefined && { until: stampOf(until) }),
  } satisfies BundleService);
  return {
    proposal: {
      country,
      services: 'service' in read ? [read.service] : [],
      certificates: certificate === undefined ? {} : { tls: [certificate] },
      patientIdentifiers: [],
    },
    notes: [
      ...('fault' in read ? [`the endpoint cannot be taken (${read.fault})`] : []),
      ...(certificate === undefined ? ['the endpoint carries no certificate'] : []),
    ],
  };
}

function maskOf(endpoint: XmlElement, country: string): Proposed {
  const extensions = children(endpoint, 'Extension').flatMap((extension) => children(extension));
  const masks = extensions.filter(({ local }) => local === 'searchFields' || local === 'patientSearch');
  const read = masks.map((mask) => readSearchMask(mask, country));
  return {
    proposal: {
      country,
      services: [],
      certificates: {},
      patientIdentifiers: read.flatMap(({ identifiers }) => identifiers),
    },
    notes: masks.length === 0 ? ['the endpoint carries no search mask'] : read.flatMap(({ notes }) => notes),
  };
}

function isInService(endpoint: XmlElement, now: Date): boolean {
  const [from, until] = periodOf(endpoint);
  return (from === undefined || now >= from) && (until === undefined || now <= until);
}

function periodOf(endpoint: XmlElement): readonly [from: Date | undefined, until: Date | undefined] {
  const at = (local: string): Date | undefined => instantOf(child(endpoint, local, namespace));
  return [at('ServiceActivationDate'), at('ServiceExpirationDate')];
}

/** The one child of a name. What stands twice would be read by one and overlooked by another. */
function single(parent: XmlElement, local: string): XmlElement {
  const found = children(parent, local).filter(({ uri }) => uri === namespace);
  const [only] = found;
  if (only === undefined || found.length > 1)
    throw notUnderstood(`it has ${found.length} ${local} where one is expected`);
  return only;
}
