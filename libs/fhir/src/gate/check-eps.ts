import { checkResource, type Visitor } from './elements/check-elements.js';
import type { Finding } from './finding.js';
import { Findings, isObject, listOf, type JsonObject } from './findings.js';
import { checkBundle } from './rules/bundle-rules.js';
import { checkComposition } from './rules/composition-rules.js';
import { datatypeInvariants } from './rules/datatype-invariants.js';
import type { Invariant } from './rules/invariant.js';
import { narrativeFault } from './rules/narrative.js';
import { checkObservation } from './rules/observation-rules.js';
import { profileElementsOf } from './rules/profile-elements.js';
import { checkReference, type ReferenceContext } from './rules/references.js';
import { resourceInvariants } from './rules/resource-invariants.js';

const invariants: ReadonlyMap<string, readonly Invariant[]> = new Map(
  Object.entries({ ...datatypeInvariants, ...resourceInvariants }),
);

/**
 * The structural gate: checks a document Bundle against FHIR R4, EPS 1.0.0-xtehr and the IPS 2.0 profiles that EPS
 * imposes (fhir.md sections 1.1 to 1.4). It fails closed: what is not known to be right is an error. It needs no
 * terminology server, so codes of preferred and extensible bindings and displays are not judged.
 *
 * Named exception: `eps-bundle-subject-ref` of EPS 1.0.0-xtehr demands `subject` of Consent, which R4 does not have.
 * A Consent is therefore only warned about.
 * @param bundle - the JSON of the Bundle, as parsed
 * @returns all findings, in document order for each family of rules; no error among them means the gate is open
 */
export function checkEps(bundle: unknown): Finding[] {
  const findings = new Findings();
  if (!isObject(bundle) || bundle['resourceType'] !== 'Bundle') {
    findings.error('resource-type', 'The document must be a FHIR Bundle.');
    return findings.all;
  }
  checkBundle(bundle, findings);
  checkResource(bundle, new Walk(bundle, findings));
  return findings.all;
}

/** One walk over a Bundle: the element tables with everything that hangs on them. */
class Walk implements Visitor {
  readonly findings: Findings;
  #context: ReferenceContext;

  constructor(bundle: JsonObject, findings: Findings) {
    this.findings = findings;
    this.#context = { byUrl: indexOf(bundle), fullUrl: '', resource: bundle };
  }

  resource(value: unknown, element: string, parent: JsonObject): void {
    if (element === 'resource') this.#checkEntryResource(parent);
    else checkResource(value, this);
  }

  #checkEntryResource(entry: JsonObject): void {
    const resource = entry['resource'];
    const fullUrl = typeof entry['fullUrl'] === 'string' ? entry['fullUrl'] : '';
    if (isObject(resource)) this.#context = { byUrl: this.#context.byUrl, fullUrl, resource };
    checkResource(resource, this);
    if (!isObject(resource)) return;
    for (const { anyOf, rule, text } of profileElementsOf.get(String(resource['resourceType'])) ?? []) {
      if (!anyOf.some((name) => present(resource, name))) this.findings.error(rule, text, anyOf[0]);
    }
    if (resource['resourceType'] === 'Composition') checkComposition(resource, this.#context, this.findings);
    if (resource['resourceType'] === 'Observation') checkObservation(resource, this.findings);
    if (resource['resourceType'] === 'Patient') this.#checkNames(resource);
    if (resource['resourceType'] === 'Consent') {
      this.findings.warning(
        'eps-bundle-subject-ref',
        'EPS 1.0.0-xtehr demands Consent.subject, which R4 does not have: accepted.',
      );
    }
  }

  #checkNames(patient: JsonObject): void {
    listOf(patient['name']).forEach((name, index) => {
      if (
        isObject(name) &&
        !['family', 'given', 'text', '_family', '_given', '_text', 'extension'].some((part) => name[part] !== undefined)
      ) {
        this.findings.error('ips-pat-1', 'A name must have a family name, a given name or a text.', `name[${index}]`);
      }
    });
  }

  visit(type: string, value: JsonObject): void {
    if (type === 'Narrative') this.#checkNarrative(value['div']);
    for (const { rule, text, holds } of invariants.get(type) ?? []) {
      if (!holds(value)) this.findings.error(rule, text);
    }
  }

  #checkNarrative(div: unknown): void {
    const fault = typeof div === 'string' ? narrativeFault(div) : undefined;
    if (fault === undefined) return;
    if (fault === 'empty') this.findings.error('txt-2', 'A narrative must have something to read.', 'div');
    else this.findings.error('txt-1', `A narrative must be harmless XHTML in its namespace (${fault}).`, 'div');
  }

  reference(value: JsonObject, targets: ReadonlySet<string> | undefined): void {
    checkReference(value, targets, this.#context, this.findings);
  }
}

function indexOf(bundle: JsonObject): Map<string, JsonObject> {
  const byUrl = new Map<string, JsonObject>();
  for (const entry of listOf(bundle['entry'])) {
    if (isObject(entry) && typeof entry['fullUrl'] === 'string' && isObject(entry['resource'])) {
      byUrl.set(entry['fullUrl'], entry['resource']);
    }
  }
  return byUrl;
}

function present(resource: JsonObject, name: string): boolean {
  const dot = name.indexOf('.');
  if (dot < 0) return resource[name] !== undefined || resource[`_${name}`] !== undefined;
  const parent = resource[name.slice(0, dot)];
  return isObject(parent) && typeof parent[name.slice(dot + 1)] === 'string';
}
