import { attribute, child, children, textOf, writtenAttribute, xsiType, type XmlElement } from '@passerelle/xml';
import { isUcum } from '@passerelle/kernel/ucum';
import type { PivotReport } from '../pivot-report.js';
import { ofWriters, rule, wished } from '../rule.js';
import { absenceIn, absenceRules } from '../sections/absence-rules.js';

/** Rules of every code, quantity and time of the document. */
export const codeRules = {
  codeOrReason: rule('pivot-code-or-reason', 'A coded element must have a code or a nullFlavor.'),
  system: rule('pivot-code-system', 'A code must name its system by an OID.'),
  display: rule('pivot-display', 'A code should have a displayName.', wished),
  original: rule(
    'pivot-original-text',
    'A code that the value set lacks (nullFlavor OTH) must say what is meant, by originalText, a translation or a name beside it.',
  ),
  nested: rule(
    'pivot-translation-nested',
    'Earlier codes should stand one inside the other: one translation, which holds the one before.',
    { ...wished, reading: 'none' },
  ),
  unit: rule('pivot-unit', 'The unit should be an expression of UCUM.', wished),
  time: rule('pivot-time', 'A time must be written as YYYYMMDDhhmmss with offset, or a beginning of it.'),
  value: rule('pivot-null-value', 'An element cannot have a value and a nullFlavor at once.', ofWriters),
} as const;

// Elements of the datatype CS: their code system is fixed by the model and not written. `event` is EIVL's.
const withoutSystem: ReadonlySet<string> = new Set([
  'statusCode', 'languageCode', 'realmCode', 'signatureCode', 'event',
]); // prettier-ignore
// Codes that are their own name.
const withoutDisplay: ReadonlySet<string> = new Set(['functionCode', 'event']);
const timeElements: ReadonlySet<string> = new Set(['effectiveTime', 'time', 'birthTime']);
const spansOfTime: ReadonlySet<string> = new Set(['effectiveTime', 'time', 'phase']);
const limits: ReadonlySet<string> = new Set(['low', 'high', 'center']);
const timeForm =
  /^\d{4}(?:(?:0[1-9]|1[0-2])(?:(?:0[1-9]|[12]\d|3[01])(?:\d{2}(?:\d{2}(?:\d{2}(?:\.\d+)?)?)?(?:[+-]\d{4})?)?)?)?$/;
const oid = /^[0-2](?:\.(?:0|[1-9]\d*))+$/;
const codedTypes: ReadonlySet<string> = new Set(['CD', 'CE', 'CV', 'CO']);

/** Checks the code, the quantity or the time of one element, without those below it. */
export function checkValues(element: XmlElement, report: PivotReport): void {
  const code = attribute(element, 'code');
  const nullFlavor = attribute(element, 'nullFlavor');
  if (code !== undefined) checkCode(element, report);
  else if (nullFlavor === undefined && isCoded(element)) report.add(codeRules.codeOrReason);
  else if (nullFlavor === 'OTH' && isCoded(element) && !saysWhat(element, report.lineage.parent())) {
    report.add(codeRules.original);
  }
  const value = writtenAttribute(element, 'value');
  if (value !== undefined) checkValue(element, report.lineage.parent(), value, report);
  if (nullFlavor !== undefined && (code !== undefined || value !== undefined)) report.add(codeRules.value);
  if (countTranslations(element) > 1) report.add(codeRules.nested);
}

function isCoded(element: XmlElement): boolean {
  const { local } = element;
  if (local === 'code' || local === 'translation') return true;
  if (local === 'value') return codedTypes.has(typeOf(element) ?? '');
  return local.endsWith('Code') && local !== 'postalCode' && !withoutSystem.has(local);
}

function checkCode(element: XmlElement, report: PivotReport): void {
  if (withoutSystem.has(element.local)) return;
  const system = attribute(element, 'codeSystem');
  if (system === undefined || !oid.test(system)) report.add(codeRules.system);
  else if (absenceIn(element)?.says === undefined && absenceIn(element) !== undefined) report.add(absenceRules.code);
  if (attribute(element, 'displayName') === undefined && !withoutDisplay.has(element.local)) {
    report.add(codeRules.display);
  }
}

function checkValue(element: XmlElement, parent: XmlElement | undefined, value: string, report: PivotReport): void {
  const unit = attribute(element, 'unit');
  if (unit !== undefined) {
    if (!isUcum(unit)) report.add(codeRules.unit);
    return;
  }
  if (isTime(element, parent) && !timeForm.test(value)) report.add(codeRules.time);
}

/** Whether the value of an element is a time: limits may be numbers as well, as their span says. */
function isTime(element: XmlElement, parent: XmlElement | undefined): boolean {
  const type = typeOf(element);
  if (limits.has(element.local))
    return parent !== undefined && (spansOfTime.has(parent.local) || typeOf(parent) === 'IVL_TS');
  return type === 'TS' || (type === undefined && timeElements.has(element.local));
}

function typeOf(element: XmlElement): string | undefined {
  const stated = attribute(element, xsiType);
  return stated?.slice(stated.indexOf(':') + 1);
}

/** A thing that has a name beside its code needs no words in it. */
function saysWhat(element: XmlElement, parent: XmlElement | undefined): boolean {
  return (
    children(element).some(({ local }) => local === 'originalText' || local === 'translation') ||
    textOf(child(parent, 'name')) !== undefined
  );
}

/** Codes have translations, and so have quantities; of the latter each is the same in another unit. */
function countTranslations(element: XmlElement): number {
  let count = 0;
  for (const node of element.children) {
    if (typeof node !== 'string' && node.local === 'translation' && writtenAttribute(node, 'value') === undefined)
      count++;
  }
  return count;
}
