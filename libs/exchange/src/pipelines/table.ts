import type { Exchange } from '../aggregate/exchange.js';
import { answerPull } from './answer.js';
import { pull } from './pull.js';
import { push } from './push.js';
import { receive } from './receive.js';
import type { Pipeline } from './step.js';

/** The pipeline of an exchange, by its direction and our side of it. */
export function pipelineOf(exchange: Pick<Exchange, 'direction' | 'side'>): Pipeline {
  if (exchange.direction === 'push') return exchange.side === 'initiator' ? push : receive;
  return exchange.side === 'initiator' ? pull : answerPull;
}
