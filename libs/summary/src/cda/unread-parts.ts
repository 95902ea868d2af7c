import { attribute, child, type XmlElement } from '@passerelle/xml';
import type { CdaReading } from './reading.js';

// What the parts of a CDA statement are called outside CDA, for the reader of a loss report.
const words: Readonly<Record<string, string>> = {
  administrationUnitCode: 'unit of administration',
  approachSiteCode: 'site of administration',
  asDistributedProduct: 'distributor',
  derivationExpr: 'derivation',
  effectiveTime: 'date',
  entryRelationship: 'related statement',
  interpretationCode: 'interpretation',
  languageCode: 'language',
  marketingAuthorizationHolder: 'marketing authorization holder',
  maxDoseQuantity: 'maximum dose',
  methodCode: 'method',
  part: 'parts of a combination pack',
  precondition: 'precondition',
  priorityCode: 'priority',
  quantity: 'quantity supplied',
  rateQuantity: 'rate',
  reference: 'reference to another document',
  repeatNumber: 'number of repetitions',
  softwareName: 'software',
  targetSiteCode: 'body site',
};

const structural = new Set(['realmCode', 'typeId', 'templateId']);
const meaningful = ['value', 'code', 'extension', 'root', 'displayName'];

/**
 * Reports the children of a statement that its reader has no place for. A child that says nothing (a null flavour, an
 * empty element) is no loss and is passed over.
 * @param read - local names of the children the reader takes care of
 * @param of - what the statement is, where it is a part itself: `reaction` gives `date of the reaction`
 */
export function omitUnread(statement: XmlElement, read: ReadonlySet<string>, reading: CdaReading, of?: string): void {
  if (reading.omit === undefined) return;
  let before = '';
  for (const node of statement.children) {
    if (typeof node === 'string' || read.has(node.local) || structural.has(node.local)) continue;
    // Repeated elements stand together, and one mention is enough.
    if (node.local === before || !saysSomething(node)) continue;
    before = node.local;
    const part = words[node.local] ?? node.local;
    reading.omit(of === undefined ? part : `${part} of the ${of}`);
  }
}

/** Whether an element holds a value, a code, an identifier or text, itself or below. */
export function saysSomething(part: XmlElement): boolean {
  for (const name of meaningful) if (attribute(part, name) !== undefined) return true;
  return part.children.some((node) =>
    typeof node === 'string' ? node.trim() !== '' : !structural.has(node.local) && saysSomething(node),
  );
}

/** The statement of the given kind that an entry, a component or a relationship holds; a statement is its own. */
export function statementOf(holder: XmlElement, local: string): XmlElement | undefined {
  return holder.local === local ? holder : child(holder, local);
}

/**
 * Whether the statement says what is not so (CDA negationInd). The model states what is; a reader that passed over the
 * indicator would turn "does not take" into "takes".
 */
export function isNegated(statement: XmlElement): boolean {
  const negation = attribute(statement, 'negationInd');
  return negation === 'true' || negation === '1';
}
