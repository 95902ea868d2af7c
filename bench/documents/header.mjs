import { coded, id, professional } from './markup.mjs';

/** Header of the made-up patient summary; every person and place in it is invented. */
export const header = `
  <realmCode code="LU"/><typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/>
  <templateId root="1.3.6.1.4.1.12559.11.10.1.3.1.1.3"/><templateId root="2.16.840.1.113883.10.20.22.1.2"/>
  <id root="2.999.183.1" extension="1"/><code ${coded('loinc', '60591-5', 'Patient summary Document')}/>
  <title>Patient summary</title><effectiveTime value="20250603111854+0200"/>
  <confidentialityCode code="N" codeSystem="2.16.840.1.113883.5.25" displayName="normal"/><languageCode code="en-LU"/>
  <setId root="2.999.183.1" extension="set"/><versionNumber value="1"/>
  <recordTarget><patientRole><id root="1.3.182.4.4" extension="1957031210104"/>
    <addr use="H"><streetAddressLine>7 Example Street</streetAddressLine><city>Sample Town</city><postalCode>0007</postalCode>
    <country>LU</country></addr><telecom use="H" value="tel:+352-00000007"/>
    <patient><name><given>Robin</given><family>Sample</family></name>
      <administrativeGenderCode code="F" codeSystem="2.16.840.1.113883.5.1" displayName="Female"/>
      <birthTime value="19570312"/></patient></patientRole></recordTarget>
  <author><time value="20250603111854+0200"/><assignedAuthor>${id(7, 1)}
    <addr use="WP"><streetAddressLine>1 Example Street</streetAddressLine><city>Sample Town</city><country>LU</country></addr>
    <telecom use="WP" value="tel:+352-00000001"/><assignedPerson><name><given>Pat</given><family>Sample</family></name>
    </assignedPerson><representedOrganization>${id(8, 1)}<name>Sample practice</name></representedOrganization>
  </assignedAuthor></author>
  <custodian><assignedCustodian><representedCustodianOrganization>${id(8, 1)}<name>Sample practice</name>
    <telecom use="WP" value="tel:+352-00000001"/><addr use="WP"><city>Sample Town</city><country>LU</country></addr>
  </representedCustodianOrganization></assignedCustodian></custodian>
  <legalAuthenticator><time value="20250603111854+0200"/><signatureCode code="S"/>${professional(1)}</legalAuthenticator>
  <documentationOf><serviceEvent classCode="PCPR"><effectiveTime><low value="20180312"/><high value="20250603111854+0200"/>
  </effectiveTime></serviceEvent></documentationOf>`;
