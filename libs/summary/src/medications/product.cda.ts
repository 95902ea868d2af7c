import { attribute, child, children, element, textOf, type XmlElement, type XmlOut } from '@passerelle/xml';
import {
  readCoded,
  readIdentifiers,
  readInterval,
  readQuantity,
  readRatio,
  referenceOf,
  writeCoded,
  writeIdentifier,
  writeMoment,
  writeQuantity,
  writeRatio,
} from '../cda/datatypes/index.js';
import type { CdaReading } from '../cda/reading.js';
import { omitUnread } from '../cda/unread-parts.js';
import type { Coded, Quantity } from '../model/coded.js';
import type { Ingredient, Product } from '../model/entry.js';
import { productElement } from './product-elements.cda.js';

const productParts = new Set(['id', 'manufacturedMaterial', 'manufacturedLabeledDrug', 'manufacturerOrganization']);
const makerParts = new Set(['name']);
const materialParts = new Set([
  'code',
  'name',
  'desc',
  'formCode',
  'lotNumberText',
  'expirationTime',
  'asContent',
  'asSpecializedKind',
  'ingredient',
]);

/**
 * Reads the `consumable` of a substanceAdministration. The medication extension is read in both its namespaces and all
 * its layouts by local name, see product-elements.cda.ts: `urn:hl7-org:pharm`, and the epSOS one before it.
 */
export function readProduct(consumable: XmlElement | undefined, reading: CdaReading): Product {
  const manufactured = child(consumable, 'manufacturedProduct');
  const material = productElement(manufactured, 'material');
  if (manufactured === undefined) return { identifiers: [], ingredients: [] };
  omitUnread(manufactured, productParts, reading);
  if (material !== undefined) omitUnread(material, materialParts, reading, 'product');
  const maker = child(manufactured, 'manufacturerOrganization');
  if (maker !== undefined) omitUnread(maker, makerParts, reading, 'manufacturer');
  const code = readCoded(child(material, 'code'), reading);
  const name = textOf(child(material, 'name'));
  const description = readDescription(child(material, 'desc'), reading);
  const classes = children(material, 'asSpecializedKind').flatMap((kind) => readClass(kind, reading));
  const form = readCoded(child(material, 'formCode'), reading);
  const lotNumber = textOf(child(material, 'lotNumberText'));
  const expiry = readInterval(child(material, 'expirationTime'), reading);
  const expires = expiry.high ?? expiry.low;
  const manufacturer = textOf(child(maker, 'name'));
  return {
    identifiers: readIdentifiers(manufactured),
    ...(code !== undefined && { code }),
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    ...(classes.length > 0 && { classes }),
    ...(form !== undefined && { form }),
    ingredients: children(material, 'ingredient').map((ingredient) => readIngredient(ingredient, reading)),
    ...readPackage(children(material, 'asContent'), reading),
    ...(lotNumber !== undefined && { lotNumber }),
    ...(expires !== undefined && { expires }),
    ...(manufacturer !== undefined && { manufacturer }),
  };
}

function readDescription(desc: XmlElement | undefined, reading: CdaReading): string | undefined {
  const reference = desc === undefined ? undefined : referenceOf(desc);
  return (reference === undefined ? undefined : reading.narrativeText(reference)) ?? textOf(desc);
}

function readClass(kind: XmlElement, reading: CdaReading): Coded[] {
  const general = productElement(kind, 'kind');
  const coded = readCoded(child(general, 'code'), reading);
  const name = textOf(child(general, 'name'));
  if (coded === undefined) return name === undefined ? [] : [{ text: name }];
  return [name === undefined || coded.text !== undefined ? coded : { ...coded, text: name }];
}

function readIngredient(ingredient: XmlElement, reading: CdaReading): Ingredient {
  const substance = productElement(ingredient, 'substance');
  const name = textOf(child(substance, 'name'));
  const strength = readRatio(child(ingredient, 'quantity'), reading);
  return {
    code: readCoded(child(substance, 'code'), reading) ?? { absence: 'NI' },
    ...(name !== undefined && { name }),
    // RoleClassIngredientEntity: ACTI, and ACTIB, ACTIM, ACTIR below it; all others are not active.
    active: attribute(ingredient, 'classCode')?.startsWith('ACTI') ?? true,
    ...(strength !== undefined && { strength }),
  };
}

function readPackage(
  contents: readonly XmlElement[],
  reading: CdaReading,
): Pick<Product, 'packageForm' | 'packageQuantity'> {
  const [content, ...others] = contents;
  if (content === undefined) return {};
  if (others.length > 0) reading.omit?.('further packages');
  const container = productElement(content, 'container');
  if (child(container, 'asContent') !== undefined) reading.omit?.('outer package');
  const packageForm = readCoded(child(container, 'formCode'), reading);
  const packageQuantity =
    readContentQuantity(child(content, 'quantity'), reading) ??
    readQuantity(child(container, 'capacityQuantity'), reading);
  return {
    ...(packageForm !== undefined && { packageForm }),
    ...(packageQuantity !== undefined && { packageQuantity }),
  };
}

/** How much a package holds. Early drafts of the extension had a ratio here: so much in one package. */
function readContentQuantity(quantity: XmlElement | undefined, reading: CdaReading): Quantity | undefined {
  return readQuantity(quantity, reading) ?? readRatio(quantity, reading)?.numerator;
}

/** Template ids of the two levels of a product. */
export interface ProductTemplates {
  readonly product: readonly string[];
  readonly material: readonly string[];
}

/** Writes `consumable` in the pivot's shape: medication extension `urn:hl7-org:pharm`, order of POCD_MT000040_Pharma. */
export function writeProduct(product: Product, templates: ProductTemplates): XmlOut {
  const { form, lotNumber, expires, manufacturer, description, name, code } = product;
  const material = element(
    'manufacturedMaterial',
    { classCode: 'MMAT', determinerCode: 'KIND' },
    templates.material.map((root) => element('templateId', { root })),
    code === undefined ? undefined : writeCoded('code', code),
    name === undefined ? undefined : element('name', {}, name),
    description === undefined ? undefined : element('pharm:desc', {}, description),
    form === undefined ? undefined : writeCoded('pharm:formCode', form),
    lotNumber === undefined ? undefined : element('lotNumberText', {}, lotNumber),
    expires === undefined ? undefined : element('pharm:expirationTime', { value: writeMoment(expires) }),
    writePackage(product),
    product.classes?.map(writeClass),
    product.ingredients.map(writeIngredient),
  );
  return element(
    'consumable',
    { typeCode: 'CSM' },
    element(
      'manufacturedProduct',
      { classCode: 'MANU' },
      templates.product.map((root) => element('templateId', { root })),
      product.identifiers.map((identifier) => writeIdentifier('id', identifier)),
      material,
      manufacturer === undefined
        ? undefined
        : element('manufacturerOrganization', {}, element('name', {}, manufacturer)),
    ),
  );
}

function writePackage({ packageForm, packageQuantity }: Product): XmlOut | undefined {
  if (packageForm === undefined && packageQuantity === undefined) return undefined;
  return element(
    'pharm:asContent',
    { classCode: 'CONT' },
    packageQuantity === undefined ? undefined : writeQuantity('pharm:quantity', packageQuantity),
    element(
      'pharm:containerPackagedProduct',
      { classCode: 'CONT', determinerCode: 'KIND' },
      packageForm === undefined ? undefined : writeCoded('pharm:formCode', packageForm),
    ),
  );
}

function writeClass(kind: Coded): XmlOut {
  const code = writeCoded('pharm:code', kind);
  const general = element('pharm:generalizedMaterialKind', { classCode: 'MMAT', determinerCode: 'KIND' }, code);
  return element('pharm:asSpecializedKind', { classCode: 'GRIC' }, general);
}

function writeIngredient({ active, strength, code, name }: Ingredient): XmlOut {
  return element(
    'pharm:ingredient',
    { classCode: active ? 'ACTI' : 'IACT' },
    strength === undefined ? undefined : writeRatio('pharm:quantity', strength),
    element(
      'pharm:ingredientSubstance',
      { classCode: 'MMAT', determinerCode: 'KIND' },
      writeCoded('pharm:code', code),
      name === undefined ? undefined : element('pharm:name', {}, name),
    ),
  );
}
