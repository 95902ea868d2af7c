/** Value sets of LOINC codes that the gates ask about, as a country imports them. */
export interface SmallCatalogue {
  /** Codes of eHDSIDocumentCode, which the code of a pivot must be of. */
  readonly documents?: readonly string[];
  /** Codes of eHDSISection, which the codes of its sections should be of. */
  readonly sections?: readonly string[];
  /** Codes of EPS's gestational-age-loinc, which the code of its profile must be of; `open`: all of LOINC, which is not here, so that nobody can tell. */
  readonly gestationalAges?: readonly string[] | 'open';
}

/** A catalogue of small value sets, as a FHIR Bundle to import; a value set that is not given is not in it. */
export function smallCatalogue({ documents, sections, gestationalAges }: SmallCatalogue): object {
  const system = 'http://loinc.org';
  const valueSet = (id: string, codes: SmallCatalogue['gestationalAges'], rest: object): object => ({
    resource: {
      ...{ resourceType: 'ValueSet', id, version: '1', ...rest },
      compose: { include: [codes === 'open' ? { system } : { system, concept: codes?.map((code) => ({ code })) }] },
    },
  });
  const european = (arc: number): object => ({
    identifier: [{ system: 'urn:ietf:rfc:3986', value: `urn:oid:1.3.6.1.4.1.12559.11.10.1.3.1.42.${arc}` }],
  });
  const url = 'http://hl7.eu/fhir/eps/ValueSet/gestational-age-loinc';
  return {
    resourceType: 'Bundle',
    entry: [
      ...(documents === undefined ? [] : [valueSet('documents', documents, european(32))]),
      ...(sections === undefined ? [] : [valueSet('sections', sections, european(26))]),
      ...(gestationalAges === undefined ? [] : [valueSet('ages', gestationalAges, { url })]),
    ],
  };
}

/** A pivot that tells how old a pregnancy is, made of one that tells when the child is due. */
export function withGestationalAge(pivot: string): string {
  return pivot
    .replace(/<code code="93857-1"[^>]*>/, '<code code="11884-4" codeSystem="2.16.840.1.113883.6.1"/>')
    .replace('<value xsi:type="TS" value="20241104"/>', '<value xsi:type="PQ" value="18" unit="wk"/>')
    .replace('<templateId root="1.3.6.1.4.1.12559.11.10.1.3.1.3.47"/>', '');
}
