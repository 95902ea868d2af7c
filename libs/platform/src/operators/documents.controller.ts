import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { PasserelleError } from '@passerelle/kernel';
import { contentSecurityPolicy, renderHtml } from '@passerelle/rendering/html';
import type { SummaryView } from '@passerelle/summary/view';
import type { FastifyReply } from 'fastify';
import { requestIdOf, type DoorRequest } from '../doors/peer-request.js';
import { NODE, type NodeRuntime } from '../node/runtime.js';
import { showDocument } from './exchange-document.js';

/** What a browser is told about a page of a patient: run nothing, guess nothing, keep nothing, tell nobody where one came from. */
const headers = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
};

/** The document of an exchange as a page for people, at the operators' door. */
@Controller('exchanges')
export class DocumentsController {
  constructor(@Inject(NODE) private readonly node: NodeRuntime) {}

  /** The document as one HTML page: `?language=fr|de|en|pt`. */
  @Get(':id/document.html')
  async html(
    @Param('id') id: string,
    @Query() query: Record<string, unknown>,
    @Req() request: DoorRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { view } = await showDocument(this.node, id, asked(query, 'html', request));
    const page = renderHtml(view, { pdfAddress: `document.pdf?language=${view.language}` });
    void reply.headers({ ...headers, 'content-type': 'text/html; charset=utf-8' }).send(Buffer.from(page, 'utf8'));
  }

  /** The document as PDF/A; of a record that exists only as PDF, that PDF as it is. */
  @Get(':id/document.pdf')
  async pdf(
    @Param('id') id: string,
    @Query() query: Record<string, unknown>,
    @Req() request: DoorRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { view, summary } = await showDocument(this.node, id, asked(query, 'pdf', request));
    const octets =
      view.onlyPdf === undefined ? await inTurns(view) : Buffer.from(summary.attachment?.data ?? '', 'base64');
    void reply.headers({ ...headers, 'content-type': 'application/pdf' }).send(octets);
  }
}

/** The writer of PDF brings fonts along, so a node that is never asked for one does without. */
async function inTurns(view: SummaryView): Promise<Uint8Array> {
  const { renderPdfInTurns } = await import('@passerelle/rendering/pdf');
  return (await renderPdfInTurns(view)).octets;
}

function asked(query: Readonly<Record<string, unknown>>, format: 'html' | 'pdf', request: DoorRequest) {
  for (const name of Object.keys(query)) {
    if (name !== 'language') throw new PasserelleError('PSR-1012', { parameter: name.slice(0, 40) });
  }
  return { language: query['language'], format, requestId: requestIdOf(request) };
}
