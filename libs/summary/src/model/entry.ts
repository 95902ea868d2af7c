import type { Identifier } from '@passerelle/kernel';
import type { Absence, Carried, Unmodelled } from './carried.js';
import type { Coded, Coding, Quantity } from './coded.js';
import type { Interval, Moment } from './moment.js';
import type {
  FunctionalStatus,
  PregnancyObservation,
  ResultEntry,
  SocialHistory,
  Travel,
  VitalSign,
} from './observed.js';
import type { Medication } from './medication.js';
import type { Participant } from './party.js';
import type { AdvanceDirective, Alert, Plan, VaccinationForecast } from './planned.js';
import type { Product } from './product.js';

export type { Absence, Unmodelled } from './carried.js';
export type { Medication } from './medication.js';
export type {
  Comparator,
  FunctionalStatus,
  Observed,
  ObservedKind,
  ObservedValue,
  PregnancyObservation,
  ReferenceRange,
  ResultEntry,
  SocialHistory,
  Travel,
  VitalSign,
} from './observed.js';
export type {
  AdvanceDirective,
  Alert,
  LinkedDocument,
  Plan,
  PlanMood,
  PlannedActivity,
  PlannedClass,
  RecommendedVaccination,
  VaccinationForecast,
} from './planned.js';
export type { Ingredient, Product, Timing } from './product.js';

/** A health problem, current or closed (eHN A.2.3.1, A.2.2.2). */
export interface Problem extends Carried {
  readonly kind: 'problem';
  readonly code: Coded;
  readonly clinicalStatus?: Coded;
  readonly verificationStatus?: Coded;
  /** Problem type: 404684003 finding, 64572001 disease, ... */
  readonly category?: Coded;
  readonly severity?: Coded;
  /** How it ended or stands now: LOINC 11323-3, remission, disability, ... */
  readonly outcome?: Coded;
  readonly period: Interval;
  readonly bodySites?: readonly Coded[];
  readonly asserters: readonly Participant[];
  readonly notes?: readonly string[];
}

/** One way the propensity showed itself. */
export interface Reaction {
  readonly manifestation: Coded;
  readonly severity?: Coded;
  readonly onset?: Moment;
}

/** An allergy or intolerance (eHN A.2.1.1). */
export interface Allergy extends Carried {
  readonly kind: 'allergy';
  /** Type of propensity: 609328004 allergic disposition, 782197009 intolerance to substance, ... */
  readonly type?: Coded;
  readonly agent: Coded;
  readonly clinicalStatus?: Coded;
  readonly verificationStatus?: Coded;
  readonly criticality?: Coded;
  /** Severity said of the allergy as a whole; that of one reaction stands in the reaction. */
  readonly severity?: Coded;
  readonly period: Interval;
  readonly reactions: readonly Reaction[];
  readonly notes?: readonly string[];
}

/** A procedure done, or stated not to have been done (eHN A.2.3.3). */
export interface Procedure extends Carried {
  readonly kind: 'procedure';
  /** Set where the statement is that it was *not* done (CDA negationInd; FHIR not-done). */
  readonly notDone?: true;
  readonly code: Coded;
  readonly status?: string;
  readonly period: Interval;
  readonly bodySites: readonly Coded[];
  readonly reason?: Coded;
  readonly performers: readonly Participant[];
  readonly notes?: readonly string[];
}

/** A device or implant (eHN A.2.3.2). Identifiers of the device itself (serial, UDI) are apart from those of the statement. */
export interface DeviceUse extends Carried {
  readonly kind: 'device';
  readonly code: Coded;
  readonly deviceIdentifiers: readonly Identifier[];
  readonly modelName?: string;
  /** The model in a catalogue of devices. */
  readonly modelCode?: Coding;
  readonly manufacturer?: string;
  /** Low: implanted or first used. High: removed. */
  readonly period: Interval;
  readonly expires?: Moment;
  readonly bodySite?: Coded;
}

/** A vaccination (eHN A.2.2.1). */
export interface Immunization extends Carried {
  readonly kind: 'immunization';
  /** False where the vaccination was not given (CDA negationInd). */
  readonly given: boolean;
  readonly status?: string;
  readonly vaccine: Coded;
  /** The product given; its `code` stays empty, the vaccine is its code. */
  readonly product: Product;
  readonly date?: Moment;
  readonly dateAbsence?: string;
  readonly route?: Coded;
  readonly site?: Coded;
  /** Dose number in the series, as text. */
  readonly doseNumber?: string;
  /** Name of the series, and how many doses it has. */
  readonly series?: string;
  readonly seriesDoses?: string;
  readonly dose?: Quantity;
  readonly targetDiseases: readonly Coded[];
  readonly reactions: readonly Coded[];
  readonly performers: readonly Participant[];
  /** Remarks, each as text. */
  readonly notes?: readonly string[];
}

/** One clinical statement of the summary. */
export type Entry =
  | Absence
  | Problem
  | Allergy
  | Medication
  | Procedure
  | DeviceUse
  | Immunization
  | ResultEntry
  | VitalSign
  | PregnancyObservation
  | SocialHistory
  | FunctionalStatus
  | Travel
  | AdvanceDirective
  | Alert
  | Plan
  | VaccinationForecast
  | Unmodelled;
