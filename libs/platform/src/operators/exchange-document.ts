import type { Exchange, ExchangeDocument } from '@passerelle/exchange';
import { isUuid, PasserelleError } from '@passerelle/kernel';
import { readSummary, type PatientSummary } from '@passerelle/summary';
import {
  isViewLanguage,
  viewLanguageOf,
  viewSummary,
  type SummaryView,
  type ViewLanguage,
} from '@passerelle/summary/view';
import type { Actor } from '../exchange/exchange-row.js';
import type { NodeRuntime } from '../node/runtime.js';

/** The document of an exchange as people read it. */
export interface ShownDocument {
  readonly summary: PatientSummary;
  readonly view: SummaryView;
}

/**
 * Reads the document that crossed in an exchange, for somebody to see. Whoever sees it is an entry of the log before
 * anything is shown; what cannot be logged is not shown.
 * @param language - of the reader; the node's own where nothing is asked for
 * @throws PasserelleError PSR-4001 unknown exchange, PSR-4021 without a document, PSR-2202 where it is not kept any more,
 *   PSR-1012 for a language there are no words for
 */
export async function showDocument(
  node: NodeRuntime,
  id: string,
  { language, format, requestId }: { language: unknown; format: 'html' | 'pdf'; requestId: string | undefined },
): Promise<ShownDocument> {
  const reader = readerOf(language, node);
  const exchange = isUuid(id) ? await node.exchanges.find(id) : undefined;
  if (exchange === undefined) throw new PasserelleError('PSR-4001');
  const document = shownOf(exchange);
  if (document === undefined) throw new PasserelleError('PSR-4021');
  const octets = await node.documents.get(node.database, exchange.personId, document.sha256);
  const { summary } = readSummary(octets);
  const { catalogue } = node;
  const view = viewSummary(summary, { language: reader, catalogue, identifierNames: identifierNames(node) });
  const person = await node.persons.get(node.database, exchange.personId);
  await node.doorLog.write({
    event: `exchange-document-shown-${format}`,
    role: exchange.role,
    result: 'success',
    peer: exchange.peer,
    messageId: exchange.messageId,
    purpose: exchange.purpose,
    origin: exchange.role === 'A' ? node.configuration.country : exchange.peer,
    actor: operatorOf(node),
    documents: [document.sha256],
    ...(requestId === undefined ? {} : { requestId }),
    ...(person === undefined ? {} : { subject: person.pseudonym }),
  });
  return { summary, view };
}

/** What crossed: the document received, or else the one sent; of both formats the Bundle, whose codes say more. */
function shownOf({ documents }: Exchange): ExchangeDocument | undefined {
  for (const part of ['received', 'sent'] as const) {
    for (const format of ['eps-bundle', 'pivot-cda'] as const) {
      const found = documents.find((document) => document.part === part && document.format === format);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/**
 * Who looks, as the log names them (Regulation (EU) 2025/327 article 9(2)): the door knows the organisation that runs the
 * node and that somebody holds its token, and no more.
 */
function operatorOf({ configuration, vault }: NodeRuntime): Actor {
  const { system, value } = configuration.organisation;
  return { pseudonym: vault.lookup({ system: `operators-door:${system}`, value }), organisation: value };
}

function readerOf(language: unknown, { configuration }: NodeRuntime): ViewLanguage {
  if (language === undefined || language === '') return viewLanguageOf(configuration.language);
  if (typeof language === 'string' && isViewLanguage(language)) return language;
  throw new PasserelleError('PSR-1012', { parameter: 'language' });
}

/** Names of the identifiers that this country and its peers issue. */
function identifierNames({ configuration, peers }: NodeRuntime): ReadonlyMap<string, string> {
  const rules = [
    ...configuration.patientIdentifiers,
    ...peers.directory.all().flatMap((peer) => peer.patientIdentifiers),
  ];
  return new Map(rules.map(({ system, label }) => [system, label]));
}
