import type { JsonValue } from '../definitions/definitions.js';
import type { PackagedResource } from './core-package.js';

/** What is read of a StructureDefinition (FHIR R4 section 5.3). */
export interface StructureDefinition {
  readonly resourceType: 'StructureDefinition';
  readonly url: string;
  readonly version?: string;
  readonly kind: 'primitive-type' | 'complex-type' | 'resource' | 'logical';
  readonly abstract?: boolean;
  readonly type: string;
  readonly derivation?: 'specialization' | 'constraint';
  readonly baseDefinition?: string;
  readonly context?: readonly { readonly type: string; readonly expression: string }[];
  readonly extension?: readonly AnnotationExtension[];
  readonly snapshot?: { readonly element: readonly ElementDefinition[] };
}

/** What is read of an ElementDefinition; `fixed[x]` and `pattern[x]` are found by their names. */
export interface ElementDefinition {
  readonly id: string;
  readonly path: string;
  readonly sliceName?: string;
  readonly min?: number;
  readonly max?: string;
  readonly type?: readonly ElementType[];
  readonly contentReference?: string;
  readonly isModifier?: boolean;
  readonly binding?: {
    readonly strength: 'required' | 'extensible' | 'preferred' | 'example';
    readonly valueSet?: string;
    readonly extension?: readonly AnnotationExtension[];
  };
  readonly constraint?: readonly ElementConstraint[];
  readonly slicing?: {
    readonly discriminator?: readonly { readonly type: string; readonly path: string }[];
    readonly rules: 'open' | 'closed' | 'openAtEnd';
    readonly ordered?: boolean;
  };
  readonly [fixedOrPattern: `fixed${string}` | `pattern${string}`]: JsonValue | undefined;
}

/** One type that an element may have. */
export interface ElementType {
  readonly code: string;
  readonly profile?: readonly string[];
  readonly targetProfile?: readonly string[];
  readonly extension?: readonly AnnotationExtension[];
}

/** An invariant of an element. */
export interface ElementConstraint {
  readonly key: string;
  readonly severity: 'error' | 'warning';
  readonly human?: string;
  readonly expression?: string;
  readonly extension?: readonly AnnotationExtension[];
}

/** An extension of a definition. */
export interface AnnotationExtension {
  readonly url: string;
  readonly valueUri?: string;
  readonly valueUrl?: string;
  readonly valueCanonical?: string;
  readonly valueBoolean?: boolean;
}

/** A canonical URL without the version behind the bar. */
export function withoutVersion(canonical: string): string {
  const bar = canonical.indexOf('|');
  return bar < 0 ? canonical : canonical.slice(0, bar);
}

/** Where the canonical URLs of FHIR core begin. */
export const core = 'http://hl7.org/fhir/StructureDefinition/';

/**
 * The name of a type whose canonical URL this is.
 * @returns undefined for the URL of a profile
 */
export function coreTypeOf(canonical: string, isType: (name: string) => boolean): string | undefined {
  const url = withoutVersion(canonical);
  if (!url.startsWith(core)) return undefined;
  const name = url.slice(core.length);
  return isType(name) ? name : undefined;
}

const systemTypes = 'http://hl7.org/fhirpath/System.';
const fhirType = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type';

/** A Quantity that R4 core narrows wherever it uses it: the plans treat it as a type. */
export const simpleQuantity = 'SimpleQuantity';

/**
 * The FHIR name of a type. The snapshots write those of `id` and `url` as types of FHIRPath, with the name beside, and
 * SimpleQuantity as a profile of Quantity.
 */
export function typeName({ code, extension, profile }: ElementType): string {
  if (code === 'Quantity' && profile?.some((url) => withoutVersion(url) === core + simpleQuantity))
    return simpleQuantity;
  if (!code.startsWith(systemTypes)) return code;
  const named = extension?.find(({ url }) => url === fhirType);
  return named?.valueUrl ?? named?.valueUri ?? code.slice(systemTypes.length).toLowerCase();
}

/** Tells StructureDefinitions among the resources of a package. */
export function isStructureDefinition(resource: PackagedResource): resource is PackagedResource & StructureDefinition {
  return resource.resourceType === 'StructureDefinition';
}

/** Tells the definition of an extension. */
export function isExtension({ type, derivation, url }: StructureDefinition): boolean {
  return type === 'Extension' && derivation === 'constraint' && url !== undefined;
}

/** Tells the definition of a profile on a resource type or datatype. */
export function isProfile({ type, derivation, kind }: StructureDefinition): boolean {
  return derivation === 'constraint' && type !== 'Extension' && (kind === 'resource' || kind === 'complex-type');
}
