/** multipart/related with XOP: whole or in pieces it is the same message, and every part is a stretch of what came. */
import { readRelated, readRelatedOctets, resolveIncludes } from '@passerelle/ihe/multipart';
import { parseXml } from '@passerelle/xml';
import { answered, answeredLater, demand } from '../support/refusals.mjs';
import { corpus } from '../support/seeds.mjs';

export const dictionary = 'multipart';

const xop = 'xmlns:xop="http://www.w3.org/2004/08/xop/include"';
const types = [
  'multipart/related; type="application/xop+xml"; boundary="b"; start="<root@x>"; start-info="application/soap+xml"',
  'multipart/related; boundary=b; type="application/xop+xml"',
];

const message = (eol, ...parts) => Buffer.from(`${parts.map((part) => `--b${eol}${part}${eol}`).join('')}--b--${eol}`);
const root = `Content-Type: application/xop+xml; charset=UTF-8; type="application/soap+xml"\r\nContent-ID: <root@x>\r\n\r\n<a ${xop}><b><xop:Include href="cid:p%40x"/></b></a>`;
const part = 'Content-Type: text/xml\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <p@x>\r\n\r\n<c/>';

export const seeds = () => [
  message('\r\n', root, part),
  message('\n', root, part),
  message('\r\n', root, part, part),
  message('\r\n', root),
  ...corpus('security/payloads', 'multipart-duplicate-cid.txt'),
  ...corpus('myhealtheu', '.mime', '.mtom'),
];

export async function fuzz(data) {
  const octets = Buffer.from(data);
  const contentType = types[octets.length % types.length];
  const whole = answered(() => readRelatedOctets(contentType, octets));
  const pieces = await answeredLater(() => readRelated(contentType, inPieces(octets)));
  demand(whole?.ok === pieces?.ok, 'whole it is another message than in pieces');
  if (!whole?.ok) return;
  demand(whole.value.root.equals(pieces.value.root), 'another root');
  demand(octets.includes(whole.value.root), 'a root that was not sent');
  for (const { octets: sent } of whole.value.parts.values()) demand(octets.includes(sent), 'a part that was not sent');
  const tree = answered(() => parseXml(whole.value.root));
  if (tree !== undefined) answered(() => resolveIncludes(tree, whole.value));
}

async function* inPieces(octets) {
  const size = 1 + (octets[0] ?? 0);
  for (let at = 0; at < octets.length; at += size) yield octets.subarray(at, at + size);
}
