import { attribute, child, element, textOf, type XmlElement, type XmlOut } from '@passerelle/xml';
import type { CdaReading } from '../reading.js';
import type { CdaWriting } from '../writing.js';

/** The narrative ID that an ED (`text`, `originalText`) refers to, as written (`#medication1`). */
export function referenceOf(source: XmlElement): string | undefined {
  return attribute(child(source, 'reference'), 'value');
}

/**
 * The text of a clinical statement: the part of the narrative that its `text` refers to, or the words inside `text`.
 * @param statement - act, observation, substanceAdministration, supply, procedure, organizer
 */
export function resolveText(statement: XmlElement | undefined, reading: CdaReading): string | undefined {
  const text = child(statement, 'text');
  if (text === undefined) return undefined;
  const reference = referenceOf(text);
  return (reference === undefined ? undefined : reading.narrativeText(reference)) ?? textOf(text);
}

/** Writes `text`: a reference into the narrative where that shows the entry, the words themselves where it does not. */
export function writeText(text: string | undefined, writing: CdaWriting): XmlOut | undefined {
  if (writing.narrativeId !== undefined) {
    return element('text', {}, element('reference', { value: `#${writing.narrativeId}` }));
  }
  return text === undefined ? undefined : element('text', {}, text);
}
