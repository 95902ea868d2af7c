/** Content-Type of messages with the boundary `b`. */
export const usualType = 'multipart/related; boundary=b; type="application/xop+xml"';

/** Headers of a root part with a Content-ID. */
export const rootHead = ['Content-Type: application/xop+xml', 'Content-ID: <root>'];

/** Lines as MIME ends them, the last one too. */
export function lines(...texts: readonly string[]): string {
  return texts.map((text) => `${text}\r\n`).join('');
}

/** A message with a root `<x/>` and parts of these ids and octets. */
export function message(parts: readonly (readonly [id: string, octets: Uint8Array])[]): Buffer {
  return Buffer.concat([
    Buffer.from(lines('--b', ...rootHead, '', '<x/>').slice(0, -2)),
    ...parts.flatMap(([id, octets]) => [Buffer.from(`\r\n--b\r\nContent-ID: <${id}>\r\n\r\n`), octets]),
    Buffer.from('\r\n--b--\r\n'),
  ]);
}

/** Octets in pieces, as a connection gives them. */
export async function* arriving(pieces: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield await Promise.resolve(piece);
}

/** A message in the form of one stack, with what has to be read of it. */
export interface StackMessage {
  readonly contentType: string;
  readonly body: Buffer;
  readonly root: string;
  readonly parts: readonly (readonly [id: string, mediaType: string, text: string])[];
}

const envelope = (href: string): string =>
  `<soap:Envelope xmlns:soap="http://www.w3.org/2003/05/soap-envelope"><soap:Body><Document xmlns="urn:ihe:iti:xds-b:2007">` +
  `<xop:Include xmlns:xop="http://www.w3.org/2004/08/xop/include" href="${href}"/></Document></soap:Body></soap:Envelope>`;
const document = '<ClinicalDocument xmlns="urn:hl7-org:v3"/>\r\n';

/** Apache CXF: the Content-ID is percent-encoded in the header already. */
export const apacheCxf = stack({
  contentType:
    'multipart/related; type="application/xop+xml"; boundary="uuid:3f1c6f1e-0d4c-4b52-a1a4-3f0a43d60b0f"; ' +
    'start="<root.message@cxf.apache.org>"; start-info="application/soap+xml; action=\\"urn:ihe:iti:2007:RetrieveDocumentSet\\""',
  boundary: 'uuid:3f1c6f1e-0d4c-4b52-a1a4-3f0a43d60b0f',
  before: '\r\n',
  after: '',
  rootHead: [
    'Content-Type: application/xop+xml; charset=UTF-8; type="application/soap+xml"',
    'Content-Transfer-Encoding: binary',
    'Content-ID: <root.message@cxf.apache.org>',
  ],
  id: '5aeaa450-17f0-4484-b845-a8480c363444-1@urn%3Aihe%3Aiti%3Axds-b%3A2007',
  href: 'cid:5aeaa450-17f0-4484-b845-a8480c363444-1@urn%3Aihe%3Aiti%3Axds-b%3A2007',
});

/** Apache Axiom, which Axis2 and with it OpenNCP write with. */
export const apacheAxis = stack({
  contentType:
    'multipart/related; boundary=MIMEBoundary_2d3bb1d4d4f8f2b2c7a1; type="application/xop+xml"; ' +
    'start="<0.cd3bb1d4@apache.org>"; start-info="application/soap+xml"; action="urn:ihe:iti:2007:CrossGatewayRetrieve"',
  boundary: 'MIMEBoundary_2d3bb1d4d4f8f2b2c7a1',
  before: '',
  after: '\r\n',
  rootHead: [
    'Content-Type: application/xop+xml; charset=UTF-8; type="application/soap+xml"',
    'Content-Transfer-Encoding: binary',
    'Content-ID: <0.cd3bb1d4@apache.org>',
  ],
  id: '1.8d3bb1d4@apache.org',
  href: 'cid:1.8d3bb1d4@apache.org',
});

/** The .NET Framework: ids are http addresses, and the address of the part is percent-encoded as RFC 2392 has it. */
export const dotNet = stack({
  contentType:
    'multipart/related; type="application/xop+xml";start="<http://tempuri.org/0>";' +
    'boundary="uuid:9e5f1b9b-6ad2-4b0a-8bd4-7d4e7c5b2b2f+id=3";start-info="application/soap+xml"',
  boundary: 'uuid:9e5f1b9b-6ad2-4b0a-8bd4-7d4e7c5b2b2f+id=3',
  before: '\r\n',
  after: '\r\n',
  rootHead: [
    'Content-ID: <http://tempuri.org/0>',
    'Content-Transfer-Encoding: 8bit',
    'Content-Type: application/xop+xml;charset=utf-8;type="application/soap+xml"',
  ],
  id: 'http://tempuri.org/1/638678400000000000',
  href: 'cid:http%3A%2F%2Ftempuri.org%2F1%2F638678400000000000',
});

function stack(form: {
  contentType: string;
  boundary: string;
  before: string;
  after: string;
  rootHead: readonly string[];
  id: string;
  href: string;
}): StackMessage {
  const root = envelope(form.href);
  const text = lines(`--${form.boundary}`, ...form.rootHead, '', root)
    .concat(
      lines(
        `--${form.boundary}`,
        `Content-ID: <${form.id}>`,
        'Content-Transfer-Encoding: binary',
        'Content-Type: text/xml;charset=UTF-8',
        '',
        document,
      ),
    )
    .concat(`--${form.boundary}--`);
  return {
    contentType: form.contentType,
    body: Buffer.from(`${form.before}${text}${form.after}`),
    root,
    parts: [[form.id, 'text/xml', document]],
  };
}
