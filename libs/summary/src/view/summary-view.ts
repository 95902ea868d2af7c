import type { PatientSummary, Section } from '../model/summary.js';
import { withOwnWords } from '../narrative/own-words.js';
import { isOnlyPdf } from '../only-pdf.js';
import { nothingLeft } from './entry-view.js';
import { headView, patientBanner, provenanceLines } from './head-view.js';
import { participantLines, participantName } from './parties.js';
import { basicSections, inReadingOrder, kindOfSection } from './section-order.js';
import { missingSectionView, sectionView } from './section-view.js';
import type { BlockView, SectionView, SummaryView } from './view-model.js';
import { openScope, type ViewOptions, type ViewScope } from './view-scope.js';

/**
 * Shows a summary to people: every statement of it in the reader's language as far as words are known, with the words of
 * the source beside, in the order a clinician reads. Nothing of the summary is absent from the view but places and
 * identifiers of statements; what is not known is said in words.
 *
 * The view has no format: the writers of HTML and PDF put it on a page.
 */
export function viewSummary(summary: PatientSummary, options: ViewOptions): SummaryView {
  // The text of a whole row is no name for one of its codes; it stands with the row.
  const { header, sections, attachment, ...rest } = withOwnWords(summary);
  nothingLeft(rest);
  const scope = openScope(options, header.language);
  const onlyPdf = isOnlyPdf(summary);
  const head = headView(header, scope);
  const shown = sectionViews(sections, onlyPdf, scope);
  return {
    language: options.language,
    ...(header.language !== undefined && { documentLanguage: header.language }),
    author: header.authors.map((author) => participantName(author, scope)).join('; '),
    created: header.created,
    title: { text: header.title, ...(header.language !== undefined && { language: header.language }) },
    patient: patientBanner(header.patient, scope),
    provenance: provenanceLines(header, scope),
    head,
    sections: shown,
    ...(onlyPdf && attachment && { onlyPdf: { mediaType: attachment.mediaType, octets: octetsOf(attachment.data) } }),
    people: peopleViews(scope),
    systems: scope.systems.systems(),
    catalogues: scope.catalogues.catalogues(),
  };
}

/** The sections in the reader's order, with those that every summary must have. */
function sectionViews(sections: readonly Section[], onlyPdf: boolean, scope: ViewScope): readonly SectionView[] {
  const there = new Set(sections.map(kindOfSection));
  const missing = basicSections.filter(({ loinc }) => !there.has(loinc));
  const all = [...sections.map((section) => ({ loinc: kindOfSection(section), section })), ...missing];
  const titles = new Map<string, number>();
  return inReadingOrder(all, ({ loinc }) => loinc).map((each, at) => {
    const id = `section-${at + 1}`;
    const shown =
      'section' in each
        ? sectionView(each.section, id, onlyPdf, scope)
        : missingSectionView(each.loinc, id, onlyPdf, scope);
    const many = (titles.get(shown.title) ?? 0) + 1;
    titles.set(shown.title, many);
    // Two sections of one kind keep apart, in the table of contents as on the page.
    return many === 1 ? shown : { ...shown, title: `${shown.title} (${many})` };
  });
}

/** Everybody named of whom more is known, with the name as heading. */
function peopleViews(scope: ViewScope): readonly BlockView[] {
  return scope.people.people().map((person) => ({
    title: participantName(person, scope),
    lines: participantLines(person.names.length > 1 ? person : { ...person, names: [] }, scope),
  }));
}

/** Octets that base64 stands for. */
function octetsOf(data: string): number {
  return (data.length / 4) * 3 - (data.endsWith('==') ? 2 : data.endsWith('=') ? 1 : 0);
}
