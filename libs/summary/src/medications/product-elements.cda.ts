import { child, type XmlElement } from '@passerelle/xml';

/**
 * Elements of a medicine that have another name in some documents (docs/dialects.md): first the name that is written, then
 * those that are only read. `manufacturedLabeledDrug` is CDA's own for a drug by its label; the others are those of the
 * medication extension in its first form, `urn:epsos-org:ep:medication` (myhealtheu-wire.md section 1, item 2).
 */
const elements = {
  material: ['manufacturedMaterial', 'manufacturedLabeledDrug'],
  substance: ['ingredientSubstance', 'ingredient'],
  container: ['containerPackagedProduct', 'containerPackagedMedicine'],
  kind: ['generalizedMaterialKind', 'generalizedMedicineClass'],
} as const;

/** The child by whichever of its names it has. */
export function productElement(parent: XmlElement | undefined, element: keyof typeof elements): XmlElement | undefined {
  for (const name of elements[element]) {
    const found = child(parent, name);
    if (found !== undefined) return found;
  }
  return undefined;
}
