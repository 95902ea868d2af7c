/** Our canonicaliser against libxml2's, for whole documents: exclusive and inclusive, the same octets or a refusal. */
import { guardXml } from '@passerelle/xml';
import { canonicalOctets } from '@passerelle/xml/canonical';
import { parseXmlSource } from '@passerelle/xml/source';
import { ParseOption, XmlC14NMode, XmlDocument } from 'libxml2-wasm';
import { answered, demand } from '../support/refusals.mjs';
import { corpus, fixtures } from '../support/seeds.mjs';

export const dictionary = 'xml';

export const seeds = () => [
  ...fixtures('.xml'),
  ...corpus('security/xmldsig/merlin-c14n-three', '.xml'),
  ...corpus('security/xmldsig/merlin-exc-c14n-one', '.xml'),
  ...corpus('security/xmldsig/xmldsig2ed-tests', '.xml'),
];

const { XML_PARSE_NO_XXE, XML_PARSE_NONET, XML_PARSE_IGNORE_ENC, XML_PARSE_SKIP_IDS } = ParseOption;
const option = XML_PARSE_NO_XXE | XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_SKIP_IDS;

export function fuzz(data) {
  const octets = Buffer.from(data);
  const source = answered(() => parseXmlSource(octets));
  if (source === undefined) return;
  // Libxml2 writes an ampersand in a namespace as it stands there, which is no XML.
  if (source.elements.some(({ declarations }) => declarations.some((each) => each.includes('&')))) return;
  const document = XmlDocument.fromString(guardXml(octets), { option });
  try {
    for (const exclusive of [true, false]) {
      const ours = answered(() => canonicalOctets({ document: source }, { exclusive }));
      const theirs = libxml2Form(document, exclusive);
      if (ours === undefined && theirs === undefined) continue;
      // Libxml2 gives no form to a document with a relative namespace that is not rendered; we may give one.
      if (theirs === undefined || ours === undefined) continue;
      demand(ours.toString() === theirs, `another ${exclusive ? 'exclusive' : 'inclusive'} canonical form`);
    }
  } finally {
    document.dispose();
  }
}

function libxml2Form(document, exclusive) {
  try {
    return document.canonicalizeToString({
      mode: exclusive ? XmlC14NMode.XML_C14N_EXCLUSIVE_1_0 : XmlC14NMode.XML_C14N_1_0,
      withComments: false,
    });
  } catch {
    return undefined;
  }
}
