import type { Identifier } from '@passerelle/kernel';
import type { Coded, NullFlavor } from './coded.js';
import type { Interval, Moment } from './moment.js';

/** A person's name in its parts, each in the order written. */
export interface HumanName {
  readonly family: readonly string[];
  readonly given: readonly string[];
  readonly prefix?: readonly string[];
  readonly suffix?: readonly string[];
  /** The whole name where it came unstructured. */
  readonly text?: string;
  /** HL7 EntityNameUse: L legal, P pseudonym, ... */
  readonly use?: string;
}

/** A postal address. */
export interface Address {
  readonly lines: readonly string[];
  readonly postalCode?: string;
  readonly city?: string;
  readonly state?: string;
  readonly country?: string;
  /** HL7 AddressUse: H home, HP primary home, WP work place, TMP temporary. */
  readonly use?: string;
  readonly absence?: NullFlavor;
}

/** Telephone, mail or other address, as a URI: `tel:+352...`, `mailto:...`. */
export interface Telecom {
  readonly value: string;
  /** HL7 TelecommunicationAddressUse: H, HP, WP, MC mobile. */
  readonly use?: string;
}

/** An organisation: a practice, a hospital, the agency. */
export interface Organization {
  readonly identifiers: readonly Identifier[];
  readonly name?: string;
  readonly addresses: readonly Address[];
  readonly telecoms: readonly Telecom[];
}

/** A person in a role, with the organisation acted for. A device that authored has `software` in place of names. */
export interface Participant {
  readonly identifiers: readonly Identifier[];
  readonly names: readonly HumanName[];
  readonly addresses: readonly Address[];
  readonly telecoms: readonly Telecom[];
  readonly role?: Coded;
  readonly organization?: Organization;
  readonly software?: string;
  /** When the person authored or signed. */
  readonly time?: Moment;
}

/** Someone to be called about the patient: next of kin, guardian, emergency contact. */
export interface Contact extends Participant {
  /** HL7 RoleClass of the associated entity: ECON emergency, NOK next of kin, GUARD guardian, PRS personal relation. */
  readonly relation?: string;
  readonly relationship?: Coded;
}

/** The person whose summary it is. */
export interface Patient {
  /** All of them, in the order of the document; the Luxembourg pair carries two. */
  readonly identifiers: readonly Identifier[];
  readonly names: readonly HumanName[];
  readonly gender?: 'male' | 'female' | 'other' | 'unknown';
  /** The gender as coded in the source. */
  readonly genderCode?: Coded;
  readonly birthDate?: Moment;
  readonly deceased?: Moment | boolean;
  readonly addresses: readonly Address[];
  readonly telecoms: readonly Telecom[];
  /** BCP 47. */
  readonly languages: readonly string[];
  readonly contacts: readonly Contact[];
  /** Preferred health professional (CDA participant with functionCode PCP; FHIR generalPractitioner). */
  readonly preferredProfessionals: readonly Participant[];
}

/** The care the document speaks of (CDA documentationOf/serviceEvent PCPR); its high end is the last update. */
export interface CareEvent {
  readonly period: Interval;
}
