import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readSummary } from '@passerelle/summary';
import { callDoor, exchange, fixture, logEntries, otherSide, requesterOf, type Shown } from '../support/calls.js';
import { openTwoNodes, type TestNode, type TwoNodes } from '../support/two-nodes.js';

const matricule = 'urn:oid:1.3.182.4.4';

describe('the document of an exchange as a page', () => {
  let nodes: TwoNodes;
  let lu: TestNode;
  let pt: TestNode;
  let structured: { sent: Shown; got: Shown };
  let onlyPdf: { sent: Shown; got: Shown };
  let rich: { sent: Shown; got: Shown };

  beforeAll(async () => {
    nodes = await openTwoNodes();
    ({ lu, pt } = nodes);
    for (const name of ['nothing-known.xml', 'pdf-only.xml', 'rich.xml']) {
      await callDoor(lu, 'national', 'POST', '/national/records', fixture(`national/lu/${name}`));
    }
    const push = async (value: string) => {
      const patient = { system: matricule, value };
      const sent = await exchange(lu, { direction: 'push', peer: 'PT', patient, requester: requesterOf('LU') });
      return { sent, got: await otherSide(pt, sent.messageId) };
    };
    structured = await push('2001113010386');
    onlyPdf = await push('1975050810537');
    rich = await push('1957031210104');
  }, 90_000);
  afterAll(async () => nodes.close());

  /** Asks as a browser would, to see the headers as well. */
  async function open(
    { node, addresses }: TestNode,
    path: string,
    token = node.runtime.bearerToken,
  ): Promise<Response> {
    return fetch(`${addresses['operators']}${path}`, { headers: { authorization: `Bearer ${token}` } });
  }

  it('names codes in the language asked for, by the catalogue of the node that shows it, and says by which', async () => {
    const page = async (language: string): Promise<string> =>
      (await open(pt, `/exchanges/${rich.got.id}/document.html?language=${language}`)).text();
    const { digest } = pt.node.runtime.catalogue;
    for (const [language, category] of [
      ['de', 'Labor'],
      ['pt', 'Laboratório'],
    ] as const) {
      const html = await page(language);
      expect(html).toContain(`>${category}</bdi>`);
      const catalogues = html.slice(html.indexOf('id="catalogues"'));
      expect(catalogues).toContain('results');
      expect(catalogues).toContain(digest);
    }
    // What no catalogue of this node names is shown as received and marked.
    expect(await page('de')).toContain('nicht übersetzt: Englisch');
  });

  it('is in the language asked for, on both sides, under headers that let it do nothing', async () => {
    for (const [node, shown] of [[lu, structured.sent] as const, [pt, structured.got] as const]) {
      const answer = await open(node, `/exchanges/${shown.id}/document.html?language=de`);
      expect(answer.status).toBe(200);
      const page = await answer.text();
      expect(page).toContain('<html lang="de">');
      expect(page).toContain('Keine Allergien oder Unverträglichkeiten bekannt');
      expect(page).toContain('Claire EXEMPLE-SAINE');
      // The identifier has the name that the configuration gives it.
      expect(page).toContain('Matricule: 2001113010386');
      const said = Object.fromEntries(answer.headers);
      expect(said).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': expect.stringMatching(/^default-src 'none'; style-src 'unsafe-inline'/),
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
      });
    }
  });

  it('is in the language of the node where none is asked for', async () => {
    const page = await (await open(pt, `/exchanges/${structured.got.id}/document.html`)).text();
    expect(page).toContain('<html lang="pt">');
  });

  it('is also a PDF/A', async () => {
    const answer = await open(pt, `/exchanges/${structured.got.id}/document.pdf?language=fr`);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    const octets = Buffer.from(await answer.arrayBuffer());
    expect(octets.subarray(0, 8).toString('latin1')).toBe('%PDF-1.4');
    expect(octets.toString('latin1')).toContain('<pdfaid:part>1</pdfaid:part>');
  });

  it('is the PDF of the source where the record is nothing else, and the record went out in both European formats', async () => {
    const formats = onlyPdf.sent.documents.filter(({ part }) => part === 'sent').map(({ format }) => format);
    expect(formats.sort()).toEqual(['eps-bundle', 'pivot-cda', 'xades-seal']);
    const page = await (await open(pt, `/exchanges/${onlyPdf.got.id}/document.html?language=en`)).text();
    expect(page).toContain('exists only as a PDF document');
    expect(page).toContain('href="document.pdf?language=en"');
    const pdf = await (await open(pt, `/exchanges/${onlyPdf.got.id}/document.pdf?language=en`)).arrayBuffer();
    const own = readSummary(fixture('national/lu/pdf-only.xml')).summary.attachment!.data;
    expect(Buffer.from(pdf).toString('base64')).toBe(own);
  });

  it('is an entry of the log each time it is shown', async () => {
    const events = async () =>
      (await logEntries(pt)).filter(({ event }) => event === 'exchange-document-shown-html').length;
    const before = await events();
    await open(pt, `/exchanges/${structured.got.id}/document.html`);
    await expect(settled(events, before + 1)).resolves.toBe(before + 1);
  });

  it.each([
    ['/exchanges/not-an-id/document.html', 404, 'PSR-4001'],
    ['/exchanges/01890000-0000-7000-8000-000000000000/document.html', 404, 'PSR-4001'],
    ['/exchanges/ID/document.html?language=nl', 400, 'PSR-1012'],
    ['/exchanges/ID/document.html?script=1', 400, 'PSR-1012'],
    ['/exchanges/ID/document.pdf?language=constructor', 400, 'PSR-1012'],
  ])('is refused at %s with %i %s', async (path, status, code) => {
    const answer = await open(pt, path.replace('ID', structured.got.id));
    expect(answer.status).toBe(status);
    expect(await answer.text()).toContain(code);
  });

  it('is refused to whoever has no token', async () => {
    const answer = await open(pt, `/exchanges/${structured.got.id}/document.html`, 'wrong');
    expect(answer.status).toBe(401);
    expect(await answer.text()).not.toContain('EXEMPLE');
  });

  it('is refused for an exchange that came to no document', async () => {
    await callDoor(lu, 'national', 'POST', '/national/records', fixture('national/lu/restricted.xml'));
    const patient = { system: matricule, value: '1966022810875' };
    const refused = await exchange(lu, { direction: 'push', peer: 'PT', patient, requester: requesterOf('LU') });
    expect(refused.documents.filter(({ part }) => part === 'sent')).toEqual([]);
    const answer = await open(lu, `/exchanges/${refused.id}/document.html`);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('PSR-4021');
  });
});

/** Asks again until the answer is the one expected, for some seconds. */
async function settled<T>(ask: () => Promise<T>, wanted: T): Promise<T> {
  for (let tries = 0; ; tries++) {
    const answer = await ask();
    if (answer === wanted || tries > 100) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
