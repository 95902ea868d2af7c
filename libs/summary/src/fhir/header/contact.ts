import type { PatientContact } from 'fhir/r4.js';
import type { Coded } from '../../model/coded.js';
import type { Contact } from '../../model/party.js';
import {
  address,
  codeableConcept,
  contactPoint,
  humanName,
  readAddresses,
  readCodeableConcepts,
  readContactPoints,
  readHumanNames,
} from '../datatypes/index.js';
import { objectsOf, stated } from '../narrowing.js';
import type { FhirReading } from '../reading.js';
import type { FhirResource } from '../resource.js';
import type { FhirWriting } from '../writing.js';
import { readOrganization, writeOrganization } from './organization.js';

const roleClassSystem = 'http://terminology.hl7.org/CodeSystem/v3-RoleClass';
const contactRoleSystem = 'http://terminology.hl7.org/CodeSystem/v2-0131';

// Patient.contact.relationship is bound to HL7 v2 table 0131 (extensible); CDA says it with RoleClass.
const contactRoles: Readonly<Record<string, { readonly code: string; readonly display: string }>> = {
  ECON: { code: 'C', display: 'Emergency Contact' },
  NOK: { code: 'N', display: 'Next-of-Kin' },
};

/** A contact of the patient; undefined where it says nothing (pat-1: a contact has details or an organisation). */
export function writeContact(contact: Contact, writing: FhirWriting): PatientContact | undefined {
  const { names, telecoms, addresses, organization, relation, relationship } = contact;
  const [name] = names;
  if (name === undefined && telecoms.length + addresses.length === 0 && organization === undefined) return undefined;
  const related: Coded[] = relation === undefined ? [] : [relationOf(relation)];
  if (relationship !== undefined) related.push(relationship);
  return {
    relationship: related.map((each) => codeableConcept(each, writing.language)),
    name: name === undefined ? undefined : humanName(name),
    telecom: telecoms.map(contactPoint),
    // Patient.contact.address is single.
    address: addresses[0] === undefined ? undefined : address(addresses[0]),
    organization: organization === undefined ? undefined : writeOrganization(organization, writing),
  };
}

/** RoleClass with its counterpart in table 0131 before it, where there is one. */
function relationOf(relation: string): Coded {
  const roleClass = { system: roleClassSystem, code: relation };
  const role = contactRoles[relation];
  return { coding: role === undefined ? roleClass : { system: contactRoleSystem, ...role, translations: [roleClass] } };
}

/** Reads the contacts of a Patient. */
export function readContacts(patient: FhirResource, reading: FhirReading): Contact[] {
  return objectsOf(patient['contact']).map((source) => {
    const related = readCodeableConcepts(source['relationship']);
    const relation = related.map(relationCode).find((code) => code !== undefined);
    const organization = reading.resolve(source['organization'], patient);
    return stated({
      identifiers: [],
      names: readHumanNames(source['name']),
      addresses: readAddresses(source['address']),
      telecoms: readContactPoints(source['telecom']),
      relation,
      relationship: related.find((each) => relationCode(each) === undefined),
      organization: organization?.resourceType === 'Organization' ? readOrganization(organization) : undefined,
    });
  });
}

/** The RoleClass that a relationship says, itself or by its counterpart in table 0131. */
function relationCode({ coding }: Coded): string | undefined {
  if (coding === undefined) return undefined;
  for (const { system, code } of [coding, ...(coding.translations ?? [])]) {
    if (system === roleClassSystem) return code;
    if (system !== contactRoleSystem) continue;
    const found = Object.entries(contactRoles).find(([, role]) => role.code === code);
    if (found !== undefined) return found[0];
  }
  return undefined;
}
