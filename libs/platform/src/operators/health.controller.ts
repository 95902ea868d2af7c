import { Controller, Get, Inject, Res } from '@nestjs/common';
import { outbox } from '@passerelle/store';
import type { FastifyReply } from 'fastify';
import { NODE, type NodeRuntime } from '../node/runtime.js';

/** Whether the node works, for probes; the only path that asks for no token, so it tells no numbers of the trade. */
@Controller('health')
export class HealthController {
  constructor(@Inject(NODE) private readonly node: NodeRuntime) {}

  /** 200 with `ok`, or 503 naming the part that does not answer; and when the first of the node's own certificates ends. */
  @Get()
  async health(@Res() reply: FastifyReply): Promise<void> {
    const database = await outbox.waiting(this.node.database).then(
      () => true,
      () => false,
    );
    const bus = (await this.node.bus.health()).reachable;
    const status = database && bus ? 'ok' : 'failing';
    const parts = { database: database ? 'ok' : 'failing', bus: bus ? 'ok' : 'failing' };
    const { tls, seal, token } = this.node.keys;
    const ends = [tls, seal, token].map(({ certificate }) => certificate.validTo.getTime());
    const nearestCertificateExpiry = new Date(Math.min(...ends)).toISOString();
    const { country } = this.node.configuration;
    void reply.status(status === 'ok' ? 200 : 503).send({ status, country, ...parts, nearestCertificateExpiry });
  }
}
