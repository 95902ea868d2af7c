import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { PasserelleError } from '@passerelle/kernel';
import { revocationEvidence } from '@passerelle/store';
import type { FastifyReply } from 'fastify';
import { NODE, type NodeRuntime } from '../node/runtime.js';

const mediaTypes = { ocsp: 'application/ocsp-response', crl: 'application/pkix-crl' } as const;

/** What exchanges relied on when they judged certificates, at the operators' and auditors' door. */
@Controller('evidence')
export class EvidenceController {
  constructor(@Inject(NODE) private readonly node: NodeRuntime) {}

  /** The OCSP response or the revocation list of a digest, octet for octet. */
  @Get(':sha256')
  async evidence(@Param('sha256') digest: string, @Res() reply: FastifyReply): Promise<void> {
    if (!/^[0-9a-f]{64}$/.test(digest)) throw new PasserelleError('PSR-1012', { parameter: 'sha256' });
    const found = await revocationEvidence.find(this.node.database, digest);
    if (found === undefined) throw new PasserelleError('PSR-1011');
    void reply
      .headers({ 'content-type': mediaTypes[found.kind], 'x-content-type-options': 'nosniff' })
      .send(Buffer.from(found.octets));
  }
}
