/** A section of the European patient summary: a slice of Composition.section in EPS 1.0.0-xtehr or IPS 2.0. */
export interface SectionRule {
  /** Name of the slice. */
  readonly slice: string;
  readonly loinc: string;
  /** 1..1 in EPS. */
  readonly required: boolean;
  /** Resource types of its entries, next to DocumentReference; undefined means any. */
  readonly types: ReadonlySet<string> | undefined;
}

function section(slice: string, loinc: string, required: boolean, types?: string): SectionRule {
  return {
    slice,
    loinc,
    required,
    types: types === undefined ? undefined : new Set([...types.split(' '), 'DocumentReference']),
  };
}

/** The table of fhir sections: EPS composition-eu-eps and the imposed IPS Composition-uv-ips. */
export const sectionRules: readonly SectionRule[] = [
  section('sectionProblems', '11450-4', true, 'Condition'),
  section('sectionAllergies', '48765-2', true, 'AllergyIntolerance'),
  section(
    'sectionMedications',
    '10160-0',
    true,
    'MedicationStatement MedicationRequest MedicationAdministration MedicationDispense',
  ),
  section('sectionProceduresHx', '47519-4', true, 'Procedure'),
  section('sectionMedicalDevices', '46264-8', true, 'DeviceUseStatement'),
  section('sectionImmunizations', '11369-6', false, 'Immunization'),
  section('sectionResults', '30954-2', false, 'Observation DiagnosticReport'),
  section('sectionAdvanceDirectives', '42348-3', false, 'Consent'),
  section('sectionAlert', '104605-1', false, 'Flag'),
  section('sectionFunctionalStatus', '47420-5', false, 'Condition ClinicalImpression'),
  section('sectionPregnancyHx', '10162-6', false),
  section('sectionPatientStory', '81338-6', false),
  section('sectionPlanOfCare', '18776-5', false, 'CarePlan ImmunizationRecommendation'),
  section('sectionSocialHistory', '29762-2', false, 'Observation'),
  section('sectionVitalSigns', '8716-3', false, 'Observation'),
  section('sectionPastProblems', '11348-0', false, 'Condition'),
  section('sectionTravelHx', '10182-4', false, 'Observation'),
  section('sectionPatientHx', '11329-0', false),
];

/** The rule of a LOINC code. */
export const sectionRuleOf: ReadonlyMap<string, SectionRule> = new Map(sectionRules.map((rule) => [rule.loinc, rule]));
