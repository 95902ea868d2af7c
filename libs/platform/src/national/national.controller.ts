import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put, Req, Res } from '@nestjs/common';
import { isUuid, PasserelleError } from '@passerelle/kernel';
import type { FastifyReply } from 'fastify';
import type { DoorRequest } from '../doors/peer-request.js';
import { readJsonObject } from '../doors/json-body.js';
import { bodyOf } from '../edge/edge.controller.js';
import { NODE, type NodeRuntime } from '../node/runtime.js';
import { typedPatient } from '../operators/typed-patient.js';
import { registerRecord, type RegisteredRecord } from './register-record.js';

/** The door to our own country: records in, documents received from abroad out, objections. */
@Controller('national')
export class NationalController {
  constructor(@Inject(NODE) private readonly node: NodeRuntime) {}

  /** A national record, as its exact octets: CDA (application/xml) or FHIR (application/fhir+json). */
  @Post('records')
  @HttpCode(201)
  async register(@Req() request: DoorRequest): Promise<RegisteredRecord> {
    return registerRecord(this.node, bodyOf(request));
  }

  /** Records that a person objects to cross-border access, or takes it back (Regulation (EU) 2025/327 article 10). */
  @Put('opt-outs')
  @HttpCode(200)
  async optOut(@Body() body: unknown): Promise<{ optedOut: boolean }> {
    const { patient, optedOut } = readJsonObject(body);
    if (typeof optedOut !== 'boolean') throw new PasserelleError('PSR-4008', { field: 'optedOut' });
    const identifier = typedPatient(this.node.configuration, patient, this.node.configuration.country);
    const person = await this.node.database.transaction((session) => this.node.persons.ensure(session, [identifier]));
    await this.node.persons.setOptOut(this.node.database, person.personId, optedOut);
    await this.node.doorLog.write({
      event: optedOut ? 'opt-out-recorded' : 'opt-out-withdrawn',
      role: 'A',
      result: 'success',
      subject: person.pseudonym,
    });
    return { optedOut };
  }

  /** The patient summary that an exchange brought from abroad: the exact octets received. */
  @Get('exchanges/:id/document')
  async document(@Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const exchange = isUuid(id) ? await this.node.exchanges.find(id) : undefined;
    const received = exchange?.documents.find((document) => document.part === 'received');
    if (exchange === undefined || received === undefined) throw new PasserelleError('PSR-4001');
    const octets = await this.node.documents.get(this.node.database, exchange.personId, received.sha256);
    void reply.header('content-type', received.mediaType).send(octets);
  }
}
