import { failed, ok, PasserelleError, type Identifier, type Result } from '@passerelle/kernel';
import { attribute, children, textOf, type XmlElement } from '@passerelle/xml';
import type { AssertionContent } from './assertion-content.js';
import { attributeNames, namespaces, type AttributeKey } from './names.js';

/** A code with its system, as the attributes of HL7's `CE` state it; a plain text is a code without system. */
export interface AssertedCode {
  readonly code: string;
  /** OID or UUID, as written. */
  readonly codeSystem?: string;
  readonly codeSystemName?: string;
  readonly displayName?: string;
}

/** The health professional of an HCP identity assertion of MyHealth@EU. */
export interface AssertedProfessional {
  /** Name of the professional (`subject-id`). */
  readonly name: string;
  readonly role: AssertedCode;
  readonly purposeOfUse: AssertedCode;
  readonly locality: string;
  readonly nationalProviderId?: string;
  readonly organization?: string;
  readonly organizationId?: string;
  readonly facilityType?: string;
  /** `urn:oid:…` of the community that asks. */
  readonly homeCommunityId?: string;
  /** Whom a clerk acts for. */
  readonly onBehalfOf?: AssertedCode;
  /** Permissions of HL7, as whole URNs. */
  readonly permissions: readonly string[];
}

/** What a TRC assertion says of the treatment. */
export interface AssertedTreatment {
  /** The patient: OID of the assigning authority, and the identifier in it. */
  readonly patient: Identifier;
  readonly purposeOfUse?: AssertedCode;
}

/**
 * Reads the professional from an HCP identity assertion. Attributes that are not listed are ignored: old peers send
 * others.
 * @returns PSR-2312 for the first mandatory attribute that is missing or has no form
 */
export function readProfessional(content: Pick<AssertionContent, 'attributes'>): Result<AssertedProfessional> {
  return attempt(() => {
    const text = (key: AttributeKey): string | undefined => optionalText(content, key);
    const onBehalfOf = optionalCode(content, 'onBehalfOf');
    const optional = {
      nationalProviderId: text('nationalProviderId'),
      organization: text('organization'),
      organizationId: text('organizationId'),
      facilityType: text('facilityType'),
      homeCommunityId: text('homeCommunityId'),
    };
    const given = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined));
    return {
      name: mandatory(text('subjectId'), 'subjectId'),
      role: mandatory(optionalCode(content, 'role'), 'role'),
      purposeOfUse: mandatory(optionalCode(content, 'purposeOfUse'), 'purposeOfUse'),
      locality: mandatory(text('locality'), 'locality'),
      ...given,
      ...(onBehalfOf && { onBehalfOf }),
      permissions: valuesOf(content, 'permission').map((each) => mandatory(textOf(each), 'permission')),
    };
  });
}

/**
 * Reads patient and purpose from a TRC assertion. The patient is written as HL7 v2 writes it: `id^^^&OID&ISO`.
 * @returns PSR-2312 when the patient is missing or written otherwise
 */
export function readTreatment(content: Pick<AssertionContent, 'attributes'>): Result<AssertedTreatment> {
  return attempt(() => {
    const written = optionalText(content, 'subjectId') ?? '';
    const [, value, root] = /^([^^&]+)\^\^\^&([0-9.]+)&ISO$/.exec(written) ?? [];
    if (value === undefined || root === undefined) throw missing('subjectId');
    const purposeOfUse = optionalCode(content, 'purposeOfUse');
    return { patient: { system: `urn:oid:${root}`, value }, ...(purposeOfUse && { purposeOfUse }) };
  });
}

function valuesOf({ attributes }: Pick<AssertionContent, 'attributes'>, key: AttributeKey): readonly XmlElement[] {
  return attributes.find(({ name }) => name === attributeNames[key])?.values ?? [];
}

/** The one value of an attribute. A second one would be what another reader takes. */
function single(content: Pick<AssertionContent, 'attributes'>, key: AttributeKey): XmlElement | undefined {
  const [value, ...more] = valuesOf(content, key);
  if (more.length > 0) throw missing(key);
  return value;
}

function optionalText(content: Pick<AssertionContent, 'attributes'>, key: AttributeKey): string | undefined {
  const value = single(content, key);
  if (value === undefined) return undefined;
  if (children(value).length > 0) throw missing(key);
  return textOf(value);
}

/** A code as an element of HL7 v3 with `code` and `codeSystem`, or as a plain text: peers send both. */
function optionalCode(content: Pick<AssertionContent, 'attributes'>, key: AttributeKey): AssertedCode | undefined {
  const value = single(content, key);
  const [element, ...more] = children(value);
  if (value === undefined) return undefined;
  if (element === undefined) return { code: mandatory(textOf(value), key) };
  const code = attribute(element, 'code');
  if (more.length > 0 || element.uri !== namespaces.hl7 || code === undefined) throw missing(key);
  const optional = ['codeSystem', 'codeSystemName', 'displayName'].flatMap((name) => {
    const written = attribute(element, name);
    return written === undefined ? [] : [[name, written] as const];
  });
  return { code, ...Object.fromEntries(optional) };
}

function mandatory<T>(value: T | undefined, key: AttributeKey): T {
  if (value === undefined) throw missing(key);
  return value;
}

function missing(key: AttributeKey): PasserelleError {
  return new PasserelleError('PSR-2312', { attribute: attributeNames[key] });
}

function attempt<T>(work: () => T): Result<T> {
  try {
    return ok(work());
  } catch (error) {
    if (error instanceof PasserelleError) return failed(error);
    throw error;
  }
}
