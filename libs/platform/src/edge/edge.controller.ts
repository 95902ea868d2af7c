import { Controller, Get, Header, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { capabilityStatement, readReceiptParameters, searchset, transactionResponse } from '@passerelle/fhir/exchange';
import { parseFhirJson } from '@passerelle/fhir/json';
import { PasserelleError } from '@passerelle/kernel';
import type { DoorRequest } from '../doors/peer-request.js';
import { NODE, type NodeRuntime } from '../node/runtime.js';
import { answerPull } from './answer-pull.js';
import { peerCall } from './peer-call.js';
import { receivePush } from './receive-push.js';
import { receiveReceipt } from './receive-receipt.js';
import { searchDocuments, searchPatient } from './search.js';

const fhirJson = 'application/fhir+json; charset=utf-8';

/** The FHIR door between countries. Callers are identified before they get here; see identify-peer.ts. */
@Controller('fhir')
export class EdgeController {
  constructor(@Inject(NODE) private readonly node: NodeRuntime) {}

  /** What the door offers. */
  @Get('metadata')
  @Header('content-type', fhirJson)
  metadata(): Buffer {
    const { configuration } = this.node;
    return json(
      capabilityStatement({
        name: configuration.name,
        country: configuration.country,
        address: `urn:oid:${configuration.homeCommunityId.replace('urn:oid:', '')}`,
        date: '2026-11-23',
      }),
    );
  }

  /** PDQm ITI-78. */
  @Get('Patient')
  @Header('content-type', fhirJson)
  async patient(@Req() request: DoorRequest, @Query() query: Record<string, unknown>): Promise<Buffer> {
    const matches = await searchPatient(this.node, peerCall(this.node, request), query);
    return json(searchset('Patient', matches));
  }

  /** MHD ITI-67. */
  @Get('DocumentReference')
  @Header('content-type', fhirJson)
  async documentReference(@Req() request: DoorRequest, @Query() query: Record<string, unknown>): Promise<Buffer> {
    const matches = await searchDocuments(this.node, peerCall(this.node, request), query);
    return json(searchset('DocumentReference', matches));
  }

  /** MHD ITI-68: the exact octets that were sealed, as a native Bundle. */
  @Get('Bundle/:id')
  @Header('content-type', fhirJson)
  async bundle(@Req() request: DoorRequest, @Param('id') id: string): Promise<Buffer> {
    return answerPull(this.node, peerCall(this.node, request), id);
  }

  /** A push: transaction in the shape of MHD ITI-105. */
  @Post()
  @HttpCode(200)
  @Header('content-type', fhirJson)
  async transaction(@Req() request: DoorRequest): Promise<Buffer> {
    const call = peerCall(this.node, request);
    const { exchangeId, entries, receipt } = await receivePush(this.node, call, parseFhirJson(bodyOf(request)));
    const locations = Array.from(
      { length: entries },
      (_, at) => `DocumentReference/${exchangeId}${at === 0 ? '' : `-${at}`}`,
    );
    return json(transactionResponse(locations, receipt));
  }

  /** The receipt of a requester for what it was answered. */
  @Post('$receipt')
  @HttpCode(200)
  @Header('content-type', fhirJson)
  async receipt(@Req() request: DoorRequest): Promise<Buffer> {
    const call = peerCall(this.node, request);
    const parameters = readReceiptParameters(parseFhirJson(bodyOf(request)));
    if (parameters === undefined) throw new PasserelleError('PSR-1012', { parameter: 'receipt' });
    await receiveReceipt(this.node, call, parameters.messageId, parameters.receipt);
    return json({
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'information', code: 'informational', diagnostics: 'The receipt was verified.' }],
    });
  }
}

/** The octets of a body. @throws PasserelleError PSR-1010 */
export function bodyOf(request: DoorRequest): Buffer {
  if (!Buffer.isBuffer(request.body) || request.body.length === 0) throw new PasserelleError('PSR-1010');
  return request.body;
}

function json(resource: object): Buffer {
  return Buffer.from(JSON.stringify(resource), 'utf8');
}
