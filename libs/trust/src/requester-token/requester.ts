/**
 * Who asks, in the fields of the annex to Implementing Regulation (EU) 2026/2099 (article 7). All are mandatory; the
 * names are those of the annex, letter for letter, here and in the token.
 */
export interface RequesterIdentity {
  readonly professional: HealthProfessional;
  readonly provider: HealthcareProvider;
}

/** Annex, table 1. */
export interface HealthProfessional {
  readonly family_name: string;
  readonly given_name: string;
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country_code: string;
  readonly hp_identifier: string;
  readonly issuing_authority_name: string;
  readonly hp_professional_role: string;
  /** The provider the professional works for: the same value as in table 2. */
  readonly healthcare_provider_identifier: string;
}

/** Annex, table 2. */
export interface HealthcareProvider {
  readonly healthcare_provider_identifier: string;
  readonly issuing_authority_name: string;
  readonly healthcare_provider_name: string;
  readonly healthcare_provider_address: string;
}

/** The mandatory fields by table, in the order of the annex. */
export const annexFields = {
  professional: [
    'family_name',
    'given_name',
    'country_code',
    'hp_identifier',
    'issuing_authority_name',
    'hp_professional_role',
    'healthcare_provider_identifier',
  ],
  provider: [
    'healthcare_provider_identifier',
    'issuing_authority_name',
    'healthcare_provider_name',
    'healthcare_provider_address',
  ],
} as const satisfies {
  professional: readonly (keyof HealthProfessional)[];
  provider: readonly (keyof HealthcareProvider)[];
};
