import { rim, type TypeStatements } from './notation.js';
import { extensionClass, nullable } from './pharmacy.js';

const material = 'classCode! EntityClassManufacturedMaterial, determinerCode! EntityDeterminer';
const observation = 'classCode! ActClassObservation';

const subjectOf = (part: string): TypeStatements[string] =>
  nullable('typeCode! ParticipationTargetSubject', `${part} nillable`);
const approvalSubject = subjectOf('approval Approval');
const policySubject = subjectOf('policy Policy');
const characteristicSubject = subjectOf('characteristic Characteristic');

/**
 * The medication extension of epSOS (COCT_MT230100UV), in which the documents of waves 1 to 5 are written. It took the
 * data types into its own namespace with it, so that a quantity's numerator stands there too.
 */
export const pharmacyOfEpsos: TypeStatements = {
  Content: nullable(
    'classCode! RoleClassContent',
    `quantity 0..1 RTO_QTY_QTY, containerPackagedMedicine PackagedMedicine, subjectOf1 0..* Subject14 nillable,
      subjectOf2 0..* Subject11 nillable`,
  ),
  PackagedMedicine: nullable(
    'classCode! EntityClassContainer, determinerCode! EntityDeterminer',
    `id 0..1 II, code 0..1 CE, name 0..* TN, formCode 0..1 CE, lotNumberText 0..1 ST, capacityQuantity 0..1 PQ,
      capTypeCode 0..1 CE, asManufacturedProduct 0..* ManufacturedProduct nillable,
      asSuperContent 0..1 SuperContent nillable, subContent 0..1 SubContent nillable`,
  ),
  SuperContent: nullable(
    'classCode! RoleClassContent',
    'quantity 0..1 RTO_QTY_QTY, containerPackagedMedicine PackagedMedicine',
  ),
  SubContent: nullable(
    'classCode! RoleClassContent',
    'quantity 0..1 RTO_QTY_QTY, containedPackagedMedicine 0..1 PackagedMedicine nillable',
  ),
  ManufacturedProduct: nullable(
    'classCode! RoleClassManufacturedProduct',
    `manufacturer Manufacturer, subjectOf1 0..* Subject25 nillable, subjectOf2 0..* Subject15 nillable,
      subjectOf3 0..* Subject16 nillable`,
  ),
  Manufacturer: nullable(
    'classCode! EntityClassOrganization, determinerCode! EntityDeterminerSpecific',
    `id 0..1 II, name 0..1 EN, telecom 0..1 TEL, addr 0..1 AD,
      asRelatedManufacturer 0..* RelatedManufacturer nillable`,
  ),
  RelatedManufacturer: nullable(
    'classCode! RoleClassAssignedEntity',
    'id 0..* II, representedManufacturer 0..1 Manufacturer nillable',
  ),
  MedicineManufacturer: nullable('classCode! RoleClassManufacturedProduct', 'manufacturer Manufacturer nillable'),
  SubstanceManufacturer: nullable('classCode! RoleClassManufacturedProduct', 'manufacturer Manufacturer nillable'),
  DistributedProduct: nullable('classCode! RoleClassDistributedMaterial', 'distributingManufacturer Manufacturer'),

  SpecializedKind: nullable(
    'classCode! RoleClassIsSpeciesEntity',
    'code 0..1 CE, generalizedMedicineClass 0..1 MedicineClass nillable',
  ),
  MedicineClass: nullable(
    'classCode! EntityClassManufacturedMaterial, determinerCode = KIND',
    'code CE, name 0..* TN, desc 0..1 ED, formCode 0..1 CE',
  ),
  Part: nullable(
    'classCode! RoleClassPart',
    'quantity 0..1 RTO_QTY_QTY, partMedicine Medicine, subjectOf 0..* Subject4 nillable',
  ),
  Medicine: extensionClass(
    material,
    `id 0..1 II, code 0..1 CE, name 0..* TN, desc 0..1 ED, riskCode 0..1 CE, handlingCode 0..1 CE, formCode 0..1 CE,
      lotNumberText 0..1 ST, expirationTime 0..1 IVL_TS, stabilityTime 0..1 IVL_TS,
      asDistributedProduct 0..* DistributedProduct nillable, asMedicineManufacturer 0..* MedicineManufacturer nillable,
      asContent 0..1 Content nillable, asSpecializedKind 0..* SpecializedKind nillable, part 0..* Part nillable,
      ingredient 0..* Ingredient nillable`,
  ),
  Ingredient: nullable(
    'classCode! RoleClassIngredientEntity, negationInd bl',
    'quantity 0..1 RTO_QTY_QTY, ingredient 0..1 Substance nillable',
  ),
  SubIngredient: nullable(
    'classCode! RoleClassIngredientEntity, negationInd bl',
    'quantity 0..1 RTO_QTY_QTY, ingredient 0..1 Substance nillable',
  ),
  Substance: nullable(
    material,
    `code 0..1 CE, name 0..* TN, desc 0..1 ED, lotNumberText 0..1 ST,
      asSubstanceManufacturer 0..* SubstanceManufacturer nillable, subIngredient 0..* SubIngredient nillable`,
  ),

  Subject1: approvalSubject,
  Subject2: policySubject,
  Subject3: subjectOf('observationGoal ObservationGoal'),
  Subject4: characteristicSubject,
  Subject7: nullable('typeCode = SBJ', 'valuedItem COCT_MT440001UV.ValuedItem nillable'),
  Subject11: approvalSubject,
  Subject14: policySubject,
  Subject15: policySubject,
  Subject16: approvalSubject,
  Subject22: characteristicSubject,
  Subject25: characteristicSubject,
  Characteristic: nullable(`${observation}, moodCode! ActMoodEventOccurrence`, 'code CE, text 0..1 ED, value 0..1 ANY'),
  ObservationGoal: nullable(`${observation}, moodCode! ActMoodGoal`, 'code 0..1 CD, text 0..1 ED, value 0..1 ANY'),
  Policy: nullable('classCode! ActClass, moodCode! ActMoodDefinition', 'code 0..1 CD, text 0..1 ED'),

  Approval: nullable(
    'classCode! ActClassContract, moodCode! ActMoodEventOccurrence',
    'id II, code 0..1 CD, statusCode 0..1 CS, holder 0..1 Holder nillable, author Author',
  ),
  Holder: nullable('typeCode! ParticipationHolder', 'role Role nillable'),
  Role: nullable('classCode! RoleClassRoot', 'playingManufacturer Manufacturer'),
  Author: extensionClass(
    'typeCode! ParticipationAuthorOriginator',
    'time 0..1 TS, territorialAuthority TerritorialAuthority',
  ),
  TerritorialAuthority: extensionClass(
    'classCode! RoleClassTerritoryOfAuthority',
    'territory 0..1 Agency nillable, governingCountry 0..1 Country nillable',
  ),
  Agency: nullable(
    'classCode! EntityClassPublicInstitution, determinerCode! EntityDeterminerSpecific',
    'id 0..1 II, name 0..1 ON',
  ),
  Country: nullable('classCode! EntityClassState, determinerCode! EntityDeterminerSpecific', 'code CD, name 0..1 TN'),
};

/** A price of the HL7 pharmacy domain (COCT_MT440001UV), which the extension refers to. */
export const valuedItemOfEpsos: TypeStatements = {
  ValuedItem: extensionClass(
    'classCode! ActClassInvoiceElement, moodCode! x_ActMoodDefEvn',
    `id 1..* II, code 0..1 CD, effectiveTime 0..1 IVL_TS, unitQuantity 0..1 RTO_PQ_PQ, unitPriceAmt RTO_MO_PQ,
      netAmt 0..1 MO`,
  ),
};

/** The two classes of CDA that the extension adds parts to. */
export const extendedByEpsos: TypeStatements = {
  ManufacturedProduct: rim(
    'classCode = MANU',
    `id 0..* II, (manufacturedLabeledDrug LabeledDrug | manufacturedMaterial Material),
      manufacturerOrganization 0..1 Organization, epsos:subjectOf1 0..* Subject2 nillable,
      epsos:subjectOf2 0..* Subject1 nillable, epsos:subjectOf3 0..* Subject22 nillable,
      epsos:subjectOf4 0..* Subject3 nillable, epsos:subjectOf5 0..1 Subject7 nillable`,
  ),
  Material: rim(
    'classCode = MMAT, determinerCode = KIND',
    `epsos:id 0..1 epsos.II, code 0..1 CE, name 0..1 EN, epsos:desc 0..1 epsos.ED, epsos:riskCode 0..1 epsos.CE,
      epsos:handlingCode 0..1 epsos.CE, epsos:formCode 0..1 epsos.CE, lotNumberText 0..1 ST,
      epsos:expirationTime 0..1 epsos.IVL_TS, epsos:stabilityTime 0..1 epsos.IVL_TS,
      epsos:asDistributedProduct 0..* DistributedProduct nillable,
      epsos:asMedicineManufacturer 0..* MedicineManufacturer nillable, epsos:asContent 0..1 Content nillable,
      epsos:asSpecializedKind 0..* SpecializedKind nillable, epsos:part 0..* Part nillable,
      epsos:ingredient 0..* Ingredient nillable`,
  ),
};
