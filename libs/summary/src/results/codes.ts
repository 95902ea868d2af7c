/**
 * LOINC codes of blood group observations: 34530-6, which eHDSI asks for, the same finding as a single test, and the group
 * of the AB0 system alone. Their values are of the value set eHDSIBloodGroup.
 */
export const bloodGroupCodes: ReadonlySet<string> = new Set(['34530-6', '882-1', '883-9']);
