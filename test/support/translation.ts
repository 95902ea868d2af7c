import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fixedClock, PasserelleError } from '@passerelle/kernel';
import { pdfWriter } from '@passerelle/rendering';
import { translate, type Target, type Translation } from '@passerelle/summary';
import { openTerminology } from '@passerelle/terminology';

/** The catalogue that is shipped with the node. */
export const { catalogue } = openTerminology({
  folders: [fileURLToPath(new URL('../../config/terminology', import.meta.url))],
});

/** A time of writing that does not move, so that two runs give the same octets. */
export const clock = fixedClock(new Date('2026-11-23T12:00:00Z'));

/** Translates a file with the shipped catalogue; records that do not state their language are taken for British English. */
export function translateFile(file: string, target: Target): Translation {
  return translate(readFileSync(file), target, {
    clock,
    catalogue,
    language: 'en-GB',
    pdfWriter: pdfWriter({ catalogue }),
  });
}

/** The code with which a translation is refused, or the translation; anything else that is thrown is a bug and passes through. */
export function translatedOrRefused(file: string, target: Target): Translation | string {
  try {
    return translateFile(file, target);
  } catch (error) {
    if (error instanceof PasserelleError && error.code !== 'PSR-9001') return error.code;
    throw new Error(`${file} to ${target}: ${String(error)}`, { cause: error });
  }
}
