import type { Coded } from '../model/coded.js';
import type { Ingredient, Product } from '../model/product.js';
import { codedLines, codedListLines, momentLines, textLines } from '../view/common-lines.js';
import { codedText } from '../view/coded-text.js';
import { nothingLeft } from '../view/entry-view.js';
import { labelled, line, linesIf, mainLine, quiet } from '../view/line.js';
import { identifierLine } from '../view/parties.js';
import { quantityText, ratioText } from '../view/quantities.js';
import type { Line } from '../view/view-model.js';
import { folded, type ViewScope } from '../view/view-scope.js';

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
    ...linesIf(code, (coded) => codeLine(coded, name, scope)),
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

/** The code of a product. Where its display is but the product's name, only the code is worth a line. */
function codeLine(code: Coded, name: string | undefined, scope: ViewScope): Line {
  const { labels } = scope.words;
  const coded = codedText(code, scope);
  if (name === undefined) return mainLine(coded);
  const texts = [coded.shown, ...coded.beside];
  const isName = texts.every(({ text }) => folded(name).includes(folded(text))) && code.absence === undefined;
  if (!isName) return quiet(labels.product, coded);
  return quiet(labels.productCode, coded.codes.map(({ system, code: each }) => `${system} ${each}`).join(', '));
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
