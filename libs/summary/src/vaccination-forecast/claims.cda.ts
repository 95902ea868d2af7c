import { attribute, type XmlElement } from '@passerelle/xml';
import { hasTemplate, isCoded } from '../cda/claims.js';

// What says that a medicine is a vaccine: the code of the act, or a template of immunization or of a vaccine.
const codes: ReadonlySet<string> = new Set(['IMMUNIZ']);
const templates = [
  '1.3.6.1.4.1.12559.11.10.1.3.1.3.19',
  '1.3.6.1.4.1.19376.1.5.3.1.4.12',
  '2.16.840.1.113883.10.20.22.4.120',
];
const moods: ReadonlySet<string> = new Set(['INT', 'PRP', 'RQO', 'PRMS']);

/** Whether a statement is a vaccination that is planned or proposed, and not one that was given. */
export function isForecast(statement: XmlElement): boolean {
  return (
    statement.local === 'substanceAdministration' &&
    moods.has(attribute(statement, 'moodCode') ?? '') &&
    (isCoded(statement, codes) || hasTemplate(statement, templates))
  );
}
