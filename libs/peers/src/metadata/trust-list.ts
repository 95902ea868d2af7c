import { PasserelleError } from '@passerelle/kernel';
import { child, children, foldSpace, parseXml, path, textOf, type XmlElement } from '@passerelle/xml';
import type { PinnedPurpose } from '../service-kinds.js';
import type { BundleService } from '../trust-bundle/contents.js';
import type { MetadataReading, PeerProposal } from './proposal.js';
import { certificateIn, countryOf, instantOf, notUnderstood, serviceOf, stampOf } from './reading.js';
import { readStatus, serviceTypes } from './trust-service.js';

const namespace = 'http://uri.etsi.org/02231/v2#';

/** Trust lists have some 1.5 MB; the largest, with all pictures of the past, below 10. */
const limits = { bytes: 20_000_000, depth: 40, attributes: 32, elements: 400_000 };

/**
 * Reads a trust list (ETSI TS 119 612, and its forerunner TS 102 231 in which the national contact points of epSOS
 * published theirs): what its services in force say of certificates and addresses.
 * @param octets - exactly what the signature of the list covers
 * @param now - a list whose next update is due is refused: what was withdrawn since would be trusted
 * @throws PasserelleError PSR-3062 out of date or closed, PSR-3063 not a list, PSR-10xx not acceptable XML
 */
export function readTrustList(octets: Uint8Array, now: Date): MetadataReading {
  const root = parseXml(octets, limits);
  if (root.local !== 'TrustServiceStatusList' || root.uri !== namespace) throw notUnderstood('it is no trust list');
  const scheme = child(root, 'SchemeInformation', namespace);
  const sequence = textOf(child(scheme, 'TSLSequenceNumber', namespace));
  const country = countryOf(textOf(child(scheme, 'SchemeTerritory', namespace)));
  if (country === undefined) throw notUnderstood('it names no territory');
  if (country === 'EU') throw notUnderstood('it is a list of lists; import the list of each country');
  const nextUpdate = instantOf(path(scheme, 'NextUpdate', 'dateTime'));
  // An empty NextUpdate closes a list for good (TS 119 612 clause 5.3.15).
  if (nextUpdate === undefined) throw new PasserelleError('PSR-3062', { nextUpdate: 'no time: the list is closed' });
  if (now > nextUpdate) throw new PasserelleError('PSR-3062', { nextUpdate: stampOf(nextUpdate) });
  const issued = instantOf(child(scheme, 'ListIssueDateTime', namespace));
  if (issued === undefined || issued > now) throw notUnderstood('it was issued at no time before now');

  const gathered = new Gathered(country);
  for (const provider of children(child(root, 'TrustServiceProviderList', namespace), 'TrustServiceProvider')) {
    gathered.provider(provider, now);
  }
  return {
    about: `trust list ${sequence ?? 'without number'} of ${country}, next update ${stampOf(nextUpdate)}`,
    peers: gathered.isEmpty() ? [] : [gathered.proposal()],
    notes: gathered.notes(),
  };
}

/** What the services of a list add up to for its country. */
class Gathered {
  private readonly services = new Map<BundleService['service'], BundleService>();
  private readonly certificates = new Map<PinnedPurpose, Set<string>>();
  private readonly told = new Map<string, number>();

  constructor(private readonly country: string) {}

  provider(provider: XmlElement, now: Date): void {
    for (const service of children(child(provider, 'TSPServices', namespace), 'TSPService')) {
      // What follows it (ServiceHistory) tells how things were, and is not read.
      const information = child(service, 'ServiceInformation', namespace);
      if (information !== undefined) this.service(information, now);
    }
  }

  private service(information: XmlElement, now: Date): void {
    const uri = textOf(child(information, 'ServiceTypeIdentifier', namespace)) ?? '';
    const type = serviceTypes.get(uri);
    if (type === undefined) return this.note(`service of type ${shortened(uri)}: nothing that a node pins`);
    const status = readStatus(textOf(child(information, 'ServiceStatus', namespace)));
    if (!status.inForce) return this.note(`service of type ${shortened(uri)}: its status is ${status.name}`);
    const since = instantOf(child(information, 'StatusStartingTime', namespace));
    if (since === undefined || since > now) return this.note(`service of type ${shortened(uri)}: not yet in force`);
    this.pins(information, type.certificates, shortened(uri));
    const [supplied] = children(child(information, 'ServiceSupplyPoints', namespace), 'ServiceSupplyPoint');
    for (const service of type.services) this.address(service, textOf(supplied), type.transportProfile);
  }

  private pins(information: XmlElement, purposes: readonly PinnedPurpose[], type: string): void {
    if (purposes.length === 0) return;
    const identities = children(information, 'ServiceDigitalIdentity').flatMap((each) => children(each, 'DigitalId'));
    const ders = identities.map((each) => certificateIn(child(each, 'X509Certificate', namespace)));
    const certificates = ders.filter((der) => der !== undefined);
    if (certificates.length === 0) this.note(`service of type ${type}: it carries no certificate`);
    certificates.forEach((der, at) => {
      // The first certificate is for the first purpose and so on; more of them are further ones for the last purpose.
      const purpose = purposes[Math.min(at, purposes.length - 1)]!;
      this.certificates.set(purpose, (this.certificates.get(purpose) ?? new Set()).add(der));
    });
  }

  private address(kind: BundleService['service'], endpoint: string | undefined, transportProfile: string): void {
    if (endpoint === undefined) return this.note(`${kind}: no address is given`);
    const known = this.services.get(kind);
    if (known !== undefined && known.endpoint !== endpoint) {
      return this.note(`${kind}: a second address; ${known.endpoint} was taken`);
    }
    const read = serviceOf({ service: kind, endpoint, transportProfile });
    if ('fault' in read) return this.note(`${kind}: the address cannot be taken (${read.fault})`);
    this.services.set(kind, read.service);
  }

  isEmpty(): boolean {
    return this.services.size + this.certificates.size === 0;
  }

  proposal(): PeerProposal {
    return {
      country: this.country,
      services: [...this.services.values()],
      certificates: Object.fromEntries([...this.certificates].map(([purpose, ders]) => [purpose, [...ders]])),
      patientIdentifiers: [],
    };
  }

  notes(): string[] {
    return [...this.told].map(([note, times]) => (times === 1 ? note : `${note} (${times} times)`));
  }

  private note(sentence: string): void {
    this.told.set(sentence, (this.told.get(sentence) ?? 0) + 1);
  }
}

function shortened(uri: string): string {
  return foldSpace(uri).slice(0, 120) || 'none';
}
