/** Template of eHDSI: `ehdsi('1.3')` is the document, `ehdsi('2.x')` are sections, `ehdsi('3.x')` entries. */
export function ehdsi(end: string): string {
  return `1.3.6.1.4.1.12559.11.10.1.3.1.${end}`;
}

/** Template of IHE Patient Care Coordination, which epSOS began with. */
export function ihe(end: string): string {
  return `1.3.6.1.4.1.19376.1.5.3.1.${end}`;
}

/** Template of HL7's Continuity of Care Document, which IHE built on. */
export function ccd(end: string): string {
  return `2.16.840.1.113883.10.20.${end}`;
}

/** Document templates of the patient summary by level (myhealtheu-wire.md section 13.2). */
export const documentTemplates = { levelThree: ehdsi('1.3'), levelOne: ehdsi('1.7') } as const;
