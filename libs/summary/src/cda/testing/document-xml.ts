import { parseXml, type XmlElement } from '@passerelle/xml';

/** Parts of a document that a test wants different. */
export interface DocumentParts {
  readonly code?: string;
  readonly namespace?: string;
  readonly identifiers?: string;
  readonly header?: string;
  readonly body?: string;
}

/** A patient summary with the least a CDA header may have, as text. All people and numbers are invented. */
export function documentXml(parts: DocumentParts = {}): string {
  const {
    code = '60591-5',
    namespace = 'urn:hl7-org:v3',
    identifiers = '<id root="1.3.182.2.4.2" extension="9000000999"/>',
    header = '',
    body = '<structuredBody/>',
  } = parts;
  return `<ClinicalDocument xmlns="${namespace}" xmlns:pharm="urn:hl7-org:pharm" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
    <typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/>
    <id root="2.999.1" extension="source-1"/>
    <code code="${code}" codeSystem="2.16.840.1.113883.6.1"/>
    <title>Résumé patient</title>
    <effectiveTime value="20240603111854+0200"/>
    <confidentialityCode code="N" codeSystem="2.16.840.1.113883.5.25"/>
    <languageCode code="fr-LU"/>
    <recordTarget><patientRole>${identifiers}
      <patient><name><family>EXEMPLE</family><given>Ada</given></name>
      <administrativeGenderCode code="F" codeSystem="2.16.840.1.113883.5.1"/><birthTime value="1968"/></patient>
    </patientRole></recordTarget>
    ${header}
    <component>${body}</component>
  </ClinicalDocument>`;
}

/** A section, as text. */
export function sectionXml(loinc: string, text: string, entries: string): string {
  return `<component><section>
    <code code="${loinc}" codeSystem="2.16.840.1.113883.6.1" codeSystemName="LOINC"/><title>Titre ${loinc}</title>
    <text>${text}</text>${entries}</section></component>`;
}

/** A problem list with one entry for each code. */
export function problemsXml(codes: readonly string[], text = '<paragraph>Problèmes</paragraph>'): string {
  const entries = codes.map(
    (code) => `<entry><act classCode="ACT" moodCode="EVN"><statusCode code="active"/>
      <entryRelationship typeCode="SUBJ"><observation classCode="OBS" moodCode="EVN">
      <id root="2.999.2" extension="${code}"/><code code="404684003" codeSystem="2.16.840.1.113883.6.96"/>
      <value xsi:type="CD" code="${code}" codeSystem="1.3.6.1.4.1.12559.11.10.1.3.1.44.2" displayName="Problem ${code}"/>
      </observation></entryRelationship></act></entry>`,
  );
  return sectionXml('11450-4', text, entries.join(''));
}

/** Parses a document given as text. */
export function parseDocument(text: string): XmlElement {
  return parseXml(new TextEncoder().encode(text));
}
