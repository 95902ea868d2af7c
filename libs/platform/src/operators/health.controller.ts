import { Controller, Get, Inject, Res } from '@nestjs/common';
import { outbox } from '@passerelle/store';
import type { FastifyReply } from 'fastify';
import { nearestExpiry } from '../metrics/watched-certificates.js';
import { signingWorks } from '../signing/signing-health.js';
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
    const keys = await signingWorks(this.node.keys.signing, this.node.clock.now());
    // Without a list of peers nobody abroad is served: that is failing, however well the rest does.
    const trust = this.node.trustBundle?.status().state;
    const status = database && bus && keys && trust !== 'refused' ? 'ok' : 'failing';
    const word = (works: boolean): string => (works ? 'ok' : 'failing');
    const parts = {
      database: word(database),
      bus: word(bus),
      keys: word(keys),
      ...(trust !== undefined && { trust: trust === 'current' ? 'ok' : trust === 'grace' ? 'expired' : 'failing' }),
    };
    const { country } = this.node.configuration;
    const nearestCertificateExpiry = nearestExpiry(this.node.keys).toISOString();
    void reply.status(status === 'ok' ? 200 : 503).send({ status, country, ...parts, nearestCertificateExpiry });
  }
}
