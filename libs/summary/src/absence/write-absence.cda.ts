import { absenceCoding, absenceOf, absentUnknownSystem } from '@passerelle/terminology';
import { element, type XmlOut } from '@passerelle/xml';
import { writeConcern } from '../cda/concern.js';
import { writeCoded, writeIds, writeText } from '../cda/datatypes/index.js';
import type { CdaWriting } from '../cda/writing.js';
import type { Coded, Coding } from '../model/coded.js';
import type { Absence } from '../model/entry.js';
import type { ConceptKey } from '../model/summary.js';

const ehdsi = '1.3.6.1.4.1.12559.11.10.1.3.1.3';
const ihe = '1.3.6.1.4.1.19376.1.5.3.1';
const ccd = '2.16.840.1.113883.10.20.1';
// The simple observation of eHDSI and IHE.
const simple = [`${ehdsi}.20`, `${ihe}.4.13`];

/** Writes one statement that says the absence in the place where readers of that concept look for it. */
type AbsenceWriter = (code: Coded, entry: Absence, writing: CdaWriting) => XmlOut;

const writers: Partial<Readonly<Record<ConceptKey, AbsenceWriter>>> = {
  medications: administration([`${ehdsi}.4`, `${ccd}.24`]),
  immunizations: administration([`${ehdsi}.19`, `${ccd}.24`, `${ihe}.4.12`]),
  allergies: concern(
    [`${ehdsi}.16`, `${ihe}.4.5.1`, `${ihe}.4.5.3`, `${ccd}.27`],
    [`${ehdsi}.17`, `${ihe}.4.6`, `${ihe}.4.5`, `${ccd}.28`, `${ccd}.18`],
    ['420134006', 'Propensity to adverse reactions'],
  ),
  problems: concern(
    [`${ehdsi}.15`, `${ihe}.4.5.1`, `${ihe}.4.5.2`, `${ccd}.27`],
    [`${ehdsi}.7`, `${ihe}.4.5`, `${ccd}.28`],
    ['404684003', 'Clinical finding'],
  ),
  procedures: writeProcedure,
  devices: writeSupply,
  // Of these no section has an entry of its own for absence: it is the observation that stands there otherwise.
  pregnancy: plainObservation([`${ehdsi}.45`]),
  'social-history': plainObservation([`${ehdsi}.23`, ...simple, `${ihe}.4.13.4`, `${ccd}.33`]),
  'vital-signs': plainObservation(simple),
  results: plainObservation(simple),
  'advance-directives': plainObservation([`${ihe}.4.13.7`, `${ihe}.4.13`, `${ccd}.17`]),
  'functional-status': plainObservation([`${ehdsi}.40`, `${ihe}.4.13`]),
  'travel-history': plainObservation(simple),
};

/**
 * Writes the content of an entry that says that there is nothing, or that nothing is known, of a concept: eHDSI's code
 * of IPS absent/unknown (myhealtheu-wire.md section 13.3) in the shape of that concept's entries.
 */
export function writeAbsence(concept: ConceptKey, entry: Absence, writing: CdaWriting): XmlOut {
  return (writers[concept] ?? plainObservation([]))(absenceCode(concept, entry), entry, writing);
}

/** eHDSI's code for the statement, with that of the source inside where it came from another system. */
function absenceCode(concept: ConceptKey, { meaning, code }: Absence): Coded {
  const source = code?.coding;
  const scope = source === undefined ? undefined : absenceOf(source, concept)?.scope;
  const coding = absenceCoding(concept, meaning, 'ehdsi', scope);
  if (coding === undefined) return code ?? { absence: meaning === 'none-known' ? 'NA' : 'NI' };
  return { ...(code?.text !== undefined && { text: code.text }), coding: withSource(coding, source) };
}

function withSource(coding: Coding, source: Coding | undefined): Coding {
  if (source === undefined) return coding;
  // A source that spelt the code wrong is set right; its translations, the national words for it, stay.
  const inside = source.system === absentUnknownSystem ? source.translations : [source];
  return inside === undefined || inside.length === 0 ? coding : { ...coding, translations: inside };
}

function identifiersOf({ identifiers, path }: Absence, writing: CdaWriting): readonly XmlOut[] {
  return writeIds(identifiers, () => writing.stableId(`${path}/absence`));
}

function templatesOf(roots: readonly string[]): readonly XmlOut[] {
  return roots.map((root) => element('templateId', { root }));
}

/** How a statement of absence begins, whatever it is a statement of. */
function statementOf(
  templates: readonly string[],
  code: Coded,
  entry: Absence,
  writing: CdaWriting,
): readonly (XmlOut | undefined)[] {
  return [
    ...templatesOf(templates),
    ...identifiersOf(entry, writing),
    writeCoded('code', code),
    writeText(entry.text, writing),
    element('statusCode', { code: 'completed' }),
    element('effectiveTime', { 'xsi:type': 'IVL_TS', nullFlavor: 'NA' }),
  ];
}

function administration(templates: readonly string[]): AbsenceWriter {
  return (code, entry, writing) =>
    element(
      'substanceAdministration',
      { classCode: 'SBADM', moodCode: 'EVN' },
      statementOf(templates, code, entry, writing),
      element(
        'consumable',
        { nullFlavor: 'NA' },
        element(
          'manufacturedProduct',
          { classCode: 'MANU' },
          element('templateId', { root: `${ehdsi}.31` }),
          element('manufacturedMaterial', { nullFlavor: 'NA' }),
        ),
      ),
    );
}

function concern(
  templates: readonly string[],
  inner: readonly string[],
  [type, display]: readonly [code: string, display: string],
): AbsenceWriter {
  return (code, entry, writing) => {
    const observation = element(
      'observation',
      { classCode: 'OBS', moodCode: 'EVN' },
      templatesOf(inner),
      element('id', { root: writing.stableId(`${entry.path}/observation`) }),
      writeCoded('code', { coding: { system: 'http://snomed.info/sct', code: type, display } }),
      writeText(entry.text, writing),
      element('statusCode', { code: 'completed' }),
      element('effectiveTime', { 'xsi:type': 'IVL_TS' }, element('low', { nullFlavor: 'NA' })),
      writeCoded('value', code, { xsiType: 'CD' }),
    );
    return writeConcern(observation, {
      templates,
      id: identifiersOf(entry, writing),
      status: undefined,
      period: { lowAbsence: 'NA' },
    });
  };
}

function writeProcedure(code: Coded, entry: Absence, writing: CdaWriting): XmlOut {
  return element(
    'procedure',
    { classCode: 'PROC', moodCode: 'EVN' },
    templatesOf([`${ehdsi}.26`, `${ihe}.4.19`]),
    identifiersOf(entry, writing),
    writeCoded('code', code),
    writeText(entry.text, writing),
    element('statusCode', { code: 'completed' }),
    element('effectiveTime', { 'xsi:type': 'IVL_TS', nullFlavor: 'NA' }),
  );
}

function writeSupply(code: Coded, entry: Absence, writing: CdaWriting): XmlOut {
  return element(
    'supply',
    { classCode: 'SPLY', moodCode: 'EVN' },
    templatesOf([`${ehdsi}.5`]),
    identifiersOf(entry, writing),
    writeText(entry.text, writing),
    element('effectiveTime', { 'xsi:type': 'IVL_TS', nullFlavor: 'NA' }),
    element(
      'participant',
      { typeCode: 'DEV' },
      element(
        'participantRole',
        { classCode: 'MANU' },
        element('playingDevice', { classCode: 'DEV', determinerCode: 'INSTANCE' }, writeCoded('code', code)),
      ),
    ),
  );
}

/** No value set of eHDSI says the absence of results and the rest, so the statement is the source's, or a null flavour. */
function plainObservation(templates: readonly string[]): AbsenceWriter {
  return (code, entry, writing) =>
    element('observation', { classCode: 'OBS', moodCode: 'EVN' }, statementOf(templates, code, entry, writing));
}
