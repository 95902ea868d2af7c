/** Attributes of the `code` of an observation whose value is what was found (SNOMED CT). */
export const clinicalFinding = {
  code: '404684003',
  codeSystem: '2.16.840.1.113883.6.96',
  codeSystemName: 'SNOMED CT',
  displayName: 'Clinical finding',
} as const;
