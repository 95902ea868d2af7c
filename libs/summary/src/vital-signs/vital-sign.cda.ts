import { attribute, child, children, element, type XmlElement, type XmlOut } from '@passerelle/xml';
import { hasTemplate, isCoded } from '../cda/claims.js';
import { isStated, readInterval, unwritable, writeCoded } from '../cda/datatypes/index.js';
import type { CdaReading } from '../cda/reading.js';
import type { CdaWriting } from '../cda/writing.js';
import type { CdaDoor } from '../concept.js';
import type { Coded, Coding } from '../model/coded.js';
import { loincSystem } from '../model/codings.js';
import type { VitalSign } from '../model/entry.js';
import { readObserved } from '../observed/read-observed.cda.js';
import { isPanel, writeObserved, writeTime, type ObservedTemplates } from '../observed/write-observed.cda.js';

const ehdsi = '1.3.6.1.4.1.12559.11.10.1.3.1.3';
const ihe = '1.3.6.1.4.1.19376.1.5.3.1.4.13';
const ccd = '2.16.840.1.113883.10.20.1';

// eHDSI, IHE and CCD (myhealtheu-wire.md section 13.4).
const organizerTemplates = [`${ehdsi}.21`, `${ihe}.1`, `${ccd}.32`, `${ccd}.35`];
const observationTemplates = [`${ehdsi}.22`, `${ehdsi}.20`, ihe, `${ihe}.2`, `${ccd}.31`];

const templates: ObservedTemplates<'vital-sign'> = {
  observation: () => observationTemplates,
  panel: { classCode: 'CLUSTER', templates: organizerTemplates },
  value: true,
};

const snomed = 'http://snomed.info/sct';
/** The one code an organizer of vital signs has in eHDSI. It says no more than the section does. */
const organizerCode: Coding = { system: snomed, code: '46680005', display: 'Vital signs' };

const ownTemplates = [`${ehdsi}.21`, `${ehdsi}.22`, `${ihe}.1`, `${ihe}.2`, `${ccd}.31`];
// LOINC panels of vital signs, and what R4 counts as a vital sign (magic values of its profiles).
const ownCodes: ReadonlySet<string> = new Set([
  ...['46680005', '85353-1', '85354-9', '8716-3'],
  ...['9279-1', '8867-4', '2708-6', '59408-5', '8310-5', '8302-2', '9843-4', '29463-7', '39156-5', '8480-6', '8462-4'],
]);

/**
 * Vital signs section: an organizer with the signs as components. One sign by itself stands in an organizer without a name,
 * because eHDSI has no other entry for it, and is taken out of it again.
 */
export const vitalSignCda: CdaDoor<VitalSign> = {
  claims: (statement) =>
    (statement.local === 'organizer' || statement.local === 'observation') &&
    (hasTemplate(statement, ownTemplates) || isCoded(statement, ownCodes)),
  read: readVitalSign,
  write: (entry, writing) => (isPanel(entry) ? writeSigns(entry, writing) : writeSign(entry, writing)),
};

function readVitalSign(holder: XmlElement, path: string, reading: CdaReading): VitalSign | undefined {
  const organizer = holder.local === 'organizer' ? holder : child(holder, 'organizer');
  const only = organizer === undefined ? undefined : onlySign(organizer);
  const entry = readObserved(only ?? holder, path, 'vital-sign', reading);
  if (entry === undefined) return undefined;
  if (only === undefined) return { ...entry, code: ownCode(entry.code) };
  return isStated(entry.period)
    ? entry
    : { ...entry, period: readInterval(child(organizer, 'effectiveTime'), reading) };
}

/** The observation of an organizer that has no name, no code of its own and nothing else in it. */
function onlySign(organizer: XmlElement): XmlElement | undefined {
  const named = children(organizer, 'id').some(
    (id) => (attribute(id, 'root') ?? attribute(id, 'extension')) !== undefined,
  );
  const [component, ...others] = children(organizer, 'component');
  const code = child(organizer, 'code');
  const says = attribute(code, 'code') !== organizerCode.code || child(code, 'translation') !== undefined;
  if (named || says || component === undefined || others.length > 0) return undefined;
  const statements = children(component).filter(({ local }) => local === 'observation' || local === 'organizer');
  return statements.length === 1 && child(organizer, 'performer') === undefined ? statements[0] : undefined;
}

/** What a panel is called beside the code that every organizer has: 85354-9 blood pressure panel. */
function ownCode(code: Coded): Coded {
  const { coding } = code;
  const own =
    coding?.code === organizerCode.code ? coding.translations?.find(({ system }) => system === loincSystem) : undefined;
  if (own === undefined) return code;
  const others = (coding?.translations ?? []).filter((each) => each !== own);
  const translations = [...(own.translations ?? []), ...others];
  return { ...code, coding: translations.length === 0 ? own : { ...own, translations } };
}

function writeSigns(entry: VitalSign, writing: CdaWriting): XmlOut {
  return writeObserved({ ...entry, code: framed(entry.code) }, writing, templates);
}

/** The code of the organizer with that of the panel inside. */
function framed(code: Coded): Coded {
  const { coding } = code;
  if (coding === undefined) return { ...code, coding: organizerCode };
  if (coding.system === snomed && coding.code === organizerCode.code) return code;
  const words = unwritable(coding) ? (code.text ?? coding.display ?? coding.code) : code.text;
  return { ...(words !== undefined && { text: words }), coding: { ...organizerCode, translations: [coding] } };
}

function writeSign(entry: VitalSign, writing: CdaWriting): XmlOut {
  return element(
    'organizer',
    { classCode: 'CLUSTER', moodCode: 'EVN' },
    organizerTemplates.map((root) => element('templateId', { root })),
    element('id', { nullFlavor: 'NI' }),
    writeCoded('code', { coding: organizerCode }),
    element('statusCode', { code: 'completed' }),
    isStated(entry.period) ? writeTime(entry.period) : element('effectiveTime', { nullFlavor: 'UNK' }),
    element('component', {}, writeObserved(entry, writing, templates)),
  );
}
