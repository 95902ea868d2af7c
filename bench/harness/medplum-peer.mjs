import { convertCcdaToFhir, convertXmlToCcda } from '@medplum/ccda';

/**
 * @medplum/ccda on one document: XML text to FHIR JSON text where it converts the document. On most European ones it
 * throws, and then its parsing alone is timed: the least that a conversion would cost it.
 * @param {string} xml
 * @returns {{ name: string, run: () => unknown, entries: number | undefined }} entries: how many entries of sections
 *   came out, where it converts
 */
export function medplum(xml) {
  const convert = () => convertCcdaToFhir(convertXmlToCcda(xml), { ignoreUnsupportedSections: true });
  try {
    const { section } = convert().entry[0].resource;
    return {
      name: '@medplum/ccda 4.5.2',
      run: () => JSON.stringify(convert()),
      entries: section.reduce((sum, { entry }) => sum + entry.length, 0),
    };
  } catch (cause) {
    // What this is for: "e is not iterable" on a document with one participant. Anything else would be our mistake.
    if (!(cause instanceof TypeError)) throw cause;
    return { name: '@medplum/ccda 4.5.2 (throws), parsing', run: () => convertXmlToCcda(xml), entries: undefined };
  }
}
