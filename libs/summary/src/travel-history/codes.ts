/** LOINC Country of travel. */
export const travelCode = '94651-7';
