import type { ShownExchange } from './node-client.js';
import { bold, dim, line, short, size } from './print.js';

/** Prints the trail of an exchange at one node, step by step. */
export function showExchange(country: string, exchange: ShownExchange): void {
  line(`${bold(country)} ${exchange.side === 'initiator' ? 'began' : 'answered'} ${dim(exchange.id)}`);
  for (const event of exchange.trail) {
    const index = event.logIndex === undefined ? '' : `log ${event.logIndex}`;
    const outcome = event.outcome === 'success' ? event.state : `${event.state} ${event.code ?? ''}`;
    const columns = [event.step.padEnd(12), outcome.padEnd(14), `${event.milliseconds.toFixed(1)} ms`.padStart(10)];
    line(`  ${columns.join('')}  ${index.padEnd(9)}${dim(factsOf(event.facts))}`);
    for (const digest of event.documents) showDocument(exchange, digest, event.step);
    if (event.receipt !== undefined)
      line(`    receipt  ${dim(`${event.receipt.slice(0, 40)}... (${event.receipt.length} characters, JWS)`)}`);
  }
}

function showDocument(exchange: ShownExchange, digest: string, step: string): void {
  const wanted = step === 'seal' ? 'sent' : undefined;
  const document = exchange.documents.find(
    (each) => each.sha256 === digest && (wanted === undefined || each.part === wanted),
  );
  if (document === undefined) return;
  line(
    `    ${document.part.padEnd(9)}${document.format.padEnd(14)}${size(document.size).padStart(9)}  sha256 ${short(digest)}`,
  );
}

function factsOf(facts: Readonly<Record<string, string | number | boolean>>): string {
  return Object.entries(facts)
    .map(([name, value]) => `${name} ${typeof value === 'string' && value.length === 64 ? short(value) : value}`)
    .join(', ');
}
