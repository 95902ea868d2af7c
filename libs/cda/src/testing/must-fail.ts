import type { CdaUse } from '../syntax/check-syntax.js';
import { insertAfter, remove, rename, repeat, set, write, type Edit } from './edit.js';

/** Name of a document of test/fixtures/pivot that breaks no rule. */
export type MustPass = 'full' | 'nothing-known' | 'no-information' | 'twin';

/** A change that makes a document break one rule and no other. */
export interface MustFail {
  readonly rule: string;
  readonly what: string;
  readonly of: MustPass;
  readonly edits: readonly Edit[];
  /** @default 'writing' */
  readonly use?: CdaUse;
  /** Code that the terminology of the test does not have in any value set. */
  readonly unknownCode?: string;
}

function fails(rule: string, what: string, ...edits: readonly Edit[]): MustFail {
  return { rule, what, of: 'full', edits };
}

function failsIn(of: MustPass, rule: string, what: string, ...edits: readonly Edit[]): MustFail {
  return { rule, what, of, edits };
}

const aDevice = `<entry><supply classCode="SPLY" moodCode="EVN"><templateId root="1.3.6.1.4.1.12559.11.10.1.3.1.3.5"/><id nullFlavor="NI"/>
  <effectiveTime nullFlavor="UNK"/><participant typeCode="DEV"><participantRole classCode="MANU"><playingDevice>
  <code nullFlavor="UNK"/></playingDevice></participantRole></participant></supply></entry>`;

const ehdsi = '1.3.6.1.4.1.12559.11.10.1.3.1';
const ihe = '1.3.6.1.4.1.19376.1.5.3.1';
const snomed = '2.16.840.1.113883.6.96';

const header: readonly MustFail[] = [
  fails('pivot-root', 'another namespace', (document) => void (document.uri = 'urn:other')),
  fails('pivot-type-id', 'another message type', set('typeId', 'extension', 'POCD_HD000041')),
  fails('pivot-template', 'no template of the patient summary', remove(`templateId[${ehdsi}.1.3]`)),
  fails('pivot-template', 'the template of level 1 besides', insertAfter('typeId', `<templateId root="${ehdsi}.1.7"/>`)),
  failsIn('twin', 'pivot-template', 'the template of level 3', set('templateId', 'root', `${ehdsi}.1.3`)),
  fails('pivot-id', 'no id', remove('id')),
  fails('pivot-code', 'another kind of document', set('code', 'code', '57833-6')),
  fails('pivot-title', 'an empty title', write('title')),
  fails('pivot-effective-time', 'a time without offset', set('effectiveTime', 'value', '20240603111854')),
  fails('pivot-confidentiality', 'a code of another system', set('confidentialityCode', 'codeSystem', '2.16.840.1.113883.5.24')),
  fails('pivot-language', 'a language without country', set('languageCode', 'code', 'fr')),
  fails('pivot-body', 'no body', remove('component/structuredBody')),
  fails('pivot-record-target', 'two patients', repeat('recordTarget')),
  fails('pivot-patient-id', 'an identifier without extension', set('recordTarget/patientRole/id', 'extension')),
  fails('pivot-patient-name', 'no given name', remove('recordTarget/patientRole/patient/name/given[2]'), remove('recordTarget/patientRole/patient/name/given')),
  fails('pivot-gender', 'a code of another system', set('recordTarget/patientRole/patient/administrativeGenderCode', 'codeSystem', '2.16.840.1.113883.5.2')),
  fails('pivot-birth-time', 'a time of birth', set('recordTarget/patientRole/patient/birthTime', 'value', '195703121200')),
  fails('pivot-patient-address', 'no address', remove('recordTarget/patientRole/addr')),
  fails('pivot-patient-telecom', 'no telecom', remove('recordTarget/patientRole/telecom[3]'), remove('recordTarget/patientRole/telecom[2]'), remove('recordTarget/patientRole/telecom')),
  fails('pivot-author', 'an author without time', remove('author/time')),
  fails('pivot-author-name', 'an author without given name', remove('author/assignedAuthor/assignedPerson/name/given')),
  fails('pivot-custodian', 'a custodian without name', remove('custodian/assignedCustodian/representedCustodianOrganization/name')),
  fails('pivot-legal-authenticator', 'nobody answers', remove('legalAuthenticator')),
  fails('pivot-legal-organization', 'no organisation', remove('legalAuthenticator/assignedEntity/representedOrganization')),
  fails('pivot-legal-country', 'no country', remove('legalAuthenticator/assignedEntity/representedOrganization/addr/country')),
  fails('pivot-participant', 'no template', remove('participant/templateId')),
  fails('pivot-participant-reach', 'no telecom', remove('participant[2]/associatedEntity/telecom')),
  fails('pivot-service-event', 'another class', set('documentationOf/serviceEvent', 'classCode', 'ACT')),
  fails('pivot-service-event', 'no last update', remove('documentationOf/serviceEvent/effectiveTime/high')),
  fails('pivot-related-document', 'an addendum', set('relatedDocument', 'typeCode', 'APND')),
  fails('pivot-related-document', 'two sources', repeat('relatedDocument')),
]; // prettier-ignore

const sections: readonly MustFail[] = [
  fails('pivot-section-code', 'a code of another system', set('section(8716-3)/code', 'codeSystem', snomed)),
  fails('pivot-section-title', 'no title', remove('section(8716-3)/title')),
  fails('pivot-section-text', 'an empty narrative', remove('section(8716-3)/entry'), write('section(8716-3)/text')),
  fails('pivot-section-basic', 'no devices', remove('section(46264-8)')),
  fails('pivot-section-once', 'devices twice', remove('section(8716-3)/entry'), set('section(8716-3)/code', 'code', '46264-8'), insertAfter('section(46264-8)[2]/templateId', `<templateId root="${ehdsi}.2.4"/>`), insertAfter('section(46264-8)[2]/templateId', `<templateId root="${ihe}.1.5.3.5"/>`), insertAfter('section(46264-8)[2]/text', aDevice)),
  fails('pivot-section-template', 'no template of eHDSI', remove(`section(48765-2)/templateId[${ehdsi}.2.12]`)),
  fails('pivot-section-template-older', 'no template of IHE', remove(`section(48765-2)/templateId[${ihe}.3.13]`)),
  fails('pivot-section-entry', 'no entry', remove('section(47519-4)/entry')),
  failsIn('nothing-known', 'pivot-absence', 'a code that is none', set('section(46264-8)/entry/supply/participant/participantRole/playingDevice/code', 'code', 'no-devices')),
  failsIn('nothing-known', 'pivot-absence-concept', 'no medicines among the devices', set('section(46264-8)/entry/supply/participant/participantRole/playingDevice/code', 'code', 'no-known-medications')),
  failsIn('no-information', 'pivot-absence-alone', 'nothing known, twice', repeat('section(46264-8)/entry')),
]; // prettier-ignore

const medicine = 'section(10160-0)/entry/substanceAdministration';
const material = `${medicine}/consumable/manufacturedProduct/manufacturedMaterial`;
const allergy = 'section(48765-2)/entry/act/entryRelationship/observation';
const problem = 'section(11450-4)/entry/act';

const statements: readonly MustFail[] = [
  fails('pivot-entry-template', 'no template of eHDSI', remove(`${medicine}/templateId[${ehdsi}.3.4]`)),
  fails('pivot-entry-template-older', 'no template of CCD and IHE', remove(`${medicine}/templateId[2.16.840.1.113883.10.20.1.24]`), remove(`${medicine}/templateId[${ihe}.4.7.1]`)),
  fails('pivot-entry-place', 'a procedure among the social history', rename('section(29762-2)/entry/observation', 'procedure')),
  fails('pivot-statement-id', 'no id', remove(`${medicine}/id`)),
  fails('pivot-statement-status', 'no status', remove(`${medicine}/statusCode`)),
  fails('pivot-statement-time', 'no time', remove('section(47519-4)/entry/procedure/effectiveTime')),
  fails('pivot-medication-mood', 'a medicine that is proposed', set(medicine, 'moodCode', 'PRP')),
  fails('pivot-medication-time', 'no times', remove(`${medicine}/effectiveTime[2]`), remove(`${medicine}/effectiveTime`)),
  fails('pivot-medication-product', 'a product of which nothing is said', remove(`${material}/ingredient`), remove(`${material}/name`), remove(`${material}/code`)),
  fails('pivot-medication-unnamed', 'a product that nobody names', remove(`${material}/ingredient`), remove(`${material}/name`), set(`${material}/code`, 'nullFlavor', 'NI'), set(`${material}/code`, 'code')),
  fails('pivot-medication-product-template', 'no template', remove(`${medicine}/consumable/manufacturedProduct/templateId`)),
  fails('pivot-medication-extension', 'the extension of epSOS', rename(`${material}/formCode`, 'formCode', 'urn:epsos-org:ep:medication')),
  fails('pivot-medication-ingredient', 'a substance without code', remove(`${material}/ingredient/ingredientSubstance/code`)),
  fails('pivot-concern-code', 'a concern that is none', set(`${problem}/code`, 'code', 'ACT')),
  fails('pivot-concern-status', 'a status of no concern', set(`${problem}/statusCode`, 'code', 'held')),
  fails('pivot-concern-time', 'no beginning', remove(`${problem}/effectiveTime/low`)),
  fails('pivot-concern-subject', 'nothing inside', remove(`${problem}/entryRelationship`)),
  fails('pivot-allergy-type', 'no kind of allergy', remove(`${allergy}/code`)),
  fails('pivot-allergy-agent', 'no agent', remove(`${allergy}/participant`)),
  fails('pivot-reaction-value', 'a reaction that is not said', remove(`${allergy}/entryRelationship[MFST]/observation/value`)),
  fails('pivot-problem-value', 'a problem that is not said', remove(`${problem}/entryRelationship/observation/value`)),
  fails('pivot-procedure-code', 'no code', remove('section(47519-4)/entry/procedure/code')),
  fails('pivot-device-code', 'no device', remove('section(46264-8)/entry/supply/participant/participantRole/playingDevice')),
  fails('pivot-immunization-vaccine', 'no vaccine', remove('section(11369-6)/entry/substanceAdministration/consumable/manufacturedProduct/manufacturedMaterial/code')),
  fails('pivot-observation-code', 'no code', remove('section(29762-2)/entry/observation/code')),
  fails('pivot-organizer-component', 'no vital signs', remove('section(8716-3)/entry/organizer/component[2]'), remove('section(8716-3)/entry/organizer/component')),
  fails('pivot-vital-sign-value', 'no value', remove('section(8716-3)/entry/organizer/component/observation/value')),
  fails('pivot-vital-sign-quantity', 'no unit', set('section(8716-3)/entry/organizer/component/observation/value', 'unit')),
  fails('pivot-blood-group', 'no blood group', remove('section(30954-2)/entry/observation/value')),
]; // prettier-ignore

const codes: readonly MustFail[] = [
  fails('pivot-code-or-reason', 'a code without code', set(`${material}/code`, 'code'), set(`${material}/code`, 'codeSystem')),
  fails('pivot-code-system', 'a code without system', set(`${medicine}/routeCode/translation`, 'codeSystem')),
  fails('pivot-code-system', 'a system that is no OID', set(`${medicine}/routeCode/translation`, 'codeSystem', 'VIDAL')),
  fails('pivot-display', 'a code without display', set(`${medicine}/routeCode/translation`, 'displayName')),
  fails('pivot-original-text', 'other, and nothing else', set(`${medicine}/routeCode`, 'code'), set(`${medicine}/routeCode`, 'nullFlavor', 'OTH'), remove(`${medicine}/routeCode/translation`)),
  fails('pivot-translation-nested', 'translations side by side', repeat(`${medicine}/routeCode/translation`)),
  fails('pivot-unit', 'a unit in words', set(`${medicine}/doseQuantity`, 'unit', 'Tablette')),
  fails('pivot-time', 'a month that is none', set(`${medicine}/effectiveTime/low`, 'value', '20241301')),
  fails('pivot-time', 'words for a time', set(`${medicine}/effectiveTime/low`, 'value', 'hier')),
  fails('pivot-null-value', 'a value and none', set(`${medicine}/effectiveTime/low`, 'nullFlavor', 'UNK')),
  { ...fails('pivot-value-set-required', 'a document code that the value set lacks'), unknownCode: '60591-5' },
  { ...fails('pivot-value-set', 'a route that the value set lacks'), unknownCode: '20053000' },
  { ...fails('pivot-value-set', 'a unit that the value set lacks', set(`${medicine}/doseQuantity`, 'unit', '[drp]')), unknownCode: '[drp]' },
  fails('pivot-code-european', 'a national route', set(`${medicine}/routeCode`, 'codeSystem', '1.3.182.5.31')),
  fails('pivot-narrative-id', 'an ID twice', repeat('section(10160-0)/text/list/item')),
  fails('pivot-narrative-reference', 'a reference to nothing', set(`${medicine}/text/reference`, 'value', '#nothing')),
]; // prettier-ignore

const pdf: readonly MustFail[] = [
  failsIn('twin', 'pivot-pdf-media-type', 'text', set('component/nonXMLBody/text', 'mediaType', 'text/plain')),
  failsIn('twin', 'pivot-pdf-representation', 'no representation', set('component/nonXMLBody/text', 'representation')),
  failsIn('twin', 'pivot-pdf-content', 'an image', write('component/nonXMLBody/text', 'R0lGODlhAQABAAAAACw=')),
  failsIn('twin', 'pivot-pdf-content', 'no base64', write('component/nonXMLBody/text', 'JVBERi0*')),
];

/** A must-fail document for every rule that one document can break. */
export const mustFail: readonly MustFail[] = [...header, ...sections, ...statements, ...codes, ...pdf];

/** What the level 1 of a pair is changed by, for the rules that only two documents can break. */
export const mustFailPairs: readonly { readonly rule: string; readonly edits: readonly Edit[] }[] = [
  { rule: 'pivot-pair-levels', edits: [rename('component/nonXMLBody', 'structuredBody')] },
  {
    rule: 'pivot-pair-ids',
    edits: [set('id', 'root', '7748d687-3b17-8b03-aa5c-0c717636a8c6'), set('id', 'extension')],
  },
  { rule: 'pivot-pair-parent', edits: [set('relatedDocument/parentDocument/id', 'extension', '2')] },
  { rule: 'pivot-pair-patient', edits: [set('recordTarget/patientRole/id', 'extension', '9000000024')] },
];
