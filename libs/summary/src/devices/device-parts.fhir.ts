import type { Identifier } from '@passerelle/kernel';
import { readIdentifiers } from '../fhir/datatypes/index.js';
import { objectsOf, stated, stringOf } from '../fhir/narrowing.js';
import type { FhirResource } from '../fhir/resource.js';
import type { Coded, Coding } from '../model/coded.js';

/** Identifiers of the device itself: as given, the UDI (its issuer as system where one is named), the serial number. */
export function deviceIdentifiersOf(device: FhirResource): Identifier[] {
  const found = readIdentifiers(device['identifier']);
  for (const carrier of objectsOf(device['udiCarrier'])) {
    const value = stringOf(carrier['deviceIdentifier']) ?? stringOf(carrier['carrierHRF']);
    const system = stringOf(carrier['issuer']) ?? stringOf(carrier['jurisdiction']) ?? '';
    if (value !== undefined) pushNew(found, { system, value });
  }
  const serial = stringOf(device['serialNumber']);
  if (serial !== undefined) pushNew(found, { system: '', value: serial });
  return found;
}

/** A serial number is often given twice, as identifier and by itself. */
function pushNew(found: Identifier[], identifier: Identifier): void {
  if (!found.some(({ value }) => value === identifier.value)) found.push(identifier);
}

/** The name of the model, or of the device where only another kind of name is given. */
export function modelNameOf(device: FhirResource): string | undefined {
  const names = objectsOf(device['deviceName']);
  const model = names.find(({ type }) => type === 'model-name') ?? names[0];
  return stringOf(model?.['name']);
}

/** Takes the code of the model, recognised by the model number, out of the codes of the device's kind. */
export function splitModelCode(
  type: Coded | undefined,
  modelNumber: string | undefined,
): { code?: Coded; modelCode?: Coding } {
  if (modelNumber === undefined) return stated({ code: type });
  if (type?.coding === undefined) return stated({ code: type, modelCode: { system: '', code: modelNumber } });
  const { translations = [], ...primary } = type.coding;
  const modelCode = translations.find(({ code }) => code === modelNumber) ?? { system: '', code: modelNumber };
  const others = translations.filter((each) => each !== modelCode);
  const coding = others.length === 0 ? primary : { ...primary, translations: others };
  return { code: { ...type, coding }, modelCode };
}
