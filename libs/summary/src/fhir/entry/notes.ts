import type { Annotation, Extension } from 'fhir/r4.js';
import { objectOf, objectsOf, stringOf } from '../narrowing.js';

/** Extension for remarks on resources that R4 has no element for (flag-patient-eu-core, consent-eu-eps). */
export const noteUrl = 'http://hl7.org/fhir/StructureDefinition/note';

/** Remarks as Annotations; undefined where there are none. */
export function annotations(notes: readonly string[] | undefined): Annotation[] | undefined {
  return notes === undefined || notes.length === 0 ? undefined : notes.map((text) => ({ text }));
}

/** Reads the text of Annotations; undefined where there are none. */
export function readAnnotations(value: unknown): string[] | undefined {
  const notes = objectsOf(value).flatMap((note) => stringOf(note['text']) ?? []);
  return notes.length === 0 ? undefined : notes;
}

/** Remarks as extensions. */
export function noteExtensions(notes: readonly string[] | undefined): Extension[] | undefined {
  return notes?.map((text) => ({ url: noteUrl, valueAnnotation: { text } }));
}

/** Reads the remarks among the extensions of a resource; undefined where there are none. */
export function readNoteExtensions(extensions: unknown): string[] | undefined {
  const notes = objectsOf(extensions).flatMap(({ url, valueAnnotation }) => {
    return url === noteUrl ? (stringOf(objectOf(valueAnnotation)?.['text']) ?? []) : [];
  });
  return notes.length === 0 ? undefined : notes;
}
