import { attribute, child, children, path, type XmlElement } from '@passerelle/xml';
import { hasTemplate, isFullName, saidOrAbsent } from '../reading-elements.js';
import { demand, wished, type Demand } from '../rule.js';
import { ihe } from '../templates.js';

/** Who wrote, keeps and answers for the document, and who stands by the patient (13.1), asked of ClinicalDocument. */
export const peopleRules: readonly Demand[] = [
  demand(
    {
      id: 'pivot-author',
      place: 'author',
      text: 'There must be an author; every author must have a time, an id, and a person, a device or an organisation.',
    },
    (document) => {
      const authors = children(document, 'author');
      return authors.length > 0 && authors.every(isAuthor);
    },
  ),
  demand(
    {
      id: 'pivot-author-name',
      place: 'author',
      text: 'A person who is an author must have a family name and a given name, or the reason why not.',
      severities: wished,
    },
    (document) =>
      children(document, 'author').every((author) => isNamed(path(author, 'assignedAuthor', 'assignedPerson'))),
  ),
  demand(
    { id: 'pivot-custodian', place: 'custodian', text: 'The custodian must have an id and a name.' },
    (document) => {
      const organization = path(document, 'custodian', 'assignedCustodian', 'representedCustodianOrganization');
      return child(organization, 'id') !== undefined && saidOrAbsent(child(organization, 'name'));
    },
  ),
  demand(
    {
      id: 'pivot-legal-authenticator',
      place: 'legalAuthenticator',
      text: 'A person or organisation should answer for the document.',
      severities: wished,
    },
    (document) => child(document, 'legalAuthenticator') !== undefined,
  ),
  demand(
    {
      id: 'pivot-legal-organization',
      place: 'legalAuthenticator',
      text: 'Who answers for the document must have an id and an organisation.',
    },
    (document) => {
      const entity = path(document, 'legalAuthenticator', 'assignedEntity');
      return (
        entity === undefined ||
        (child(entity, 'id') !== undefined && child(entity, 'representedOrganization') !== undefined)
      );
    },
  ),
  demand(
    {
      id: 'pivot-legal-country',
      place: 'legalAuthenticator',
      text: 'The organisation that answers for the document should have an address with its country, or the reason why not.',
      severities: wished,
    },
    (document) => {
      const organization = path(document, 'legalAuthenticator', 'assignedEntity', 'representedOrganization');
      return organization === undefined || children(organization, 'addr').some(hasCountry);
    },
  ),
  demand(
    {
      id: 'pivot-participant',
      place: 'participant',
      text: 'A contact or preferred professional must have the template of patient contacts and a person or an organisation.',
    },
    (document) => contacts(document).every(isContact),
  ),
  demand(
    {
      id: 'pivot-participant-reach',
      place: 'participant',
      text: 'A contact or preferred professional must have an address and a telecom; where none is known they have nullFlavor NI.',
      severities: wished,
    },
    (document) => contacts(document).every(isReachable),
  ),
];

function contacts(document: XmlElement): XmlElement[] {
  return children(document, 'participant').filter((participant) => attribute(participant, 'typeCode') === 'IND');
}

function isAuthor(author: XmlElement): boolean {
  const assigned = child(author, 'assignedAuthor');
  const time = child(author, 'time');
  return (
    (attribute(time, 'value') ?? attribute(time, 'nullFlavor')) !== undefined &&
    child(assigned, 'id') !== undefined &&
    (child(assigned, 'assignedPerson') ??
      child(assigned, 'assignedAuthoringDevice') ??
      child(assigned, 'representedOrganization')) !== undefined
  );
}

function isNamed(person: XmlElement | undefined): boolean {
  return (
    person === undefined || attribute(person, 'nullFlavor') !== undefined || children(person, 'name').some(isFullName)
  );
}

function hasCountry(address: XmlElement): boolean {
  return attribute(address, 'nullFlavor') !== undefined || saidOrAbsent(child(address, 'country'));
}

function isContact(participant: XmlElement): boolean {
  const entity = child(participant, 'associatedEntity');
  const named = child(entity, 'associatedPerson') ?? child(entity, 'scopingOrganization');
  return hasTemplate(participant, [ihe('2.4')]) && named !== undefined;
}

function isReachable(participant: XmlElement): boolean {
  const entity = child(participant, 'associatedEntity');
  const places = [entity, child(entity, 'scopingOrganization')];
  return ['addr', 'telecom'].every((name) => places.some((place) => child(place, name) !== undefined));
}
