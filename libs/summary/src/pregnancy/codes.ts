// LOINC codes of the observations of pregnancy that EPS, IPS and eHDSI name.

/** Pregnancy status. */
export const statusCode = '82810-3';
/** Date and time of obstetric delivery: what eHDSI says the outcome of an earlier pregnancy with. */
export const outcomeCode = '93857-1';
/** Expected date of delivery, by how it was found (edd-method-uv-ips). */
export const expectedDateCodes: ReadonlySet<string> = new Set(['11778-8', '11779-6', '11780-4']);
/** How many pregnancies there were and how they ended (pregnancies-summary-uv-ips). */
export const summaryCodes: ReadonlySet<string> = new Set([
  ...['11636-8', '11637-6', '11638-4', '11639-2', '11640-0', '11612-9', '11613-7', '11614-5', '33065-4'],
]);
/** Gestational age, by how it was found: the codes whose LOINC component is gestational age. */
export const gestationalAgeCodes: ReadonlySet<string> = new Set([
  ...['11884-4', '11885-1', '11886-9', '11887-7', '11888-5', '18185-9', '49051-6', '49052-4', '76516-4'],
]);
