import type { Finding } from '@passerelle/fhir/gate';
import { path, type XmlElement } from '@passerelle/xml';
import { headerRules } from './header-rules.js';
import { levelOneRules } from './level-one-rules.js';
import { patientRules } from './patient-rules.js';
import { applyRules } from './rule.js';
import { checkSections } from './section-rules.js';

const cda = 'urn:hl7-org:v3';

/**
 * Checks an eHDSI pivot patient summary, level 3 or level 1, against the rules of the pivot that the CDA schema does
 * not state (myhealtheu-wire.md sections 13.1 to 13.6). Errors are what the pivot demands of a document that is written
 * today; older documents in circulation break some of them and are still read.
 * @param root - the ClinicalDocument element
 * @returns findings with an XPath of local names as expression; no error among them means the document may leave
 */
export function checkPivot(root: XmlElement): Finding[] {
  if (root.local !== 'ClinicalDocument' || root.uri !== cda) {
    return [
      {
        severity: 'error',
        rule: 'pivot-root',
        expression: '/',
        text: 'The document must be a ClinicalDocument of urn:hl7-org:v3.',
      },
    ];
  }
  const place = '/ClinicalDocument';
  const findings = applyRules(headerRules, root, place);
  const role = path(root, 'recordTarget', 'patientRole');
  if (role !== undefined) findings.push(...applyRules(patientRules, role, `${place}/recordTarget/patientRole`));
  const structured = path(root, 'component', 'structuredBody');
  const nonXml = path(root, 'component', 'nonXMLBody');
  if (structured !== undefined) findings.push(...checkSections(structured, `${place}/component/structuredBody`));
  else if (nonXml !== undefined) findings.push(...applyRules(levelOneRules, nonXml, `${place}/component/nonXMLBody`));
  else
    findings.push({
      severity: 'error',
      rule: 'pivot-body',
      expression: `${place}/component`,
      text: 'The document must have a body.',
    });
  return findings;
}
