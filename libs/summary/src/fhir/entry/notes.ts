import type { Annotation } from 'fhir/r4.js';
import { objectsOf, stringOf } from '../narrowing.js';

/** Remarks as Annotations; undefined where there are none. */
export function annotations(notes: readonly string[] | undefined): Annotation[] | undefined {
  return notes === undefined || notes.length === 0 ? undefined : notes.map((text) => ({ text }));
}

/** Reads the text of Annotations; undefined where there are none. */
export function readAnnotations(value: unknown): string[] | undefined {
  const notes = objectsOf(value).flatMap((note) => stringOf(note['text']) ?? []);
  return notes.length === 0 ? undefined : notes;
}
