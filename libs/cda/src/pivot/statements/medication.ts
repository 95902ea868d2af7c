import { attribute, child, children, path, textOf, type XmlElement } from '@passerelle/xml';
import { pharmNamespace } from '../../grammar/namespaces.js';
import { coded, type CodedElement } from '../codes/coded-elements.js';
import { codedOrAbsent, hasTemplate, valuedOrAbsent } from '../reading-elements.js';
import { demand, ofWriters, wished, type Demand } from '../rule.js';
import { ccd, ehdsi, ihe } from '../templates.js';
import { identified, isOf, withStatus } from './common-demands.js';
import type { StatementShape } from './shape.js';

const material = ['consumable', 'manufacturedProduct', 'manufacturedMaterial'];
// A package may stand in a package, and that in one more.
const inPackage = ['asContent', 'containerPackagedProduct'];

const demands: readonly Demand[] = [
  identified,
  withStatus,
  demand(
    {
      id: 'pivot-medication-mood',
      place: '',
      text: 'A medication should be a substanceAdministration that happened or is intended: moodCode EVN or INT.',
      severities: wished,
    },
    (statement) => isOf(statement, 'SBADM', 'EVN', 'INT'),
  ),
  demand(
    {
      id: 'pivot-medication-time',
      place: 'effectiveTime',
      text: 'The first effectiveTime of a medication must say how long it is taken, or the reason why not.',
    },
    (statement) => valuedOrAbsent(child(statement, 'effectiveTime')),
  ),
  demand(
    {
      id: 'pivot-medication-product',
      place: 'consumable/manufacturedProduct',
      text: 'A medication must name its product by a code, a name, words or a substance, or say that there is none or why not.',
    },
    (statement) => isNamed(statement) || isAccountedFor(statement),
  ),
  demand(
    {
      id: 'pivot-medication-unnamed',
      place: 'consumable/manufacturedProduct',
      text: 'A medication should name its product: nobody can use one that has only the reason why it is not named.',
      severities: wished,
    },
    (statement) => isNamed(statement) || !isAccountedFor(statement),
  ),
  demand(
    {
      id: 'pivot-medication-product-template',
      place: 'consumable/manufacturedProduct',
      text: 'The product of a medication must carry the template 1.3.6.1.4.1.12559.11.10.1.3.1.3.31.',
      severities: ofWriters,
    },
    (statement) => {
      const product = path(statement, 'consumable', 'manufacturedProduct');
      return product === undefined || hasTemplate(product, [ehdsi('3.31')]);
    },
  ),
  demand(
    {
      id: 'pivot-medication-extension',
      place: material.join('/'),
      text: 'What CDA has no place for must be written in the namespace urn:hl7-org:pharm.',
      severities: ofWriters,
    },
    (statement) => {
      const product = path(statement, 'consumable', 'manufacturedProduct');
      return [product, child(product, 'manufacturedMaterial')].every((element) => isPlainOrPharm(element));
    },
  ),
  demand(
    {
      id: 'pivot-medication-ingredient',
      place: `${material.join('/')}/ingredient`,
      text: 'An active ingredient must name its substance by a code or the reason why there is none.',
    },
    (statement) =>
      children(path(statement, ...material), 'ingredient')
        .filter((ingredient) => attribute(ingredient, 'classCode') === 'ACTI')
        .every((ingredient) => codedOrAbsent(substanceCode(ingredient))),
  ),
];

const codes: readonly CodedElement[] = [
  coded(['code'], 'O', 49),
  coded(['doseQuantity', '@unit'], 'O', 16),
  coded(['doseQuantity', 'low', '@unit'], 'O', 16),
  coded(['doseQuantity', 'high', '@unit'], 'O', 16),
  coded(['effectiveTime', 'event'], 'O', 41),
  coded(['routeCode'], 'O', 12),
  coded([...material, 'formCode'], 'O', 2),
  coded([...material, ...inPackage, 'formCode'], 'O', 3),
  coded([...material, ...inPackage, ...inPackage, 'formCode'], 'O', 3),
  coded([...material, ...inPackage, ...inPackage, ...inPackage, 'formCode'], 'O', 3),
  coded([...material, 'ingredient', 'ingredientSubstance', 'code'], 'RNFA', 24, 61),
  coded([...material, 'asSpecializedKind', 'generalizedMaterialKind', 'code'], 'RNFA', 24),
];

/** A medicine that is or was taken, or should be. */
export const medication: StatementShape = {
  name: 'medication item',
  element: 'substanceAdministration',
  templates: [ehdsi('3.4')],
  older: [ccd('1.24'), ihe('4.7.1'), ihe('4.7')],
  demands,
  codes,
};

/** Whether the code of the product says at least why there is none. */
function isAccountedFor(statement: XmlElement): boolean {
  return codedOrAbsent(child(path(statement, ...material), 'code'));
}

function isNamed(statement: XmlElement): boolean {
  const product = path(statement, ...material);
  return (
    // In a medication item the statement itself has a code only to say that there is no medication.
    attribute(child(statement, 'code'), 'code') !== undefined ||
    attribute(child(product, 'code'), 'code') !== undefined ||
    textOf(child(product, 'code')) !== undefined ||
    textOf(child(product, 'name')) !== undefined ||
    child(product, 'ingredient') !== undefined
  );
}

/** The substance has another name in the extension of epSOS: an ingredient in an ingredient. */
function substanceCode(ingredient: XmlElement): XmlElement | undefined {
  const substance = child(ingredient, 'ingredientSubstance') ?? child(ingredient, 'ingredient');
  return child(substance, 'code');
}

function isPlainOrPharm(element: XmlElement | undefined): boolean {
  return children(element).every(({ uri }) => uri === element?.uri || uri === pharmNamespace);
}
