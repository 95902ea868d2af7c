import { Controller, Get, Header, Inject, Query } from '@nestjs/common';
import { PasserelleError } from '@passerelle/kernel';
import { NODE, type NodeRuntime } from '../node/runtime.js';

/** The exchange log at the operators' and auditors' door. */
@Controller('log')
export class LogController {
  constructor(@Inject(NODE) private readonly node: NodeRuntime) {}

  /** The last signed head: a C2SP checkpoint. */
  @Get('checkpoint')
  @Header('content-type', 'text/plain; charset=utf-8')
  async checkpoint(): Promise<string> {
    return this.node.ledger.checkpoint();
  }

  /** The key that verifies checkpoints. */
  @Get('key')
  @Header('content-type', 'text/plain; charset=utf-8')
  key(): string {
    return `${this.node.ledger.verifierKey}\n`;
  }

  /** RFC 6962 audit path of entry `index` in the tree of `size`, base64, from the leaf's sibling upwards. */
  @Get('inclusion')
  async inclusion(@Query() query: Record<string, unknown>): Promise<{ index: number; size: number; hashes: string[] }> {
    const index = count(query, 'index');
    const size = count(query, 'size');
    return { index, size, hashes: base64(await this.node.ledger.inclusion(index, size)) };
  }

  /** RFC 6962 consistency proof between the trees of `old` and `new` entries, base64. */
  @Get('consistency')
  async consistency(@Query() query: Record<string, unknown>): Promise<{ old: number; new: number; hashes: string[] }> {
    const old = count(query, 'old');
    const now = count(query, 'new');
    return { old, new: now, hashes: base64(await this.node.ledger.consistency(old, now)) };
  }
}

function base64(hashes: readonly Buffer[]): string[] {
  return hashes.map((hash) => hash.toString('base64'));
}

function count(query: Readonly<Record<string, unknown>>, name: string): number {
  const text = query[name];
  if (typeof text !== 'string' || !/^\d{1,15}$/.test(text)) throw new PasserelleError('PSR-1012', { parameter: name });
  return Number(text);
}
