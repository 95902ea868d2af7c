import { systemClock } from '@passerelle/kernel';
import { checkEps } from '@passerelle/fhir';
import { translate } from '@passerelle/summary';
import { catalogue } from './catalogue.mjs';
import { fixture } from './fixtures.mjs';

/** Entries of the Bundle that the target speaks of. */
const wanted = 50;

/**
 * A European patient summary of 50 entries, as we write it from a record of the fixtures, parsed. It is valid: a
 * validator that stops at the first fault would look fast on another one.
 */
export function fiftyEntries() {
  const { octets } = translate(fixture('lu/sixty-entries.xml').octets, 'eps', {
    clock: systemClock,
    catalogue: catalogue(),
    country: 'LU',
  });
  const bundle = JSON.parse(Buffer.from(octets).toString('utf8'));
  const { section: sections } = bundle.entry[0].resource;
  // One entry of each section in turn, so that the mixture stays.
  for (let shrinks = true; shrinks && bundle.entry.length > wanted;) {
    shrinks = false;
    for (const section of sections) {
      if (bundle.entry.length <= wanted || !(section.entry?.length > 1)) continue;
      if (withoutLastEntry(bundle, section)) shrinks = true;
    }
  }
  for (let copy = 1; bundle.entry.length < wanted; copy++) withCopy(bundle, copy);
  const errors = checkEps(bundle).filter(({ severity }) => severity === 'error');
  if (bundle.entry.length !== wanted || errors.length > 0) {
    throw new Error(`${bundle.entry.length} entries, ${errors.length} errors, the first ${errors[0]?.rule}`);
  }
  return bundle;
}

/** Takes the last entry of a section out of the document with what stands on it alone, where that does not take too many. */
function withoutLastEntry(bundle, section) {
  const removed = section.entry.pop();
  const before = bundle.entry;
  for (let count = Infinity; count > bundle.entry.length;) {
    count = bundle.entry.length;
    const text = JSON.stringify(bundle);
    const isMentioned = ({ fullUrl }) => text.split(`"${fullUrl}"`).length > 2;
    bundle.entry = bundle.entry.filter((entry, place) => place === 0 || isMentioned(entry));
  }
  if (bundle.entry.length < before.length && bundle.entry.length >= wanted - 2) return true;
  bundle.entry = before;
  section.entry.push(removed);
  return false;
}

/** Adds an observation like one that is there. */
function withCopy(bundle, number) {
  const { fullUrl, resource } = bundle.entry.findLast((entry) => entry.resource.resourceType === 'Observation');
  const section = bundle.entry[0].resource.section.find(({ entry }) =>
    entry?.some(({ reference }) => reference === fullUrl),
  );
  const id = `00000000-0000-4000-8000-00000000000${number}`;
  bundle.entry.push({ fullUrl: `urn:uuid:${id}`, resource: { ...structuredClone(resource), id } });
  section.entry.push({ reference: `urn:uuid:${id}` });
}
