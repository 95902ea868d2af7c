import type { Patient } from '../model/party.js';
import type { Header } from '../model/summary.js';
import { codedText } from './coded-text.js';
import { codedLines, momentLines } from './common-lines.js';
import { nothingLeft } from './entry-view.js';
import { labelled, line, linesIf, mainLine, sourceText } from './line.js';
import { intervalText, momentText } from './moments.js';
import {
  addressText,
  contactLines,
  identifierLine,
  nameText,
  organizationLines,
  participantLine,
  participantLines,
  participantName,
  telecomLine,
} from './parties.js';
import { spokenIdentifiers } from './technical-identifier.js';
import { wordOf } from './timings.js';
import type { BlockView, Line, SummaryView } from './view-model.js';
import type { ViewScope } from './view-scope.js';
import { fill, primaryOf } from './words/index.js';

/** The blocks at the head of the page: the patient, who can be asked, what document this is and who answers for it. */
export function headView(header: Header, scope: ViewScope): readonly BlockView[] {
  const { head } = scope.words;
  const { patient } = header;
  const blocks: BlockView[] = [
    { title: head.patient, lines: patientLines(patient, scope) },
    { title: head.contacts, lines: patient.contacts.flatMap((contact) => contactLines(contact, scope)) },
    {
      title: head.professionals,
      lines: patient.preferredProfessionals.flatMap((person) => participantLines(person, scope)),
    },
    { title: head.document, lines: documentLines(header, scope) },
    { title: head.responsible, lines: responsibleLines(header, scope) },
  ];
  return blocks.filter(({ lines }) => lines.length > 0);
}

/** Name, birth and sex as they stand at the top of every page. */
export function patientBanner(patient: Patient, scope: ViewScope): SummaryView['patient'] {
  const { head, genders, labels, label } = scope.words;
  const named = (text: string): string => fill(label, { label: text });
  const [name] = patient.names;
  const { birthDate, gender } = patient;
  return {
    name: name === undefined ? head.unknownName : nameText(name, scope),
    birth: birthDate === undefined ? head.unknownBirth : `${named(head.born)} ${momentText(birthDate, scope)}`,
    details: [
      ...(gender === undefined ? [] : [`${named(head.sex)} ${genders[gender]}`]),
      ...spokenIdentifiers(patient.identifiers).map(({ system, value }) => {
        const name = scope.identifierNames.get(system) ?? labels.identifier;
        return `${named(name)} ${value}`;
      }),
    ],
  };
}

/** What a reader weighs the summary by, in few lines. */
export function provenanceLines(header: Header, scope: ViewScope): readonly Line[] {
  const { created, careEvent, authors, custodian, language, patient } = header;
  const { labels, head, page, languages } = scope.words;
  const updated = careEvent?.period.high;
  const names = [...new Set(authors.map((author) => participantName(author, scope)))];
  const own = wordOf(languages, scope.language)!;
  const theirs = language === undefined ? undefined : languageText(language, scope);
  return [
    ...(patient.deceased === undefined || patient.deceased === false
      ? []
      : [
          mainLine(
            patient.deceased === true
              ? head.deceased
              : `${fill(scope.words.label, { label: head.died })} ${momentText(patient.deceased, scope)}`,
          ),
        ]),
    ...momentLines(created, scope, 'created'),
    ...momentLines(updated === created ? undefined : updated, scope, 'lastUpdate'),
    ...(names.length === 0 ? [] : [labelled(labels.author, names.join('; '))]),
    ...linesIf(custodian?.name, (name) => labelled(labels.custodian, name)),
    line(
      theirs === undefined
        ? fill(page.generatedUnknown, { language: own })
        : fill(page.generated, { language: own, documentLanguage: theirs }),
    ),
  ];
}

function patientLines(patient: Patient, scope: ViewScope): readonly Line[] {
  const { identifiers, names, gender, genderCode, birthDate, deceased, addresses, telecoms, languages, ...more } =
    patient;
  const { contacts: _contacts, preferredProfessionals: _professionals, ...rest } = more;
  nothingLeft(rest);
  const { head, labels, genders, marks } = scope.words;
  return [
    ...names.map((name) => mainLine(nameText(name, scope))),
    ...linesIf(birthDate, (moment) => labelled(head.born, momentText(moment, scope))),
    ...linesIf(gender, (word) => labelled(head.sex, genders[word])),
    ...linesIf(genderCode, (coded) => ({ ...labelled(head.sex, codedText(coded, scope)), tone: 'quiet' as const })),
    ...linesIf(deceased, (when) =>
      typeof when === 'boolean'
        ? labelled(head.deceased, when ? marks.yes : marks.no)
        : labelled(head.died, momentText(when, scope)),
    ),
    ...identifiers.map((identifier) => identifierLine(identifier, scope)),
    ...addresses.map((address) => labelled(labels.address, addressText(address, scope))),
    ...telecoms.map((telecom) => telecomLine(telecom, scope)),
    ...(languages.length === 0
      ? []
      : [labelled(head.languages, languages.map((tag) => languageText(tag, scope)).join(', '))]),
  ];
}

/** A language by its name and its tag, because the tag says more: `French (fr-LU)`. */
function languageText(tag: string, { words }: ViewScope): string {
  const name = wordOf(words.languages, primaryOf(tag));
  return name === undefined ? tag : `${name} (${tag})`;
}

function documentLines(header: Header, scope: ViewScope): readonly Line[] {
  const { identifier, setIdentifier, version, title, language, created, confidentiality, careEvent, ...more } = header;
  const { relatedDocuments, authors, patient: _p, custodian: _c, legalAuthenticator: _l, ...rest } = more;
  nothingLeft(rest);
  const { labels, head, related } = scope.words;
  const period = careEvent === undefined ? undefined : intervalText(careEvent.period, scope);
  return [
    mainLine(sourceText(title, language)),
    ...momentLines(created, scope, 'created'),
    ...momentLines(careEvent?.period.high, scope, 'lastUpdate'),
    ...linesIf(period, (text) => labelled(head.careFrom, text)),
    labelled(labels.nature, natureOf(authors, scope)),
    ...linesIf(language, (tag) => labelled(labels.language, languageText(tag, scope))),
    ...codedLines(confidentiality, scope, 'confidentiality'),
    ...linesIf(version, (text) => labelled(labels.version, text)),
    identifierLine(identifier, scope),
    ...linesIf(setIdentifier, (each) => identifierLine(each, scope, labels.setIdentifier)),
    ...relatedDocuments.map(({ type, identifier: other, ...left }) => {
      nothingLeft(left);
      const { pieces } = identifierLine(other, scope);
      const how = wordOf(related, type) ?? type;
      return {
        ...labelled(labels.related, fill(scope.words.label, { label: how }), ...pieces),
        tone: 'quiet' as const,
      };
    }),
  ];
}

/** How the summary came to be (eHN A.1.4.3), as far as its authors show it. */
function natureOf(authors: Header['authors'], { words: { nature } }: ViewScope): string {
  const software = authors.some((author) => author.software !== undefined);
  const people = authors.some(({ names }) => names.length > 0);
  if (software && people) return nature.mixed;
  if (software) return nature.automatic;
  return people ? nature.human : nature.unknown;
}

function responsibleLines({ authors, custodian, legalAuthenticator }: Header, scope: ViewScope): readonly Line[] {
  const { labels } = scope.words;
  return [
    ...authors.flatMap((author) => [
      { label: labels.author, ...participantLine(author, scope) },
      ...linesIf(author.role, (role) => ({ ...line(codedText(role, scope)), tone: 'quiet' as const })),
    ]),
    ...linesIf(legalAuthenticator, (person) => ({
      label: labels.legalAuthenticator,
      ...participantLine(person, scope),
    })),
    ...linesIf(custodian, (organization) => {
      const [first, ...others] = organizationLines(organization, scope);
      return first === undefined ? [] : [{ ...first, label: labels.custodian }, ...others];
    }),
  ];
}
