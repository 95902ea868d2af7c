import { allergens, manifestations, medicines, problems, procedures, results, vaccines } from './coded-terms.mjs';
import { coded, day, id, period, pointer, professional, templates } from './markup.mjs';

/**
 * The statements of the made-up document: each takes its number and the id of its row in the narrative and gives the
 * cells of that row and the `entry`. They have the structure that eHDSI and C-CDA share, so both kinds of reader take
 * all of them; a `translation` stands only where C-CDA readers expect one, on `code` and `value`.
 * @typedef {{ cells: readonly string[], entry: string }} Statement
 */

const turn = (list, at) => list[at % list.length];

/** @returns {Statement} */
export function medication(at, row) {
  const [code, name, unit, dose] = turn(medicines, at);
  const entry = `<substanceAdministration classCode="SBADM" moodCode="EVN">
    ${templates('1.3.6.1.4.1.12559.11.10.1.3.1.3.4', '2.16.840.1.113883.10.20.22.4.16')}${id(1, at)}${pointer(row)}
    <statusCode code="active"/>${period(day(at))}
    <effectiveTime xsi:type="PIVL_TS" operator="A" institutionSpecified="false"><period value="12" unit="h"/></effectiveTime>
    <routeCode ${coded('edqm', '20053000', 'Oral use')}/><doseQuantity value="1" unit="1"/>
    <consumable><manufacturedProduct classCode="MANU">${templates('1.3.6.1.4.1.12559.11.10.1.3.1.3.31')}
      <manufacturedMaterial classCode="MMAT" determinerCode="KIND">
        <code ${coded('atc', code, name)}><originalText><reference value="#${row}"/></originalText></code>
        <name>${name.toUpperCase()} SAMPLE ${dose} ${unit}</name>
        <pharm:formCode ${coded('edqm', '10219000', 'Tablet')}/>
        <pharm:ingredient classCode="ACTI"><pharm:quantity><numerator xsi:type="PQ" value="${dose}" unit="${unit}"/>
          <denominator xsi:type="PQ" value="1" unit="1"/></pharm:quantity>
          <pharm:ingredientSubstance classCode="MMAT" determinerCode="KIND"><pharm:code ${coded('atc', code, name)}/>
          <pharm:name>${name}</pharm:name></pharm:ingredientSubstance></pharm:ingredient>
      </manufacturedMaterial></manufacturedProduct></consumable>
  </substanceAdministration>`;
  return { cells: [name, `${dose} ${unit}`, 'oral', 'one tablet every 12 hours', day(at)], entry };
}

/** @returns {Statement} */
export function allergy(at, row) {
  const [code, name] = turn(allergens, at);
  const [sign, signName] = turn(manifestations, at);
  const severity = observation(`<code code="SEV" codeSystem="2.16.840.1.113883.5.4" displayName="Severity"/>
    ${pointer(row)}<statusCode code="completed"/><value xsi:type="CD" ${coded('snomed', '6736007', 'Moderate')}/>`);
  const reaction = observation(`${id(21, at)}<code ${coded('snomed', '404684003', 'Clinical finding')}/>${pointer(row)}
    <statusCode code="completed"/>${period(day(at))}
    <value xsi:type="CD" ${coded('snomed', sign, signName)}><translation ${coded('snomed', sign, signName)}/></value>
    <entryRelationship typeCode="SUBJ" inversionInd="true">${severity}</entryRelationship>`);
  const subject = observation(`${templates('1.3.6.1.4.1.12559.11.10.1.3.1.3.17', '2.16.840.1.113883.10.20.22.4.7')}
    ${id(22, at)}<code ${coded('snomed', '416098002', 'Allergy to drug')}/>${pointer(row)}
    <statusCode code="completed"/>${period(day(at))}
    <participant typeCode="CSM"><participantRole classCode="MANU"><playingEntity classCode="MMAT">
      <code ${coded('atc', code, name)}><originalText><reference value="#${row}"/></originalText></code>
    </playingEntity></participantRole></participant>
    <entryRelationship typeCode="MFST" inversionInd="true">${reaction}</entryRelationship>`);
  return { cells: [name, signName, 'moderate', day(at)], entry: concern(23, at, subject, allergyTemplates) };
}

/** @returns {Statement} */
export function problem(at, row) {
  const [code, name] = turn(problems, at);
  const subject = observation(`${templates('1.3.6.1.4.1.12559.11.10.1.3.1.3.7', '2.16.840.1.113883.10.20.22.4.4')}
    ${id(31, at)}<code ${coded('snomed', '64572001', 'Disease')}/>${pointer(row)}<statusCode code="completed"/>
    ${period(day(at))}<value xsi:type="CD" ${coded('icd10', code, name)}><translation ${coded('icd10', code, name)}/></value>`);
  return { cells: [code, name, 'active', day(at)], entry: concern(32, at, subject, problemTemplates) };
}

/** @returns {Statement} */
export function procedure(at, row) {
  const [code, name] = turn(procedures, at);
  const entry = `<procedure classCode="PROC" moodCode="EVN">
    ${templates('1.3.6.1.4.1.12559.11.10.1.3.1.3.26', '2.16.840.1.113883.10.20.22.4.14')}${id(4, at)}
    <code ${coded('snomed', code, name)}><originalText><reference value="#${row}"/></originalText>
      <translation ${coded('snomed', code, name)}/></code>${pointer(row)}<statusCode code="completed"/>
    <effectiveTime xsi:type="IVL_TS"><low value="${day(at)}"/><high value="${day(at)}"/></effectiveTime>
    <performer>${professional(at)}</performer></procedure>`;
  return { cells: [name, 'Sample practice', day(at)], entry };
}

/** @returns {Statement} */
export function vaccination(at, row) {
  const [code, name] = turn(vaccines, at);
  const entry = `<substanceAdministration classCode="SBADM" moodCode="EVN" negationInd="false">
    ${templates('1.3.6.1.4.1.12559.11.10.1.3.1.3.19', '2.16.840.1.113883.10.20.22.4.52')}${id(5, at)}${pointer(row)}
    <statusCode code="completed"/><effectiveTime value="${day(at)}"/>
    <consumable><manufacturedProduct classCode="MANU"><manufacturedMaterial classCode="MMAT" determinerCode="KIND">
      <code ${coded('atc', code, name)}><originalText><reference value="#${row}"/></originalText></code>
      <name>Sample vaccine ${at}</name><lotNumberText>SAMPLE-${at}</lotNumberText></manufacturedMaterial>
      <manufacturerOrganization><name>Sample laboratories</name></manufacturerOrganization></manufacturedProduct></consumable>
    <performer>${professional(at)}</performer></substanceAdministration>`;
  return { cells: [name, `SAMPLE-${at}`, day(at)], entry };
}

/** @returns {Statement} */
export function panel(at, row) {
  const members = results.map(([code, name, unit, value]) => {
    const member = `${templates('1.3.6.1.4.1.12559.11.10.1.3.1.3.43', '2.16.840.1.113883.10.20.22.4.2')}
      ${id(61, `${at}${code.slice(-1)}`)}<code ${coded('loinc', code, name)}/>${pointer(row)}<statusCode code="completed"/>
      <effectiveTime value="${day(at)}"/><value xsi:type="PQ" value="${value}" unit="${unit}"/>`;
    return `<component>${observation(member)}</component>`;
  });
  const entry = `<organizer classCode="BATTERY" moodCode="EVN">
    ${templates('1.3.6.1.4.1.12559.11.10.1.3.1.3.42', '2.16.840.1.113883.10.20.22.4.1')}${id(6, at)}
    <code ${coded('loinc', '26436-6', 'Laboratory studies (set)')}/><statusCode code="completed"/>
    <effectiveTime value="${day(at)}"/><performer>${professional(at)}</performer>${members.join('')}</organizer>`;
  return { cells: results.map(([, name, unit, value]) => `${name}: ${value} ${unit}`), entry };
}

const concernTemplates = ['1.3.6.1.4.1.19376.1.5.3.1.4.5.1', '2.16.840.1.113883.10.20.1.27'];
const allergyTemplates = ['1.3.6.1.4.1.12559.11.10.1.3.1.3.16', ...concernTemplates];
const problemTemplates = ['1.3.6.1.4.1.12559.11.10.1.3.1.3.15', ...concernTemplates];

function concern(kind, at, subject, roots) {
  return `<act classCode="ACT" moodCode="EVN">${templates(...roots)}${id(kind, at)}
    <code code="CONC" codeSystem="2.16.840.1.113883.5.6" displayName="concern"/><statusCode code="active"/>${period(day(at))}
    <entryRelationship typeCode="SUBJ" inversionInd="false">${subject}</entryRelationship></act>`;
}

function observation(content) {
  return `<observation classCode="OBS" moodCode="EVN">${content}</observation>`;
}
