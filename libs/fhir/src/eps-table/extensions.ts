import type { Constraint, ExtensionPlan } from '../definitions/definitions.js';

const eu = 'http://hl7.eu/fhir/StructureDefinition/';
const euExtensions = 'http://hl7.eu/fhir/extensions/StructureDefinition/';
const mpd = 'https://profiles.ihe.net/PHARM/MPD/StructureDefinition/ihe-ext-';

/** An extension with a value. */
function valued(context: readonly string[], types: readonly string[], value: Constraint = {}): ExtensionPlan {
  return { context, root: { elements: { extension: { max: 0 }, 'value[x]': { types, ...value } } } };
}

/** An extension that consists of extensions: name, cardinality and type of value of each. */
function compound(context: readonly string[], parts: Readonly<Record<string, Constraint>>): ExtensionPlan {
  const slices = Object.fromEntries(
    Object.entries(parts).map(([url, { min, max, ...value }]) => [
      url,
      {
        ...(min !== undefined && { min }),
        ...(max !== undefined && { max }),
        elements: { extension: { max: 0 }, url: { fixed: url }, 'value[x]': value },
      },
    ]),
  );
  return {
    context,
    root: {
      elements: {
        extension: { slicing: { rules: 'closed', discriminators: [['value', 'url']] }, slices },
        'value[x]': { max: 0 },
      },
    },
  };
}

const coded = ['CodeableConcept'];
const reference = ['Reference'];

/**
 * Extensions that the profiles of EU base and EPS use and that no package of npm defines: those of HL7 Europe
 * (hl7.fhir.eu.extensions.r4) and of IHE Pharmacy's Medication Prescription and Dispense.
 */
export const extensionTable: Readonly<Record<string, ExtensionPlan>> = {
  [`${eu}anatomical-region`]: valued(['ImagingStudy', 'DiagnosticReport'], coded),
  [`${eu}composition-basedOn-order-or-requisition`]: valued(['Composition'], ['Identifier', 'Reference'], {
    targets: ['ServiceRequest'],
  }),
  [`${euExtensions}composition-diagnosticReportReference`]: valued(['Composition'], reference, {
    targets: ['DiagnosticReport'],
  }),
  [`${eu}consent-relatedCondition`]: valued(['Consent'], reference, { targets: ['Condition'] }),
  [`${eu}information-recipient`]: valued(['Composition'], reference, {
    targets: [
      'Practitioner',
      'Device',
      'Patient',
      'RelatedPerson',
      'PractitionerRole',
      'Organization',
      'CareTeam',
      'Group',
    ],
  }),
  [`${eu}medication-package-type`]: valued(['Medication'], coded),
  [`${euExtensions}periods-of-life`]: valued(['Age', 'Period', 'Range', 'Range.low', 'Range.high', 'dateTime'], coded),
  [`${mpd}medication-characteristic`]: compound(['Medication'], {
    type: { min: 1, max: 1, types: coded },
    value: {
      max: 1,
      types: ['boolean', 'dateTime', 'decimal', 'integer', 'string', 'CodeableConcept', 'Quantity', 'Ratio'],
    },
  }),
  [`${mpd}medication-classification`]: valued(['Medication'], coded),
  [`${mpd}medication-device`]: compound(['Medication'], {
    device: { min: 1, max: 1, types: coded },
    quantity: { min: 1, max: 1, types: ['Quantity'] },
  }),
  [`${mpd}medication-ingredient-role`]: valued(['Medication.ingredient'], coded),
  [`${mpd}medication-productname`]: valued(['Medication'], ['string'], { min: 1 }),
  [`${mpd}medication-sizeofitem`]: valued(['Medication'], ['Quantity'], { min: 1 }),
  [`${mpd}medication-strengthsubstance`]: valued(['Medication.ingredient.strength'], coded, { min: 1 }),
  [`${mpd}medication-strengthtype`]: valued(['Element'], coded, { min: 1 }),
  [`${mpd}medication-unitofpresentation`]: valued(['Medication'], coded, { min: 1 }),
  [`${mpd}medicationrequest-prescribedQuantity`]: valued(['MedicationRequest.dispenseRequest'], ['Quantity']),
  [`${mpd}offLabel`]: compound(['MedicationRequest', 'MedicationStatement'], {
    isOffLabelUse: { min: 1, max: 1, types: ['boolean'] },
    reason: { types: coded },
  }),
};
