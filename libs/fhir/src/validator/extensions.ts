import type { JsonObject } from '../fhirpath/nodes.js';
import type { PlacedResource } from './document.js';
import type { Validation } from './validation.js';
import { walkRule } from './walk-profile.js';

/** Where an extension stands. */
export interface ExtensionContext {
  /** Path of the element: `Patient.name`. */
  readonly path: string;
  /** Its type: `HumanName`. */
  readonly type: string;
  /** URL of the extension around it, where there is one. */
  readonly within?: string;
}

/** Extensions that carry an element of FHIR R5 in R4: their URLs name it, their definitions are on no registry. */
const fromRelease5 = 'http://hl7.org/fhir/5.0/StructureDefinition/extension-';

/** All extensions of FHIR core are known: another one there does not exist. */
const coreExtensions = 'http://hl7.org/fhir/StructureDefinition/';
/** Guides of HL7 and HL7 Europe: what they define is defined, also where their packages are not at hand. */
const publishers = ['http://hl7.org/fhir/', 'http://hl7.eu/fhir/'];

/** The types that a type is one of, for contexts: an extension of `string` may stand on a `code`. */
const supertypes: Readonly<Record<string, readonly string[]>> = {
  code: ['string'],
  id: ['string'],
  markdown: ['string'],
  url: ['uri'],
  canonical: ['uri'],
  oid: ['uri'],
  uuid: ['uri'],
  positiveInt: ['integer'],
  unsignedInt: ['integer'],
  SimpleQuantity: ['Quantity'],
  Age: ['Quantity'],
  Count: ['Quantity'],
  Distance: ['Quantity'],
  Duration: ['Quantity'],
};

/**
 * Checks an extension against its definition: that there is one, that it may stand where it stands, that it is a
 * modifier or not, and what its definition demands of it.
 * @param modifier - whether it stands in `modifierExtension`
 * @param parent - the object that holds it
 */
export function checkExtension(
  extension: JsonObject,
  modifier: boolean,
  context: ExtensionContext,
  parent: JsonObject,
  placed: PlacedResource,
  validation: Validation,
): void {
  const { findings, model } = validation;
  const { url } = extension;
  checkContent(extension, validation);
  if (typeof url !== 'string') return;
  // Within an extension, a relative name is one of its parts, which its own definition lists.
  if (!/^[a-z]+:/i.test(url)) {
    if (context.within === undefined)
      findings.error('extension-unknown', 'The URL of an extension must be absolute.', 'url');
    else checkPart(url, context.within, validation);
    return;
  }
  const rule = model.extension(url);
  if (rule === undefined) {
    reportUnknown(url, modifier, validation);
    return;
  }
  if (rule.modifier !== modifier) {
    const name = rule.modifier ? 'modifierExtension' : 'extension';
    findings.error('extension-modifier', `By its definition it must stand in ${name}.`);
  }
  if (!mayStand(rule.context, context, parent)) {
    findings.error(
      'extension-context',
      `By its definition it may stand on ${[...rule.context].join(', ')}, not on ${context.path}.`,
    );
  }
  walkRule(extension, 'Extension', rule.rule, placed, validation);
}

/** ext-1: a value or extensions, not both and not neither. */
function checkContent(extension: JsonObject, { findings }: Validation): void {
  let values = 0;
  for (const key of Object.keys(extension)) if (/^_?value[A-Z]/.test(key)) values++;
  const parts = extension['extension'] !== undefined;
  if (values > 0 === parts) {
    findings.error('ext-1', 'An extension must have either a value or extensions, not both and not neither.');
  }
}

function checkPart(part: string, within: string, { findings, model }: Validation): void {
  const rule = model.extension(within);
  if (rule === undefined) return;
  const inner = rule.rule.children.find(({ element }) => element === 'extension');
  const parts = inner?.rule.slicing?.slices ?? [];
  const known = parts.some((slice) => {
    const url = slice.rule.children.find(({ element }) => element === 'url');
    return url?.rule.fixed === part || slice.name === part;
  });
  if (!known) findings.error('extension-unknown', 'The extension around it has no such part.', 'url');
}

function reportUnknown(url: string, modifier: boolean, { findings, trustedDomains }: Validation): void {
  if (modifier) {
    findings.error('extension-unknown', 'A modifier extension changes the meaning and must be known: this one is not.');
  } else if (url.startsWith(fromRelease5)) {
    findings.add(
      'information',
      'extension-not-checked',
      'An element of FHIR R5 as extension: its definition is not at hand, so its content was not checked.',
    );
  } else if (!url.startsWith(coreExtensions) && isTrusted(url, trustedDomains)) {
    findings.add(
      'warning',
      'extension-not-checked',
      'The package that defines the extension is not at hand: it was not checked.',
    );
  } else {
    findings.error(
      'extension-unknown',
      'The extension is not defined in the packages known here: leave it out or import its package.',
    );
  }
}

function isTrusted(url: string, domains: readonly string[]): boolean {
  return [...publishers, ...domains].some((domain) => url.startsWith(domain));
}

function mayStand(allowed: ReadonlySet<string>, { path, type, within }: ExtensionContext, parent: JsonObject): boolean {
  if (allowed.has('Element') || allowed.has(path) || allowed.has(type)) return true;
  if (supertypes[type]?.some((each) => allowed.has(each)) === true) return true;
  if (path.endsWith('[x]') && (allowed.has(path.slice(0, -3)) || allowed.has(path.slice(0, -3) + type))) return true;
  if (within !== undefined && (allowed.has(within) || allowed.has('Extension'))) return true;
  if (typeof parent['resourceType'] === 'string') {
    return allowed.has('DomainResource') || allowed.has('Resource') || allowed.has('CanonicalResource');
  }
  return false;
}
