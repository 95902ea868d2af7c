/** The little markup that the statements of a made-up document share. None of the texts needs escaping. */

const systems = {
  loinc: '2.16.840.1.113883.6.1',
  snomed: '2.16.840.1.113883.6.96',
  atc: '2.16.840.1.113883.6.73',
  icd10: '1.3.6.1.4.1.12559.11.10.1.3.1.44.2',
  edqm: '0.4.0.127.0.16.1.1.2.1',
};

/** Attributes of a code: `code="718-7" codeSystem="..." displayName="..."`. */
export function coded(system, code, display) {
  return `code="${code}" codeSystem="${systems[system]}" displayName="${display}"`;
}

export function templates(...roots) {
  return roots.map((root) => `<templateId root="${root}"/>`).join('');
}

/** An id like that of a national record; the same place of the same document always has the same one. */
export function id(kind, at) {
  return `<id root="2.999.183.1.${kind}" extension="${String(at).padStart(8, '0')}"/>`;
}

/** `text` that points at the row of the narrative. */
export function pointer(row) {
  return `<text><reference value="#${row}"/></text>`;
}

export function period(low) {
  return `<effectiveTime xsi:type="IVL_TS"><low value="${low}"/><high nullFlavor="UNK"/></effectiveTime>`;
}

/** A day in 2010 to 2024, by turns. */
export function day(at) {
  return `${2010 + (at % 15)}${String(1 + (at % 12)).padStart(2, '0')}${String(1 + (at % 28)).padStart(2, '0')}`;
}

/** A professional in a role, as performers have it. */
export function professional(at) {
  return (
    `<assignedEntity>${id(7, at)}<addr use="WP"><streetAddressLine>${at} Example Street</streetAddressLine><city>Sample Town</city>` +
    `<postalCode>0000</postalCode><country>LU</country></addr><telecom use="WP" value="tel:+352-0000${at % 10}"/>` +
    `<assignedPerson><name><given>Pat</given><family>Sample</family></name></assignedPerson>` +
    `<representedOrganization>${id(8, at)}<name>Sample practice</name></representedOrganization></assignedEntity>`
  );
}
