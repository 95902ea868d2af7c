import type { JsonObject } from '../fhirpath/nodes.js';
import { conformityOf } from './conformity.js';
import { typeInAddress, type PlacedResource, type Resolved } from './document.js';
import type { Validation } from './validation.js';

/** What a reference points to: the resource where it is in the document, otherwise as much as its address tells. */
interface Target {
  readonly resolved: Resolved;
  readonly type: string | undefined;
}

/** What a reference of a resource points to; undefined where it names nothing. */
export function targetOf(
  { reference, type }: JsonObject,
  from: PlacedResource,
  { document }: Validation,
): Target | undefined {
  if (typeof reference !== 'string') return undefined;
  const resolved = document.resolve(reference, from);
  if (typeof resolved === 'object') {
    const named = resolved.resource['resourceType'];
    return { resolved, type: typeof named === 'string' ? named : undefined };
  }
  return { resolved, type: typeInAddress(reference) ?? (typeof type === 'string' ? type : undefined) };
}

/**
 * Holds a Reference against its type: it must resolve where it points into the document, and point to a resource of one
 * of the types allowed.
 * @param targets - names of resource types; undefined means any
 */
export function checkReferenceOfType(
  value: JsonObject,
  targets: ReadonlySet<string> | undefined,
  from: PlacedResource,
  validation: Validation,
): void {
  const target = targetOf(value, from, validation);
  if (target === undefined) return;
  const { findings } = validation;
  if (target.resolved === 'dangling') {
    findings.error('reference-resolves', 'The reference must point to a resource of the document.', 'reference');
    return;
  }
  const { type, resolved } = target;
  if (typeof resolved === 'object') validation.links.push([from.root, resolved.root]);
  else if (isMissingPart(from, validation)) {
    findings.error('reference-resolves', 'What a Composition refers to must be in the document.', 'reference');
  }
  if (typeof value['type'] === 'string' && typeof target.resolved === 'object' && value['type'] !== type) {
    findings.error('reference-type', 'The type must be that of the resource referred to.', 'type');
  }
  if (targets !== undefined && type !== undefined && !targets.has(type)) {
    findings.error('reference-type', `The reference must point to: ${[...targets].join(', ')}.`, 'reference');
  }
}

/** Of a document, the Composition may not refer to anything outside (FHIR R4 section 3.3.1). */
function isMissingPart({ resource }: PlacedResource, { document: { root } }: Validation): boolean {
  return resource['resourceType'] === 'Composition' && root.resource['type'] === 'document';
}

/**
 * Holds a Reference against the targets that a profile leaves: names of resource types, or profiles, of which what it
 * points to must conform to one. Of a resource outside the document only the type is known.
 */
export function checkTargets(
  value: JsonObject,
  targets: readonly string[],
  from: PlacedResource,
  validation: Validation,
): void {
  const target = targetOf(value, from, validation);
  if (target?.type === undefined) return;
  const { model, findings } = validation;
  const fitting = targets.filter((each) => (each.includes('/') ? model.profile(each)?.type : each) === target.type);
  if (fitting.length === 0) {
    // A profile that is not known here might be of any type.
    if (targets.some((each) => each.includes('/') && model.profile(each) === undefined)) return;
    findings.error('reference-type', `The reference must point to: ${targets.map(shortName).join(', ')}.`, 'reference');
    return;
  }
  const { resolved } = target;
  if (typeof resolved !== 'object' || fitting.some((each) => meets(each, resolved, validation))) return;
  const [first = ''] = fitting;
  const faults = conformityOf(resolved, first, validation).filter(({ severity }) => severity === 'error');
  const [fault] = faults;
  const reason =
    fault === undefined ? '' : `; it breaks ${fault.rule} at ${fault.expression.replace(/^\./, '') || 'its root'}`;
  findings.error(
    'reference-profile',
    `The resource referred to must conform to ${fitting.map(shortName).join(' or ')}${reason}.`,
    'reference',
    { place: resolved.expression, faults },
  );
}

/** Whether what a reference points to conforms to one of some targets, for slices that are told apart by it. */
export function conformsToOne(
  value: JsonObject,
  targets: readonly string[],
  from: PlacedResource,
  validation: Validation,
): boolean {
  const target = targetOf(value, from, validation);
  if (target === undefined || typeof target.resolved !== 'object') return false;
  const { resolved } = target;
  return targets.some((each) => isOfType(each, target.type, validation) && meets(each, resolved, validation));
}

/** Whether what a reference points to is of the type of one of some targets. */
export function isOfOneType(
  value: JsonObject,
  targets: readonly string[],
  from: PlacedResource,
  validation: Validation,
): boolean {
  const type = targetOf(value, from, validation)?.type;
  return targets.some((each) => isOfType(each, type, validation));
}

function isOfType(target: string, type: string | undefined, { model }: Validation): boolean {
  return type !== undefined && (target.includes('/') ? model.profile(target)?.type : target) === type;
}

function meets(target: string, placed: PlacedResource, validation: Validation): boolean {
  if (!target.includes('/')) return true;
  return conformityOf(placed, target, validation).every(({ severity }) => severity !== 'error');
}

function shortName(target: string): string {
  return target.slice(target.lastIndexOf('/') + 1);
}
