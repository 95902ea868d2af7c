import type { Element, Extension } from 'fhir/r4.js';
import type { NullFlavor } from '../../model/coded.js';
import { objectOf, objectsOf, stringOf } from '../narrowing.js';

/** Extension that says why a value is missing (R4 extension data-absent-reason). */
export const dataAbsentReasonUrl = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason';
/** Code system of the reasons. */
export const dataAbsentReasonSystem = 'http://terminology.hl7.org/CodeSystem/data-absent-reason';

// NullFlavor to data-absent-reason as HL7's ConceptMap v3-NullFlavor has it; FHIR is coarser, so several become `unknown`.
const reasons: Readonly<Record<NullFlavor, string>> = {
  NI: 'unknown',
  UNK: 'unknown',
  ASKU: 'asked-unknown',
  NASK: 'not-asked',
  NAV: 'temp-unknown',
  NA: 'not-applicable',
  OTH: 'unsupported',
  MSK: 'masked',
  INV: 'error',
  NINF: 'negative-infinity',
  PINF: 'positive-infinity',
  DER: 'unknown',
  UNC: 'as-text',
  QS: 'unknown',
  TRC: 'unknown',
  NP: 'not-performed',
};

const flavors: Readonly<Record<string, NullFlavor>> = {
  unknown: 'UNK',
  'asked-unknown': 'ASKU',
  'asked-declined': 'ASKU',
  'temp-unknown': 'NAV',
  'not-asked': 'NASK',
  'not-applicable': 'NA',
  unsupported: 'OTH',
  masked: 'MSK',
  'not-permitted': 'MSK',
  error: 'INV',
  'not-a-number': 'INV',
  'negative-infinity': 'NINF',
  'positive-infinity': 'PINF',
  'as-text': 'UNC',
  'not-performed': 'NP',
};

/** The data-absent-reason of a null flavour. Any text is taken; one that is no null flavour is `unknown`. */
export function reasonOf(flavor: string | undefined): string {
  return reasons[flavor as NullFlavor] ?? 'unknown';
}

/** The null flavour of a data-absent-reason code; NI for a code of no known table. */
export function flavorOf(reason: string): NullFlavor {
  return flavors[reason] ?? 'NI';
}

/** The text as null flavour: itself where it is one, NI where it is not. */
export function nullFlavorOf(code: string | undefined): NullFlavor {
  return code !== undefined && Object.hasOwn(reasons, code) ? (code as NullFlavor) : 'NI';
}

/** The extension for a null flavour. */
export function dataAbsentReason(flavor: string | undefined): Extension {
  return { url: dataAbsentReasonUrl, valueCode: reasonOf(flavor) };
}

/** What stands in `_element` in place of a primitive value that is missing. */
export function absentElement(flavor: string | undefined): Element {
  return { extension: [dataAbsentReason(flavor)] };
}

/** The null flavour that an element's data-absent-reason extension says, if it has one. */
export function readDataAbsentReason(element: unknown): NullFlavor | undefined {
  for (const extension of objectsOf(objectOf(element)?.['extension'])) {
    if (extension['url'] === dataAbsentReasonUrl) return flavorOf(stringOf(extension['valueCode']) ?? '');
  }
  return undefined;
}
