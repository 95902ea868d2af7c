import type { Identifier } from '@passerelle/kernel';
import type { Coded, Coding, Quantity, Ratio } from './coded.js';
import type { Interval, Moment } from './moment.js';
import type { Participant } from './party.js';

/** What every entry carries, whatever its concept. */
interface Carried {
  /** Place in the source: an absolute XPath of the CDA entry, or the FHIRPath of the Bundle entry. Key of the loss report. */
  readonly path: string;
  readonly identifiers: readonly Identifier[];
  /** The text of the narrative that the entry refers to, resolved. */
  readonly text?: string;
  /** Parts of the source entry that this model has no place for, named in the field's words; they go to the loss report. */
  readonly omitted?: readonly string[];
}

/** A statement that there is nothing, or that nothing is known: never silence. */
export interface Absence extends Carried {
  readonly kind: 'absence';
  readonly meaning: 'none-known' | 'no-information';
  /** The statement as coded in the source. */
  readonly code?: Coded;
}

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

/** A substance in a product, with its strength. */
export interface Ingredient {
  readonly code: Coded;
  readonly name?: string;
  readonly active: boolean;
  readonly strength?: Ratio;
}

/** A medicinal product. */
export interface Product {
  readonly identifiers: readonly Identifier[];
  readonly code?: Coded;
  readonly name?: string;
  /** What a person wrote of the product, such as its strength (CDA pharm:desc). */
  readonly description?: string;
  /** Wider kinds the product belongs to (CDA pharm:asSpecializedKind): its ATC class. */
  readonly classes?: readonly Coded[];
  readonly form?: Coded;
  readonly ingredients: readonly Ingredient[];
  readonly packageForm?: Coded;
  readonly packageQuantity?: Quantity;
  readonly lotNumber?: string;
  /** When this lot expires. */
  readonly expires?: Moment;
  readonly manufacturer?: string;
}

/** When a dose is taken. */
export type Timing =
  /** Every so often (CDA PIVL_TS): period of 12 h. `phase` is the first interval where one is given. */
  | {
      readonly kind: 'periodic';
      readonly period: Quantity;
      readonly phase?: Interval;
      /** Set where the times of day are left to who gives it: three times a day in place of every 8 h. */
      readonly institutionSpecified?: true;
    }
  /** Tied to a daily event (CDA EIVL_TS), code of TimingEvent: ACM before breakfast. */
  | { readonly kind: 'event'; readonly event: string; readonly offset?: Quantity }
  /** Once, at a moment. */
  | { readonly kind: 'moment'; readonly at: Moment };

/** A medicine in use or in recent use (eHN A.2.4.1). */
export interface Medication extends Carried {
  readonly kind: 'medication';
  readonly product: Product;
  /** CDA ActStatus of the source: active, completed, ... */
  readonly status?: string;
  readonly period: Interval;
  readonly timings: readonly Timing[];
  /** Low and high are equal where the dose is one amount. */
  readonly dose?: { readonly low?: Quantity; readonly high?: Quantity };
  readonly route?: Coded;
  readonly reason?: Coded;
  /** Instructions to the patient. */
  readonly instructions?: string;
  /** Remarks and instructions to others, each as text. */
  readonly notes?: readonly string[];
  /** CDA moodCode: EVN taken (the default), INT intended, RQO requested. */
  readonly mood?: 'INT' | 'RQO' | 'PRMS';
}

/** A procedure done (eHN A.2.3.3). */
export interface Procedure extends Carried {
  readonly kind: 'procedure';
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
  readonly dose?: Quantity;
  readonly targetDiseases: readonly Coded[];
  readonly reactions: readonly Coded[];
  readonly performers: readonly Participant[];
}

/** What was observed. */
export type ResultValue =
  | { readonly kind: 'quantity'; readonly quantity: Quantity }
  | { readonly kind: 'range'; readonly low?: Quantity; readonly high?: Quantity }
  | { readonly kind: 'ratio'; readonly ratio: Ratio }
  | { readonly kind: 'coded'; readonly coded: Coded }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'moment'; readonly at: Moment }
  | { readonly kind: 'boolean'; readonly value: boolean };

/** A result: laboratory, blood group, diagnostic (eHN A.2.8.1). A panel (CDA organizer, FHIR DiagnosticReport) has members. */
export interface ResultEntry extends Carried {
  readonly kind: 'result';
  readonly code: Coded;
  readonly status?: string;
  readonly category?: Coded;
  readonly period: Interval;
  readonly value?: ResultValue;
  readonly interpretations: readonly Coded[];
  readonly referenceRanges: readonly { readonly low?: Quantity; readonly high?: Quantity; readonly text?: string }[];
  readonly performers: readonly Participant[];
  readonly members: readonly ResultEntry[];
  /** Remarks on the result, each as text. */
  readonly notes?: readonly string[];
}

/** An entry this model does not know yet. Its content is carried as text in the narrative and reported, never dropped. */
export interface Unmodelled extends Carried {
  readonly kind: 'unmodelled';
  /** Everything legible of it: displays, codes, values and dates in document order. */
  readonly summary: string;
  /** Why it is not structured: `section not modelled`, `no clinical statement of this concept`. */
  readonly reason: string;
}

/** One clinical statement of the summary. */
export type Entry =
  Absence | Problem | Allergy | Medication | Procedure | DeviceUse | Immunization | ResultEntry | Unmodelled;
