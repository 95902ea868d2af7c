import type { AllergyIntoleranceReaction } from 'fhir/r4.js';
import {
  codeableConcept,
  dateTime,
  readCodeableConcept,
  readCodeableConcepts,
  readMoment,
} from '../fhir/datatypes/index.js';
import { omittedParts } from '../fhir/entry/carried.js';
import { objectsOf, stated, stringOf } from '../fhir/narrowing.js';
import type { FhirWriting } from '../fhir/writing.js';
import type { Coded } from '../model/coded.js';
import type { Reaction } from '../model/entry.js';

type Severity = NonNullable<AllergyIntoleranceReaction['severity']>;

const snomed = 'http://snomed.info/sct';
// AllergyIntolerance.reaction.severity has three codes of its own; eHDSISeverity is SNOMED CT and has steps between
// (docs/dialects.md).
const severities: Readonly<Record<string, Severity>> = {
  '255604002': 'mild',
  '371923003': 'mild',
  '6736007': 'moderate',
  '371924009': 'severe',
  '24484000': 'severe',
  '442452003': 'severe',
  '399166001': 'severe',
  mild: 'mild',
  moderate: 'moderate',
  severe: 'severe',
};
const codes: Readonly<Record<string, readonly [code: string, display: string]>> = {
  mild: ['255604002', 'Mild'],
  moderate: ['6736007', 'Moderate'],
  severe: ['24484000', 'Severe'],
};
const known = new Set(['manifestation', 'severity', 'onset', 'substance', 'description']);

/** The reactions of an AllergyIntolerance, the substance one of them names, and the parts that are not read. */
export interface ReactionsReading {
  readonly reactions: readonly Reaction[];
  readonly substance?: Coded;
  readonly omitted: readonly string[];
}

/** Reads `reaction`. FHIR lets one reaction show itself in several ways; each becomes a reaction of its own. */
export function readReactions(value: unknown): ReactionsReading {
  const reactions: Reaction[] = [];
  const omitted: string[] = [];
  let substance: Coded | undefined;
  for (const source of objectsOf(value)) {
    const severity = severityOf(stringOf(source['severity']), stringOf(source['description']));
    const onset = readMoment(source['onset']);
    substance ??= readCodeableConcept(source['substance']);
    for (const manifestation of readCodeableConcepts(source['manifestation'])) {
      reactions.push(stated({ manifestation, severity, onset }));
    }
    omitted.push(...omittedParts(source, known, 'reaction'));
  }
  return stated({ reactions, substance, omitted });
}

/** A description is what is said of the reaction; the model keeps such words with its severity. */
function severityOf(code: string | undefined, text: string | undefined): Coded | undefined {
  const row = codes[code ?? ''];
  if (row === undefined) return text === undefined ? undefined : { text };
  return stated({ coding: { system: snomed, code: row[0], display: row[1] }, text });
}

/** Whether one of the three codes of FHIR says the whole severity. */
export function isExact(severity: Coded | undefined): boolean {
  if (severity?.coding === undefined) return true;
  const { code } = severity.coding;
  return Object.hasOwn(codes, code) || codes[severities[code] ?? '']?.[0] === code;
}

/** Writes one reaction. A severity that is not quite one of the three codes stands in the description as well. */
export function writeReaction(reaction: Reaction, writing: FhirWriting): AllergyIntoleranceReaction {
  const { manifestation, severity, onset } = reaction;
  const code = severity?.coding === undefined ? undefined : severities[severity.coding.code];
  const exact = code !== undefined && isExact(severity);
  const words = severity?.text ?? severity?.coding?.display;
  return {
    manifestation: [codeableConcept(manifestation, writing.language)],
    onset: onset === undefined ? undefined : dateTime(onset, writing.offset),
    severity: code,
    description: exact ? undefined : words,
  };
}
