import type { Identifier } from '@passerelle/kernel';
import type { Address, Contact, HumanName, Organization, Participant, Telecom } from '../model/party.js';
import { codedText } from './coded-text.js';
import { labelled, line, linesIf, mainLine, quiet } from './line.js';
import { momentText } from './moments.js';
import { isTechnical } from './technical-identifier.js';
import { wordOf } from './timings.js';
import type { Line } from './view-model.js';
import type { ViewScope } from './view-scope.js';

/** A person's name as it is spoken: prefix, given names, family names, suffix; or the whole as it came. */
export function nameText({ family, given, prefix = [], suffix = [], text, use }: HumanName, scope: ViewScope): string {
  const parts = [...prefix, ...given, ...family, ...suffix];
  const name = parts.length > 0 ? parts.join(' ') : (text ?? '');
  const whole = parts.length > 0 && text !== undefined && text !== name ? `${name} (${text})` : name;
  // C is the usual name to one format and the one on a licence to the other, so nothing is said of it.
  return withUse(whole, use === 'C' ? undefined : use, scope.words.nameUses);
}

/** An address on one line, with what it is for. */
export function addressText(address: Address, scope: ViewScope): string {
  const { lines, postalCode, city, state, country, use, absence } = address;
  const town = [postalCode, city].filter((part) => part !== undefined).join(' ');
  const parts = [...lines, town, state, country].filter((part) => part !== undefined && part !== '');
  if (absence !== undefined) parts.push(scope.words.nullFlavors[absence]);
  return withUse(parts.join(', '), use, scope.words.uses);
}

/** A telephone number, mail or internet address, labelled. */
export function telecomLine({ value, use }: Telecom, { words }: ViewScope): Line {
  const [, scheme = '', rest = value] = /^(tel|fax|mailto|https?):(.*)$/s.exec(value) ?? [];
  const { phone, fax, mail, web } = words.labels;
  const label = scheme === 'fax' ? fax : scheme === 'mailto' ? mail : scheme.startsWith('http') ? web : phone;
  return labelled(label, withUse(scheme.startsWith('http') ? value : rest, use, words.uses));
}

/** An identifier with the name of its system, or the system's OID in small; a URI names itself. */
export function identifierLine({ system, value }: Identifier, scope: ViewScope, label?: string): Line {
  const named = scope.identifierNames.get(system);
  const address = system === 'urn:ietf:rfc:3986' ? '' : system.replace(/^urn:oid:/, '');
  const text = value.replace(/^urn:(?:oid|uuid):/, '');
  if (named !== undefined) return labelled(named, text, `(${address})`);
  const words = label ?? scope.words.labels.identifier;
  return quiet(words, address === '' ? text : value === '' ? address : `${value} (${address})`);
}

/** Somebody named in a row: the name, and where the person works. The particulars go into the book of people. */
export function participantLine(participant: Participant, scope: ViewScope): Line {
  scope.people.note(participant);
  const { time } = participant;
  const name = participantName(participant, scope);
  return line(time === undefined ? name : `${name} (${momentText(time, scope)})`);
}

/** What somebody is called: the first name, the software, or else the organisation or the first identifier. */
export function participantName(participant: Participant, scope: ViewScope): string {
  const { names, software, organization, identifiers } = participant;
  const [name] = names;
  const own = name === undefined ? software : nameText(name, scope);
  const parts = [own, organization?.name].filter((part) => part !== undefined && part !== '');
  if (parts.length > 0) return parts.join(', ');
  const [identifier = organization?.identifiers[0]] = identifiers;
  return identifier === undefined ? scope.words.head.unknownName : identifier.value;
}

/** Everything known of somebody. */
export function participantLines(participant: Participant, scope: ViewScope): readonly Line[] {
  const { names, software, role, organization, identifiers, addresses, telecoms, time } = participant;
  const { labels } = scope.words;
  return [
    ...names.map((name) => mainLine(nameText(name, scope))),
    ...linesIf(software, (text) => labelled(labels.software, text)),
    ...linesIf(role, (coded) => labelled(labels.role, codedText(coded, scope))),
    ...linesIf(time, (moment) => labelled(labels.date, momentText(moment, scope))),
    ...reach({ identifiers, addresses, telecoms }, scope),
    ...linesIf(organization, (each) => organizationLines(each, scope)),
  ];
}

/** Everything known of a contact of the patient. */
export function contactLines(contact: Contact, scope: ViewScope): readonly Line[] {
  const { relation, relationship, ...person } = contact;
  const { labels, relations } = scope.words;
  const kind = relation === undefined ? undefined : (wordOf(relations, relation) ?? relation);
  const [first, ...rest] = participantLines(person, scope);
  return [
    ...(first === undefined ? [] : [first]),
    ...linesIf(kind, (text) => labelled(labels.role, text)),
    ...linesIf(relationship, (coded) => labelled(labels.relationship, codedText(coded, scope))),
    ...rest,
  ];
}

/** Everything known of an organisation. */
export function organizationLines(organization: Organization, scope: ViewScope): readonly Line[] {
  const { name } = organization;
  return [...linesIf(name, (text) => labelled(scope.words.labels.organization, text)), ...reach(organization, scope)];
}

function reach(
  { identifiers, addresses, telecoms }: Pick<Organization, 'identifiers' | 'addresses' | 'telecoms'>,
  scope: ViewScope,
): readonly Line[] {
  return [
    ...addresses.map((address) => labelled(scope.words.labels.address, addressText(address, scope))),
    ...telecoms.map((telecom) => telecomLine(telecom, scope)),
    ...identifiers
      .filter((identifier) => !isTechnical(identifier))
      .map((identifier) => identifierLine(identifier, scope)),
  ];
}

function withUse(text: string, use: string | undefined, words: Readonly<Record<string, string>>): string {
  if (use === undefined || use === 'L') return text;
  const said = use.split(' ').map((each) => wordOf(words, each) ?? each);
  return `${text} (${said.join(', ')})`;
}
