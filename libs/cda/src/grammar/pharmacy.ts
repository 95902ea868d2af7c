import type { TypeStatement, TypeStatements } from './notation.js';

/** A class of a medication extension: its infrastructure stands in HL7's namespace, its own parts in that of the extension. */
export function extensionClass(attributes: string, parts = ''): TypeStatement {
  const own = parts === '' ? '' : `, ${parts}`;
  return {
    attributes,
    parts: `hl7:realmCode 0..* CS, hl7:typeId 0..1 all.InfrastructureRoot.typeId,
      hl7:templateId 0..* all.InfrastructureRoot.templateId${own}`,
  };
}

/** A class of the extension that may be null, which entities may not. */
export function nullable(attributes: string, parts = ''): TypeStatement {
  return extensionClass(`nullFlavor NullFlavor, ${attributes}`, parts);
}

/** The infrastructure of those classes. */
export const infrastructure: TypeStatements = {
  typeId: { restricts: 'II', attributes: 'root! == 2.16.840.1.113883.1.3, extension! st' },
  templateId: { extends: 'II', attributes: 'unsorted boolean' },
};

const material = 'classCode! EntityClassManufacturedMaterial, determinerCode! EntityDeterminerDetermined';
const contentOf = nullable('classCode! RoleClassContent', 'quantity 0..1 PQ, containerPackagedProduct PackagedProduct');

/**
 * Medication of the HL7 pharmacy domain (COCT_MT230100UV01), as far as an element of a CDA leads to it. The domain's
 * other classes (approval, holder, territory, active moiety ...) cannot occur: no part is of their type, and none is
 * derived from a type that one is of, so that `xsi:type` does not reach them either.
 */
export const pharmacy: TypeStatements = {
  Content: contentOf,
  Content1: contentOf,
  PackagedProduct: extensionClass(
    'classCode! EntityClassContainer, determinerCode! EntityDeterminerDetermined',
    `code 0..1 CD, name 0..* EN, desc 0..1 ED, formCode 0..1 CD, capacityQuantity 0..1 PQ, capTypeCode 0..1 CD,
      asContent 0..* Content1 nillable`,
  ),
  SpecializedKind: nullable('classCode! RoleClassIsSpeciesEntity', 'generalizedMaterialKind MaterialKind'),
  MaterialKind: extensionClass(
    'classCode! EntityClassMaterial, determinerCode! EntityDeterminerDetermined',
    'code CD, name 0..* EN',
  ),
  Ingredient: nullable('classCode! RoleClassIngredientEntity', 'quantity 0..1 RTO, ingredientSubstance Substance'),
  Substance: extensionClass(material, 'code 0..1 CD, name 0..* EN, desc 0..1 ED'),
  Part: nullable(
    'classCode! RoleClassPart',
    'id 0..1 II, quantity 0..1 PQ, partProduct Product, subjectOf 0..* Subject6 nillable',
  ),
  Subject6: nullable('typeCode! ParticipationTargetSubject', 'characteristic Characteristic nillable'),
  Characteristic: nullable('classCode! ActClassObservation, moodCode! ActMoodEventOccurrence'),
  Product: extensionClass(
    material,
    `code 0..1 CE, name 0..1 EN, desc 0..1 ED, formCode 0..1 CE, expirationTime 0..1 IVL_TS,
      asContent 0..* Content nillable, asSpecializedKind 0..* SpecializedKind nillable, part 0..* Part nillable,
      ingredient 0..* Ingredient nillable`,
  ),
};
