import type { Carried } from './carried.js';
import type { Coded, Coding } from './coded.js';
import type { Medication } from './medication.js';
import type { Identifier } from '@passerelle/kernel';
import type { Interval, Moment } from './moment.js';
import type { ObservedValue } from './observed.js';
import type { Participant } from './party.js';

/** A warning to whoever treats the person (eHN A.2.1.2; section 104605-1). */
export interface Alert extends Carried {
  readonly kind: 'alert';
  readonly code: Coded;
  /** FHIR flag-category: diet, safety, ... */
  readonly category?: Coded;
  /** CDA ActStatus: active, completed, ... */
  readonly status?: string;
  readonly period: Interval;
  readonly authors: readonly Participant[];
  readonly notes?: readonly string[];
}

/** What a person wants done, or not done, once they cannot say so (eHN A.2.7.2.1). */
export interface AdvanceDirective extends Carried {
  readonly kind: 'advance-directive';
  /** What it is about: not for resuscitation, living will, ... */
  readonly code: Coded;
  /** What is decided of it, where the code only names the subject (CDA value; FHIR provision.code). */
  readonly decision?: Coded;
  readonly status?: string;
  /** When it was declared (low) and how long it holds (high). */
  readonly period: Interval;
  /** Who declared or witnessed it. */
  readonly performers: readonly Participant[];
  /** Documents that hold the directive itself. */
  readonly documents: readonly LinkedDocument[];
  readonly notes?: readonly string[];
}

/** A document that a statement refers to and that lies elsewhere. */
export interface LinkedDocument {
  readonly identifiers: readonly Identifier[];
  readonly type?: Coded;
  readonly title?: string;
  /** Where it can be had, as the source says; never fetched. */
  readonly url?: string;
}

/** Care that is planned (eHN A.2.9.1): a FHIR CarePlan, or one planned act of a CDA, which is a plan of one activity. */
export interface Plan extends Carried {
  readonly kind: 'plan';
  readonly category?: Coded;
  readonly title?: string;
  readonly description?: string;
  readonly status?: string;
  /** CDA ActMood: INT intended (the default), RQO ordered, PRP proposed, PRMS promised, GOL a goal. */
  readonly mood?: PlanMood;
  readonly period: Interval;
  readonly created?: Moment;
  readonly authors: readonly Participant[];
  /** The problems it is for. */
  readonly addresses: readonly Coded[];
  readonly goals: readonly Coded[];
  readonly activities: readonly PlannedActivity[];
  readonly notes?: readonly string[];
}

/** How firm a plan is (HL7 ActMood). */
export type PlanMood = 'INT' | 'RQO' | 'PRP' | 'PRMS' | 'GOL' | 'APT' | 'ARQ';

/** The classes of planned acts in CDA; FHIR's CarePlan.activity.detail.kind has nearly the same distinction. */
export type PlannedClass = 'act' | 'encounter' | 'observation' | 'procedure' | 'substanceAdministration' | 'supply';

/** One thing that is to be done. */
export interface PlannedActivity {
  readonly identifiers: readonly Identifier[];
  readonly class: PlannedClass;
  readonly mood?: PlanMood;
  readonly code?: Coded;
  readonly status?: string;
  readonly period: Interval;
  readonly description?: string;
  readonly reasons: readonly Coded[];
  readonly outcomes: readonly Coded[];
  readonly performers: readonly Participant[];
  /** The medicine, where it is to be given one. */
  readonly medication?: Medication;
  /** What is aimed at, where the mood is GOL: the code is what will be measured. */
  readonly target?: ObservedValue;
}

/** Vaccinations that are due, overdue or not wanted (FHIR ImmunizationRecommendation): one, and further ones made with it. */
export interface VaccinationForecast extends Carried, RecommendedVaccination {
  readonly kind: 'vaccination-forecast';
  /** When the recommendation was made. */
  readonly date?: Moment;
  readonly authority?: Participant;
  /** Further vaccinations of the same recommendation. */
  readonly further?: readonly RecommendedVaccination[];
}

/** One vaccination that is recommended (FHIR ImmunizationRecommendation.recommendation). */
export interface RecommendedVaccination {
  readonly vaccines: readonly Coded[];
  readonly targetDisease?: Coded;
  /** FHIR immunization-recommendation-status: due, overdue, ... */
  readonly forecastStatus?: Coded;
  readonly reasons: readonly Coded[];
  /** When to vaccinate, each date with what it means: LOINC 30980-7 date vaccine due, 30981-5 earliest date to give. */
  readonly dates: readonly { readonly meaning: Coding; readonly at: Moment }[];
  readonly series?: string;
  readonly doseNumber?: string;
  readonly seriesDoses?: string;
  readonly description?: string;
}
