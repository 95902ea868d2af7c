import { readFileSync } from 'node:fs';
import { checkCda } from '@passerelle/cda';
import { checkEps } from '@passerelle/fhir';
import { PasserelleError, type Finding } from '@passerelle/kernel';
import { translate, type LossReport, type PatientSummary, type Target } from '@passerelle/summary';
import { attribute, attributesOf, child, children, parseXml, path, type XmlElement } from '@passerelle/xml';
import { catalogue, clock } from './translation.js';

const national = new URL('../fixtures/national/lu/', import.meta.url);
const rich = readFileSync(new URL('rich.xml', national), 'utf8');
const structured = readFileSync(new URL('structured.fhir.json', national), 'utf8');
const pdfOnly = readFileSync(new URL('pdf-only.xml', national), 'utf8');

/** A resource whose properties a test changes freely: documents that break FHIR's types are what is built. */
export type Loose = Record<string, unknown>;

/** The Bundle of `structured.fhir.json` as its parts, to be changed. */
export interface LooseBundle extends Loose {
  entry: { fullUrl?: string; resource: Loose }[];
}

/** A section of its Composition. */
export interface LooseSection {
  title?: string;
  code?: unknown;
  text?: { status: string; div: string };
  entry?: { reference?: string; display?: string }[];
  section?: LooseSection[];
}

/** `rich.xml` with texts replaced, all occurrences of each; a text that is not there is a fault of the test. */
export function cda(...edits: readonly (readonly [from: string | RegExp, to: string])[]): Buffer {
  return Buffer.from(edited(rich, edits));
}

/** `pdf-only.xml` around another base64. */
export function cdaWithPdf(base64: string): Buffer {
  return Buffer.from(edited(pdfOnly, [[/(<text[^>]*>)[^<]*(?=<\/text>)/, `$1${base64}`]]));
}

function edited(source: string, edits: readonly (readonly [from: string | RegExp, to: string])[]): string {
  return edits.reduce((text, [from, to]) => {
    const changed = typeof from === 'string' ? text.replaceAll(from, () => to) : text.replace(from, to);
    if (changed === text) throw new Error(`the fixture has no ${String(from)}`);
    return changed;
  }, source);
}

/** `structured.fhir.json` with the Bundle changed. */
export function fhir(change: (bundle: LooseBundle, sections: LooseSection[]) => void): Buffer {
  const bundle = JSON.parse(structured) as LooseBundle;
  change(bundle, sectionsOf(bundle));
  return Buffer.from(JSON.stringify(bundle));
}

/** `structured.fhir.json` with the narrative of the problem list beginning with other markup. */
export function fhirWithMarkup(markup: string): Buffer {
  return fhir((_, [problems]) => {
    const { text } = problems!;
    text!.div = text!.div.replace('<ul>', () => `${markup}<ul>`);
  });
}

function sectionsOf({ entry }: LooseBundle): LooseSection[] {
  return entry[0]!.resource['section'] as LooseSection[];
}

/** The resources of a type, in the order of the Bundle. */
export function ofType({ entry }: LooseBundle, type: string): Loose[] {
  return entry.map(({ resource }) => resource).filter(({ resourceType }) => resourceType === type);
}

/** What came of a translation. */
export interface Outcome {
  readonly text: string;
  /** Errors that the rules of the target find. */
  readonly errors: readonly Finding[];
  readonly report: LossReport;
  readonly summary: PatientSummary;
  /** All that the report tells beside outcomes: reasons of its rows, and its warnings. */
  readonly told: string;
}

/** A record of ten thousand entries may become more than a node takes; its rules are to be looked at all the same. */
const noLimit = { bytes: 100_000_000, depth: 128, attributes: 256, elements: 10_000_000 };

/** Where a node stands: a record of Luxembourg whose language is French where it says none. */
const luxembourg = { clock, catalogue, country: 'LU', language: 'fr-LU' };

/**
 * Translates as a node of Luxembourg does.
 * @returns the outcome, or the code with which the document was refused
 * @throws whatever is no refusal: that is a crash
 */
export function outcomeOf(octets: Uint8Array, target: Target): Outcome | string {
  try {
    const { octets: written, report, summary } = translate(octets, target, luxembourg);
    const text = Buffer.from(written).toString('utf8');
    const findings = target === 'eps' ? checkEps(JSON.parse(text)) : checkCda(parseXml(written, noLimit));
    const told = [...report.entries.map(({ reason = '' }) => reason), ...report.warnings].join('\n');
    return { text, errors: findings.filter(({ severity }) => severity === 'error'), report, summary, told };
  } catch (error) {
    if (error instanceof PasserelleError && error.code !== 'PSR-9001') return error.code;
    throw error;
  }
}

/** Entries of a document, counted apart from the readers: `entry` elements of sections, or distinct references of them. */
export function entriesOf(octets: Uint8Array): number {
  if (octets[0] !== 0x7b) return entryElements(parseXml(octets));
  const references: unknown[] = [];
  const gather = (sections: LooseSection[] = []): void => {
    for (const { entry = [], section } of sections) {
      references.push(...entry.map((each) => each.reference ?? each));
      gather(section);
    }
  };
  gather(sectionsOf(JSON.parse(Buffer.from(octets).toString('utf8')) as LooseBundle));
  return new Set(references).size;
}

function entryElements(element: XmlElement): number {
  const here = element.local === 'section' ? children(element, 'entry').length : 0;
  return children(element).reduce((sum, each) => sum + entryElements(each), here);
}

const active = /^(?:script|iframe|object|embed|style|svg|img|link|base|form|a|linkHtml|renderMultiMedia)$/;

/** What could be executed or fetched in the narratives of a written document: elements, handlers, addresses. */
export function activeContent(text: string, target: Target): string[] {
  return narrativesOf(text, target).flatMap(activeIn);
}

function activeIn(element: XmlElement): string[] {
  const own = active.test(element.local) ? [element.local] : [];
  const handlers = attributesOf(element)
    .filter(([name, value]) => /^(?:on|href$|src$|style$)/.test(name) || /^\s*(?:javascript|data):/i.test(value))
    .map(([name]) => `@${name}`);
  return [...own, ...handlers, ...children(element).flatMap(activeIn)];
}

/** The narratives of a written document, parsed. */
export function narrativesOf(text: string, target: Target): XmlElement[] {
  if (target === 'pivot') {
    const sections = children(path(parseXml(Buffer.from(text)), 'component', 'structuredBody'), 'component');
    return sections.flatMap((section) => path(section, 'section', 'text') ?? []);
  }
  const divs: string[] = [];
  JSON.parse(text, (key, value: unknown) => {
    if (key === 'div') divs.push(value as string);
    return value;
  });
  return divs.map((div) => parseXml(Buffer.from(div)));
}

/** The language a written document says it is in, and those of its narratives. */
export function languagesOf(text: string, target: Target): { document: string | undefined; narratives: Set<string> } {
  if (target === 'pivot') {
    const document = attribute(child(parseXml(Buffer.from(text)), 'languageCode'), 'code');
    return { document, narratives: new Set() };
  }
  const narratives = narrativesOf(text, target).map((div) => attribute(div, 'lang'));
  const { entry } = JSON.parse(text) as LooseBundle;
  return {
    document: entry[0]!.resource['language'] as string | undefined,
    narratives: new Set(narratives.filter((each) => each !== undefined)),
  };
}
