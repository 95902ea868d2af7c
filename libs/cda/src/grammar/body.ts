import { anyStatement } from './clinical-statements.js';
import { rim, type TypeStatements } from './notation.js';

/** The body: a document of another format, or sections with narrative and entries. */
export const body: TypeStatements = {
  Component2: rim(
    'typeCode = COMP, contextConductionInd = true',
    '(nonXMLBody NonXMLBody | structuredBody StructuredBody)',
  ),
  NonXMLBody: rim('classCode = DOCBODY, moodCode = EVN', 'text ED, confidentialityCode 0..1 CE, languageCode 0..1 CS'),
  StructuredBody: rim(
    'classCode = DOCBODY, moodCode = EVN',
    'confidentialityCode 0..1 CE, languageCode 0..1 CS, component 1..* Component3',
  ),
  Component3: rim('typeCode = COMP, contextConductionInd = true', 'section Section'),
  Component5: rim('typeCode = COMP, contextConductionInd = true', 'section Section'),
  Section: rim(
    'ID ID, classCode = DOCSECT, moodCode = EVN',
    `id 0..1 II, code 0..1 CE, title 0..1 ST, text 0..1 StrucDoc.Text, confidentialityCode 0..1 CE,
      languageCode 0..1 CS, subject 0..1 Subject, author 0..* Author, informant 0..* Informant12, entry 0..* Entry,
      component 0..* Component5`,
  ),
  Entry: rim('typeCode x_ActRelationshipEntry, contextConductionInd = true', anyStatement),
};
