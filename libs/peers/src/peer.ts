import type { CountryCode, DocumentFormat } from '@passerelle/kernel';

/** An identifier of patients that a country issues and expects in a search (the international search mask). */
export interface PatientIdentifierRule {
  /** URI of the issuing system. */
  readonly system: string;
  /** What a person reads beside the field. */
  readonly label: string;
  /** Linear pattern the whole value matches. */
  readonly pattern: RegExp;
}

/** Peculiarities of a peer, as data: what it does otherwise than the specification says. */
export interface Quirks {
  /** Documents it takes in a push, in place of all that are made. */
  readonly accepts: readonly DocumentFormat[];
}

/** One country's node as this node knows it. */
export interface Peer {
  readonly country: CountryCode;
  readonly name: string;
  /** `urn:oid:` of its home community. */
  readonly homeCommunityId: string;
  /** Base address of its FHIR door; undefined where it has none. */
  readonly endpoint?: string;
  /** When that door may be called, where its metadata say so. */
  readonly endpointPeriod?: { readonly from?: Date; readonly until?: Date };
  readonly patientIdentifiers: readonly PatientIdentifierRule[];
  readonly quirks: Quirks;
}

/** A peer as its file describes it. */
export interface PeerFile extends Peer {
  readonly endpoint: string;
  /** PEM files with the certificates pinned for each purpose; two at once while one is being replaced. */
  readonly certificates: {
    readonly tls: readonly string[];
    readonly seal: readonly string[];
    readonly token: readonly string[];
  };
}
