import type { Medication as FhirMedication, MedicationIngredient } from 'fhir/r4.js';
import {
  absentElement,
  codeableConcept,
  codeableConceptOf,
  dateTime,
  identifiers,
  quantity,
  ratio,
  readCodeableConcept,
  readIdentifiers,
  readMoment,
  readQuantity,
  readRatio,
} from '../fhir/datatypes/index.js';
import { plainText } from '../narrative/plain-text.js';
import { readNarrative } from '../fhir/narrative/read-div.js';
import { writeDiv } from '../fhir/narrative/write-div.js';
import { objectOf, objectsOf, stated, stringOf } from '../fhir/narrowing.js';
import type { FhirReading } from '../fhir/reading.js';
import type { FhirResource } from '../fhir/resource.js';
import type { Coded } from '../model/coded.js';
import type { Ingredient, Product } from '../model/entry.js';

/** Extensions of medication-eu-core: the wider kind (ATC) and the package, for which R4 Medication has no element. */
const classificationUrl = 'https://profiles.ihe.net/PHARM/MPD/StructureDefinition/ihe-ext-medication-classification';
const packageTypeUrl = 'http://hl7.eu/fhir/StructureDefinition/medication-package-type';

/** Properties and extensions of Medication that are read. */
export const knownOfProduct: ReadonlySet<string> = new Set([
  'code',
  'form',
  'ingredient',
  'batch',
  'manufacturer',
  'amount',
  'status',
  classificationUrl,
  packageTypeUrl,
]);

/** Reads a Medication. */
export function readProduct(resource: FhirResource, reading: FhirReading): Product {
  const batch = objectOf(resource['batch']);
  const amount = objectOf(resource['amount']);
  const classes = extensionsOf(resource, classificationUrl);
  const written = objectOf(resource['text'])?.['status'] === 'additional' ? resource['text'] : undefined;
  return {
    identifiers: readIdentifiers(resource['identifier']),
    ...readNamedCode(resource['code']),
    ...stated({
      description: written === undefined ? undefined : plainText(readNarrative(written, reading)),
      classes: classes.length === 0 ? undefined : classes,
      form: readCodeableConcept(resource['form']),
      packageForm: extensionsOf(resource, packageTypeUrl)[0],
      packageQuantity: readQuantity(amount?.['numerator']),
      lotNumber: stringOf(batch?.['lotNumber']),
      expires: readMoment(batch?.['expirationDate']),
      manufacturer: readMaker(resource['manufacturer'], resource, reading),
    }),
    ingredients: objectsOf(resource['ingredient']).map((source) => readIngredient(source, resource, reading)),
  };
}

/** Text of a product's code is its name, also where the code's display says the same. */
export function readNamedCode(value: unknown): Pick<Product, 'code' | 'name'> {
  const coded = readCodeableConcept(value);
  if (coded === undefined) return {};
  const { coding, text, absence } = coded;
  const code: Coded | undefined =
    coding === undefined && absence === undefined ? undefined : stated({ coding, absence });
  return stated({ code, name: stringOf(objectOf(value)?.['text']) ?? text });
}

/** The name of the manufacturer, from the Organization or from what the reference shows. */
export function readMaker(reference: unknown, from: FhirResource, reading: FhirReading): string | undefined {
  const organization = reading.resolve(reference, from);
  return stringOf(organization?.['name']) ?? stringOf(objectOf(reference)?.['display']);
}

/** The coded values of an extension that may repeat. */
function extensionsOf(resource: FhirResource, url: string): Coded[] {
  return objectsOf(resource['extension'])
    .filter((extension) => extension['url'] === url)
    .flatMap((extension) => readCodeableConcept(extension['valueCodeableConcept']) ?? []);
}

/** An ingredient by its code, or by the code of the substance or product it refers to. */
function readIngredient(source: object, from: FhirResource, reading: FhirReading): Ingredient {
  const parts = source as Readonly<Record<string, unknown>>;
  const item = reading.resolve(parts['itemReference'], from);
  const coded = readCodeableConcept(parts['itemCodeableConcept']) ?? readCodeableConcept(item?.['code']);
  const { code, name } = coded === undefined ? {} : split(coded);
  return {
    code: code ?? { absence: 'NI' },
    ...stated({ name, strength: readRatio(parts['strength']) }),
    active: parts['isActive'] !== false,
  };
}

/** What a person wrote beside the code of a substance is its name. */
function split({ coding, text, absence }: Coded): { code?: Coded; name?: string } {
  if (coding === undefined) return stated({ code: stated({ text, absence }) });
  return stated({ code: stated({ coding, absence }), name: text });
}

/** Builds the Medication. Its code is demanded (Medication-uv-ips, eps-bundle-resource-code), or why there is none. */
export function writeProduct(product: Product, language?: string, offset?: string): FhirMedication {
  const { packageForm, packageQuantity, description, expires, lotNumber } = product;
  const kinds = product.classes ?? [];
  return {
    resourceType: 'Medication',
    text: description === undefined ? undefined : writeDiv([{ name: 'p', children: [description] }], 'additional'),
    extension: [
      ...kinds.map((kind) => ({ url: classificationUrl, valueCodeableConcept: codeableConcept(kind, language) })),
      ...(packageForm === undefined
        ? []
        : [{ url: packageTypeUrl, valueCodeableConcept: codeableConcept(packageForm, language) }]),
    ],
    identifier: identifiers(product.identifiers),
    code: writeCode(product, language),
    manufacturer: product.manufacturer === undefined ? undefined : { display: product.manufacturer },
    form: codeableConceptOf(product.form, language),
    amount:
      packageQuantity === undefined
        ? undefined
        : { numerator: quantity(packageQuantity), denominator: quantity({ value: '1', unit: '{package}' }) },
    ingredient: product.ingredients.map((ingredient) => writeIngredient(ingredient, language)),
    batch: {
      lotNumber,
      expirationDate: expires === undefined ? undefined : dateTime(expires, offset),
    },
  };
}

/** The code of the product, its name, or that neither is known. */
function writeCode({ code, name }: Product, language?: string): FhirMedication['code'] {
  if (code === undefined) return name === undefined ? absentElement('UNK') : { text: name };
  // Text is the product's name, so the display of the code may not stand in for it; an absent code that has a name is
  // told apart by its extension.
  return { ...codeableConcept(code, language), text: name ?? code.text };
}

/** An ingredient is active unless the source says otherwise. */
function writeIngredient({ code, name, active, strength }: Ingredient, language?: string): MedicationIngredient {
  return {
    itemCodeableConcept: codeableConcept(name === undefined ? code : { ...code, text: name }, language),
    isActive: active,
    strength: strength === undefined ? undefined : ratio(strength),
  };
}
