import type { ElementRule, TypeRule } from './element-table.js';
import { isPrimitive } from './primitives.js';

/** A property as JSON spells it: one name for each type of a choice. */
export interface Property {
  readonly name: string;
  readonly type: TypeRule;
  readonly many: boolean;
  readonly primitive: boolean;
  /** Name of the element it stands for, without the type of a choice. */
  readonly element: string;
  readonly choice: boolean;
  /** True for `_birthDate`: the place of a primitive's id and extensions. */
  readonly shadow: boolean;
}

/** What an object of a type may and must hold. */
export interface Shape {
  readonly properties: ReadonlyMap<string, Property>;
  /** Elements that must be there, each with the properties that would fulfil it. */
  readonly required: readonly { readonly element: string; readonly anyOf: readonly string[] }[];
}

// Datatypes that an element of type `*` (Extension.value) may have: all of section 2.1.28.0 "open type" in R4.
const openTypes =
  'base64Binary boolean canonical code date dateTime decimal id instant integer markdown oid positiveInt string time ' +
  'unsignedInt uri url uuid Address Age Annotation Attachment CodeableConcept Coding ContactPoint Count Distance ' +
  'Duration HumanName Identifier Money Period Quantity Range Ratio Reference SampledData Signature Timing ' +
  'ContactDetail Contributor DataRequirement Expression ParameterDefinition RelatedArtifact TriggerDefinition ' +
  'UsageContext Dosage Meta';
const anyType: readonly TypeRule[] = openTypes.split(' ').map((type) => ({ type }));

/** Makes the shape of a type from its rows. */
export function shapeOf(elements: readonly ElementRule[]): Shape {
  const properties = new Map<string, Property>();
  const required: { element: string; anyOf: string[] }[] = [];
  for (const element of elements) {
    const names: string[] = [];
    for (const type of element.types[0]?.type === '*' ? anyType : element.types) {
      const name = element.choice ? element.name + type.type[0]!.toUpperCase() + type.type.slice(1) : element.name;
      const primitive = isPrimitive(type.type);
      const property = { name, type, many: element.many, primitive, element: element.name, choice: element.choice };
      properties.set(name, { ...property, shadow: false });
      names.push(name);
      if (!primitive) continue;
      properties.set(`_${name}`, { ...property, shadow: true });
      names.push(`_${name}`);
    }
    if (element.min > 0) required.push({ element: element.name, anyOf: names });
  }
  return { properties, required };
}
