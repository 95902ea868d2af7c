import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { NODE, type NodeRuntime } from '../node/runtime.js';

/** The numbers of the node for Prometheus, at the operators' door and behind its bearer token. */
@Controller('metrics')
export class MetricsController {
  constructor(@Inject(NODE) private readonly node: NodeRuntime) {}

  /** All metrics in the text format. */
  @Get()
  async metrics(@Res() reply: FastifyReply): Promise<void> {
    const { metrics } = this.node;
    void reply.header('content-type', metrics.contentType).send(await metrics.text());
  }
}
