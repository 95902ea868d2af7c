import { createPublicKey } from 'node:crypto';
import { DOMParser } from '@xmldom/xmldom';
import { SignedXml } from 'xml-crypto';

const dsig = 'http://www.w3.org/2000/09/xmldsig#';
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';

/**
 * xml-crypto as its documentation uses it: one enveloped reference over the root element, exclusive C14N, SHA-256,
 * RSA-SHA256. It signs inside the document, which is the only way it knows; our seal stands beside the document.
 * @param {string} xml
 * @param {{ privateKey: import('node:crypto').KeyObject }} identity - an RSA key, parsed once for all signatures, as ours is
 */
export function xmlCrypto(xml, { privateKey }) {
  const publicKey = createPublicKey(privateKey);
  const rootName = /<([A-Za-z]\w*)[\s>]/.exec(xml)[1];
  return {
    /** @returns {string} the signed document */
    sign() {
      const signer = new SignedXml({
        privateKey,
        signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
        canonicalizationAlgorithm: exclusive,
      });
      signer.addReference({
        xpath: `/*[local-name(.)='${rootName}']`,
        digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
        transforms: [`${dsig}enveloped-signature`, exclusive],
      });
      signer.computeSignature(xml);
      return signer.getSignedXml();
    },
    /** @param {string} signed @returns {boolean} */
    verify(signed) {
      const [signature] = [
        ...new DOMParser().parseFromString(signed, 'text/xml').getElementsByTagNameNS(dsig, 'Signature'),
      ];
      const verifier = new SignedXml({ publicCert: publicKey });
      verifier.loadSignature(signature);
      return verifier.checkSignature(signed);
    },
  };
}
