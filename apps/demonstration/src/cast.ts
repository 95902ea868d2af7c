/** Synthetic people of the demonstration; every one of them is invented. */

/** The doctor at whose request things happen, with every field of the annex to Implementing Regulation (EU) 2026/2099. */
export function requesterOf(country: 'LU' | 'PT'): object {
  const provider = country === 'LU' ? 'LU-EXAMPLE-0001' : 'PT-EXAMPLE-0001';
  const authority = country === 'LU' ? 'Collège médical (exemple)' : 'Ordem dos Médicos (exemplo)';
  return {
    professional: {
      family_name: country === 'LU' ? 'EXEMPLE' : 'EXEMPLO',
      given_name: country === 'LU' ? 'Docteur' : 'Doutora',
      country_code: country,
      hp_identifier: `${country}-HP-000001`,
      issuing_authority_name: authority,
      hp_professional_role: '2211',
      healthcare_provider_identifier: provider,
    },
    provider: {
      healthcare_provider_identifier: provider,
      issuing_authority_name: authority,
      healthcare_provider_name: country === 'LU' ? 'Clinique Exemple' : 'Hospital Exemplo',
      healthcare_provider_address:
        country === 'LU' ? '1, rue Exemple, L-0000 Luxembourg' : 'Rua Exemplo 1, 0000-000 Lisboa',
    },
  };
}

const matricule = 'urn:oid:1.3.182.4.4';

/** The patients whose summaries cross. */
export const patients = {
  pushed: { system: matricule, value: '1957031210104' },
  pulled: { system: matricule, value: '1939011710694' },
  portuguese: { system: 'urn:oid:2.16.17.710.813.1000.990.1', value: '990000017' },
};

/** National records of the demonstration, by country, in test/fixtures/national. */
export const records: Readonly<Record<'lu' | 'pt', readonly string[]>> = {
  lu: [
    'rich.xml',
    'sparse.xml',
    'nothing-known.xml',
    'no-information.xml',
    'pdf-only.xml',
    'sixty-entries.xml',
    'accents-and-markup.xml',
    'restricted.xml',
    'structured.fhir.json',
  ],
  pt: ['rich.xml'],
};
