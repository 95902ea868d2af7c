import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { exchangeStates } from '@passerelle/exchange';
import { isUuid, PasserelleError } from '@passerelle/kernel';
import { readJsonObject } from '../doors/json-body.js';
import { NODE, type NodeRuntime } from '../node/runtime.js';
import { exchangeView, trailView } from './exchange-view.js';
import { beginExchange } from './order.js';

type View = Readonly<Record<string, unknown>>;

/** Most exchanges on one page. */
const largestPage = 200;

/** Exchanges at the operators' door. */
@Controller('exchanges')
export class ExchangesController {
  constructor(@Inject(NODE) private readonly node: NodeRuntime) {}

  /** Orders an exchange; see `beginExchange` for the body. */
  @Post()
  @HttpCode(201)
  async begin(@Body() body: unknown): Promise<View> {
    const exchange = await beginExchange(this.node, readJsonObject(body));
    return this.withTrail(exchange.id);
  }

  /** One exchange with its whole trail. */
  @Get(':id')
  async one(@Param('id') id: string): Promise<View> {
    return this.withTrail(id);
  }

  /** A page of exchanges, newest first: `?state=&peer=&from=&to=&certificate=&limit=&after=`; `next` is the key of the next page. */
  @Get()
  async page(@Query() query: Record<string, unknown>): Promise<View> {
    const limit = query['limit'] === undefined ? 50 : Number(query['limit']);
    if (!Number.isInteger(limit) || limit < 1 || limit > largestPage) throw odd('limit');
    const filter = {
      ...one(query, 'state', (text) => exchangeStates.some((state) => state === text)),
      ...one(query, 'peer', (text) => /^[A-Z]{2}$/.test(text)),
      // Everything that was sealed with a certificate in a time: what has to be looked at when its key is lost.
      ...one(query, 'certificate', (text) => /^[0-9a-f]{64}$/.test(text)),
      ...one(query, 'after', isUuid),
      ...instant(query, 'from'),
      ...instant(query, 'to'),
    };
    for (const name of Object.keys(query)) {
      if (!['state', 'peer', 'from', 'to', 'certificate', 'after', 'limit'].includes(name)) throw odd(name);
    }
    // One more than asked tells whether another page follows.
    const found = await this.node.exchanges.page({ ...filter, limit: limit + 1 });
    const shown = found.slice(0, limit);
    return {
      exchanges: shown.map(exchangeView),
      ...(found.length > limit ? { next: shown.at(-1)?.id } : {}),
    };
  }

  private async withTrail(id: string): Promise<View> {
    const exchange = isUuid(id) ? await this.node.exchanges.find(id) : undefined;
    if (exchange === undefined) throw new PasserelleError('PSR-4001');
    const trail = await this.node.exchanges.trail(id);
    return { ...exchangeView(exchange), trail: trail.map(trailView) };
  }
}

function one<K extends string>(
  query: Readonly<Record<string, unknown>>,
  name: K,
  valid: (text: string) => boolean,
): Partial<Record<K, string>> {
  const value = query[name];
  if (value === undefined || value === '') return {};
  if (typeof value !== 'string' || !valid(value)) throw odd(name);
  return { [name]: value } as Partial<Record<K, string>>;
}

function instant<K extends string>(query: Readonly<Record<string, unknown>>, name: K): Partial<Record<K, Date>> {
  const text = one(query, name, (value) => !Number.isNaN(Date.parse(value)))[name];
  return text === undefined ? {} : ({ [name]: new Date(text) } as Partial<Record<K, Date>>);
}

function odd(parameter: string): PasserelleError {
  return new PasserelleError('PSR-1012', { parameter: parameter.slice(0, 40) });
}
