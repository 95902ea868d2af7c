import { attribute, child, children, element, type XmlElement, type XmlOut } from '@passerelle/xml';
import { resolveText } from './datatypes/index.js';
import type { CdaReading } from './reading.js';
import { isNegated, omitUnread } from './unread-parts.js';

const actParts = new Set(['id', 'code', 'text', 'statusCode']);
const loincOid = '2.16.840.1.113883.6.1';
const iheActCodeOid = '1.3.6.1.4.1.19376.1.5.3.2';

/** What a remark is by its code: IHE's instructions to the patient and to who supplies it, LOINC's comment. */
const kinds: ReadonlyMap<string, 'instruction' | 'note'> = new Map([
  ['PINSTRUCT', 'instruction'],
  ['FINSTRUCT', 'note'],
  ['48767-8', 'note'],
]);

/** What people wrote beside a statement. */
export interface Remarks {
  /** Instructions to the patient (PINSTRUCT). */
  readonly instructions: readonly string[];
  /** Comments (LOINC 48767-8) and instructions to who supplies it (FINSTRUCT). */
  readonly notes: readonly string[];
  /** The relationships that hold something else. */
  readonly others: readonly XmlElement[];
}

/**
 * Reads the acts with words that hang on a statement by entryRelationship (IHE PCC TF-2 6.3.4.6 comments, 6.3.4.3
 * patient medication instructions). A remark whose narrative is not there is reported.
 */
export function actsOf(statement: XmlElement, reading: CdaReading): Remarks {
  const instructions: string[] = [];
  const notes: string[] = [];
  const others: XmlElement[] = [];
  for (const relationship of children(statement, 'entryRelationship')) {
    const act = child(relationship, 'act');
    const kind =
      act === undefined || isNegated(act) ? undefined : kinds.get(attribute(child(act, 'code'), 'code') ?? '');
    if (act === undefined || kind === undefined) {
      others.push(relationship);
      continue;
    }
    const text = resolveText(act, reading);
    if (text === undefined) reading.omit?.('remark without words');
    else (kind === 'instruction' ? instructions : notes).push(text);
    omitUnread(act, actParts, reading, 'remark');
  }
  return { instructions, notes, others };
}

/** All remarks as the notes of a concept that has no place of its own for instructions. */
export function notesOf({ notes, instructions }: Remarks): { readonly notes?: readonly string[] } {
  const all = [...notes, ...instructions];
  return all.length === 0 ? {} : { notes: all };
}

/** Writes instructions to the patient: CCD patient instruction, IHE patient medication instructions. */
export function writePatientInstruction(text: string): XmlOut {
  const code = element('code', {
    code: 'PINSTRUCT',
    codeSystem: iheActCodeOid,
    codeSystemName: 'IHEActCode',
    displayName: 'Patient Instruction',
  });
  return writeAct('INT', ['1.3.6.1.4.1.19376.1.5.3.1.4.3', '2.16.840.1.113883.10.20.1.49'], code, text);
}

/** Writes a comment: CCD comment, IHE comments. */
export function writeComment(text: string): XmlOut {
  const code = element('code', {
    code: '48767-8',
    codeSystem: loincOid,
    codeSystemName: 'LOINC',
    displayName: 'Annotation comment',
  });
  return writeAct('EVN', ['2.16.840.1.113883.10.20.1.40', '1.3.6.1.4.1.19376.1.5.3.1.4.2'], code, text);
}

function writeAct(moodCode: string, templates: readonly string[], code: XmlOut, text: string): XmlOut {
  const act = element(
    'act',
    { classCode: 'ACT', moodCode },
    templates.map((root) => element('templateId', { root })),
    code,
    element('text', {}, text),
    element('statusCode', { code: 'completed' }),
  );
  return element('entryRelationship', { typeCode: 'SUBJ', inversionInd: 'true' }, act);
}
