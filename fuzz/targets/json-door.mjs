/** The JSON door: guarded JSON is what JSON.parse makes of it, without what could pollute, and it can be written again. */
import { parseFhirJson } from '@passerelle/fhir/json';
import { answered, demand } from '../support/refusals.mjs';
import { corpus, fixtures } from '../support/seeds.mjs';

export const dictionary = 'json';

export const seeds = () => [
  ...fixtures('.json'),
  ...corpus('security/json/test_parsing', '.json'),
  ...corpus('security/payloads', '.json'),
];

export function fuzz(data) {
  const octets = Buffer.from(data);
  const value = answered(() => parseFhirJson(octets));
  if (value === undefined) return;
  // What was accepted is UTF-8, with a mark or without.
  JSON.parse(octets.toString('utf8').replace(/^\ufeff/, ''));
  demand(typeof JSON.stringify(value) === 'string', 'what was read cannot be written');
  demand(Object.prototype.polluted === undefined, 'a prototype was polluted');
}
