/** Signatures of XML: nothing but a finding comes back, and what is called valid is what was signed. */
import { sealDetached, verifyXmlSignatures } from '@passerelle/trust';
import { systemClock } from '@passerelle/kernel';
import { demand, answeredLater } from '../support/refusals.mjs';
import { context, identity } from '../support/identity.mjs';
import { corpus } from '../support/seeds.mjs';

export const dictionary = 'xml';

const content = Buffer.from('<a xmlns="urn:a"><b c="d">e</b></a>');
const named = [{ name: 'content.xml', octets: content }];
const contents = [content];

export const seeds = async () => [
  await sealDetached(content, { uri: 'content.xml', mediaType: 'text/xml' }, identity().key, { clock: systemClock }),
  ...corpus('security/xmldsig/merlin-xmldsig-twenty-three', '.xml'),
  ...corpus('security/xmldsig/xmldsig11-interop-2012', '.xml'),
  ...corpus('security/xades-dss', '.xml'),
  ...corpus('security/xsw', '.xml'),
];

export async function fuzz(data) {
  const findings = await answeredLater(() => verifyXmlSignatures(Buffer.from(data), context(named)));
  for (const { verdict, signed: objects } of findings ?? []) {
    if (verdict !== 'valid') continue;
    demand(objects.length > 0, 'valid, and nothing is signed');
    for (const { octets } of objects)
      demand(
        contents.some((each) => each.equals(octets)),
        'valid over octets nobody signed',
      );
  }
}
