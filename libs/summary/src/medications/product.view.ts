import type { Ingredient, Product } from '../model/product.js';
import { codedLines, codedListLines, codeOfNamed, momentLines, textLines } from '../view/common-lines.js';
import { codedText } from '../view/coded-text.js';
import { nothingLeft } from '../view/entry-view.js';
import { labelled, line, linesIf, mainLine } from '../view/line.js';
import { identifierLine } from '../view/parties.js';
import { quantityText, ratioText } from '../view/quantities.js';
import type { Line } from '../view/view-model.js';
import type { ViewScope } from '../view/view-scope.js';

/** Everything said of a product: its name first, then what is in it, then how it comes. */
export function productLines(product: Product, scope: ViewScope): readonly Line[] {
  const {
    identifiers,
    code,
    name,
    description,
    classes = [],
    form,
    ingredients,
    packageForm: _packageForm,
    packageQuantity: _packageQuantity,
    ...more
  } = product;
  const { lotNumber, expires, manufacturer, ...rest } = more;
  nothingLeft(rest);
  const { labels } = scope.words;
  return [
    ...linesIf(name, (text) => mainLine(text)),
    ...linesIf(code, (coded) =>
      name === undefined ? mainLine(codedText(coded, scope)) : codeOfNamed(coded, name, scope),
    ),
    ...ingredients.map((ingredient) => ingredientLine(ingredient, scope)),
    ...codedLines(form, scope, 'form'),
    ...textLines(description, scope, 'description'),
    ...codedListLines(classes, scope, 'class'),
    ...packageLines(product, scope),
    ...linesIf(lotNumber, (text) => labelled(labels.lot, text)),
    ...momentLines(expires, scope, 'expires'),
    ...linesIf(manufacturer, (text) => labelled(labels.manufacturer, text)),
    ...identifiers.map((identifier) => identifierLine(identifier, scope, labels.productNumber)),
  ];
}

/** A substance with its strength; one that does not act says so. */
function ingredientLine({ code, name, active, strength, ...rest }: Ingredient, scope: ViewScope): Line {
  nothingLeft(rest);
  const { labels } = scope.words;
  const coded = codedText(code, scope);
  const shown = [coded.shown, ...coded.beside].some(({ text }) => text.toLowerCase() === name?.toLowerCase());
  const isNamed = name !== undefined && !shown;
  const pieces = line(
    coded,
    isNamed ? `(${name})` : undefined,
    strength === undefined ? undefined : ratioText(strength, scope),
  );
  return active ? pieces : { ...pieces, label: labels.inactiveIngredient };
}

/** The package and what is in it: `30 × Box`. */
function packageLines({ packageForm, packageQuantity }: Product, scope: ViewScope): readonly Line[] {
  const { labels } = scope.words;
  if (packageForm === undefined) {
    return linesIf(packageQuantity, (quantity) => labelled(labels.package, quantityText(quantity, scope)));
  }
  const many = packageQuantity === undefined ? undefined : `${quantityText(packageQuantity, scope)} ×`;
  return [labelled(labels.package, many, codedText(packageForm, scope))];
}
