import type { Extension } from 'fhir/r4.js';
import { readCodeableConcept } from '../fhir/datatypes/index.js';
import type { FhirReading } from '../fhir/reading.js';
import type { FhirResource } from '../fhir/resource.js';
import type { FhirWriting } from '../fhir/writing.js';
import { objectsOf } from '../fhir/narrowing.js';
import { readNamedCode, readProduct, writeProduct } from '../medications/product.fhir.js';
import type { Coded } from '../model/coded.js';
import type { Immunization, Product } from '../model/entry.js';

/** R5's Immunization.administeredProduct, as immunization-eu-core takes it over: a code or a reference to a Medication. */
export const administeredProductUrl =
  'http://hl7.org/fhir/5.0/StructureDefinition/extension-Immunization.administeredProduct';

/** Reads the product given, which R4 Immunization itself has no place for. */
export function readAdministered(
  resource: FhirResource,
  reading: FhirReading,
): Pick<Product, 'ingredients'> & Partial<Product> {
  const extension = objectsOf(resource['extension']).find(({ url }) => url === administeredProductUrl);
  for (const part of objectsOf(extension?.['extension'])) {
    const medication = part['url'] === 'reference' ? reading.resolve(part['valueReference'], resource) : undefined;
    if (medication !== undefined) return withoutVaccine(readProduct(medication, reading), resource);
    if (part['url'] === 'concept') return { ...readNamedCode(part['valueCodeableConcept']), ingredients: [] };
  }
  return { ingredients: [] };
}

/** A product whose code only repeats the vaccine has none of its own. */
function withoutVaccine(product: Product, resource: FhirResource): Product {
  const { code, ...rest } = product;
  const vaccine = readCodeableConcept(resource['vaccineCode'])?.coding;
  const repeats = code?.coding?.system === vaccine?.system && code?.coding?.code === vaccine?.code;
  return repeats ? rest : product;
}

/** Writes what is known of the product beyond lot and maker: its name alone as a concept, more as a Medication. */
export function writeAdministered(entry: Immunization, writing: FhirWriting): Extension[] | undefined {
  const { lotNumber: _lot, expires: _expires, manufacturer: _maker, identifiers, ingredients, ...said } = entry.product;
  const { name, ...more } = said;
  const isMore = Object.keys(more).length > 0 || identifiers.length + ingredients.length > 0;
  if (!isMore && name === undefined) return undefined;
  const part: Extension = isMore
    ? { url: 'reference', valueReference: { reference: addProduct(entry, writing) } }
    : { url: 'concept', valueCodeableConcept: { text: name } };
  return [{ url: administeredProductUrl, extension: [part] }];
}

/** The product's code is the vaccine, unless it has one of its own: Medication.code is demanded. */
function addProduct({ product, vaccine, path }: Immunization, writing: FhirWriting): string {
  const { lotNumber: _lot, expires: _expires, manufacturer: _maker, ...own } = product;
  // Words beside the vaccine's code are no name of the product.
  const ofVaccine: Coded = vaccine.coding === undefined ? { absence: 'UNK' } : { coding: vaccine.coding };
  const coded: Product = { ...own, code: own.code ?? ofVaccine };
  return writing.add(writeProduct(coded, writing.language, writing.offset), `${path}/product`);
}
