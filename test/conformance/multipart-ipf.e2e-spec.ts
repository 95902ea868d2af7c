import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addressOfId, newContentId, readRelated, resolveIncludes, writeRelated } from '@passerelle/ihe/multipart';
import { newId } from '@passerelle/kernel';
import { parseXml, textOf, type XmlElement } from '@passerelle/xml';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { ipf, reportJudge } from '../support/outside-judge.js';
import { freePort } from '../support/two-nodes.js';

const judge = ipf();
const action = 'urn:ihe:iti:2007:CrossGatewayRetrieve';
const rootType = 'application/soap+xml';

it('says whether IPF was there to judge', () => reportJudge('Open eHealth IPF', judge, false));

(judge ? describe : describe.skip)('multipart messages and IPF, which writes them with Apache CXF', () => {
  let server: ChildProcess;
  let address: string;

  beforeAll(async () => {
    const port = await freePort();
    address = `http://127.0.0.1:${port}/iti39`;
    server = spawn(judge?.command ?? '', [...(judge?.leading ?? []), String(port), '--stay'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let said = '';
    const started = new Promise<void>((resolve, reject) => {
      server.stdout?.on('data', (octets: Buffer) => {
        said += octets.toString();
        if (said.includes('started on')) resolve();
      });
      server.once('exit', () => reject(new Error(`IPF ended: ${said}`)));
    });
    await started;
  }, 180_000);
  afterAll(async () => {
    // It ends by itself after a minute.
    if (server.exitCode !== null) return;
    const ended = once(server, 'exit');
    server.kill();
    await ended;
  });

  /** A retrieval whose document id is given as it shall stand in the XML. */
  const retrieval = (documentId: string): Buffer =>
    Buffer.from(
      `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://www.w3.org/2005/08/addressing"><s:Header>` +
        `<a:Action s:mustUnderstand="1">${action}</a:Action><a:MessageID>urn:uuid:${newId()}</a:MessageID>` +
        `<a:ReplyTo><a:Address>http://www.w3.org/2005/08/addressing/anonymous</a:Address></a:ReplyTo><a:To>${address}</a:To>` +
        `</s:Header><s:Body><RetrieveDocumentSetRequest xmlns="urn:ihe:iti:xds-b:2007"><DocumentRequest>` +
        `<HomeCommunityId>urn:oid:2.999</HomeCommunityId><RepositoryUniqueId>2.999.1</RepositoryUniqueId>` +
        `<DocumentUniqueId>${documentId}</DocumentUniqueId></DocumentRequest></RetrieveDocumentSetRequest></s:Body></s:Envelope>`,
    );

  /** What IPF answers: the id of the document as it read it, and the document. */
  async function ask(contentType: string, body: Uint8Array): Promise<{ id: string | undefined; documents: Buffer[] }> {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': contentType },
      body: new Uint8Array(body),
    });
    expect(response.status).toBe(200);
    const read = await readRelated(
      response.headers.get('content-type') ?? '',
      response.body as AsyncIterable<Uint8Array>,
    );
    if (!read.ok) throw read.error;
    const root = parseXml(read.value.root);
    const resolved = resolveIncludes(root, read.value);
    if (!resolved.ok) throw resolved.error;
    return {
      id: textOf(find(root, 'DocumentUniqueId')),
      documents: [...resolved.value.values()].map(({ octets }) => octets),
    };
  }

  it('are read: a document of a megabyte, the same each time', async () => {
    const type = `${rootType}; charset=UTF-8; action="${action}"`;
    const [first, second] = [await ask(type, retrieval('2.999.2')), await ask(type, retrieval('2.999.2'))];
    expect(first.id).toBe('2.999.2');
    expect(first.documents.map(({ length }) => length)).toEqual([1_048_576]);
    expect(second.documents[0]?.equals(first.documents[0] ?? Buffer.alloc(0))).toBe(true);
  });

  it.each([newContentId(), 'http://tempuri.org/1/2'])('that we write are read, with the part %s', async (contentId) => {
    const octets = Buffer.from([0, 13, 10, 45, 45, 255]);
    const include = `<i:Include xmlns:i="http://www.w3.org/2004/08/xop/include" href="${addressOfId(contentId)}"/>`;
    const { contentType, pieces } = writeRelated({
      root: retrieval(include),
      rootType,
      action,
      parts: [{ contentId, mediaType: 'application/octet-stream', octets }],
    });
    const { id } = await ask(contentType, Buffer.concat(pieces));
    expect(id).toBe(octets.toString('base64'));
  });
});

function find(element: XmlElement, local: string): XmlElement | undefined {
  if (element.local === local) return element;
  for (const node of element.children) {
    const found = typeof node === 'string' ? undefined : find(node, local);
    if (found !== undefined) return found;
  }
  return undefined;
}
