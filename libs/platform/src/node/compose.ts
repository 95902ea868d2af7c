import type { Ports } from '@passerelle/exchange';
import { systemClock, type Clock } from '@passerelle/kernel';
import { CodeGapCounter } from '@passerelle/summary';
import { openStoredSchema } from '@passerelle/xml/schema';
import { DocumentTable, listen, outboxChannel, Persons, stagingChannel, usedIds } from '@passerelle/store';
import { join } from 'node:path';
import { Admission } from '../admission/admission.js';
import type { LoadedConfiguration } from '../configuration/load.js';
import { OutboxRelay } from '../dispatch/outbox-relay.js';
import { DoorLog } from '../exchange/door-log.js';
import { peerInspector } from '../exchange/inspector-port.js';
import { storedNationalRecords } from '../exchange/national-records-port.js';
import { PostgresExchangeStore } from '../exchange/postgres-exchange-store.js';
import { nodeSealer } from '../exchange/sealer-port.js';
import { checkpointFileOf } from '../ledger/checkpoint-file.js';
import { Ledger } from '../ledger/ledger.js';
import type { Logger } from '../logging/logger.js';
import { ExpiryWatch } from '../metrics/expiry-watch.js';
import { NodeMetrics } from '../metrics/node-metrics.js';
import { watchedCertificates } from '../metrics/watched-certificates.js';
import { FhirPeerDelivery } from '../peer-client/peer-delivery.js';
import { ensureBearerToken } from './bearer-token.js';
import { openSigning } from '../signing/open-signing.js';
import type { SignerClient } from '../signing/signer-clients.js';
import { readProcessKeys } from './keys.js';
import { makeBus } from './make-bus.js';
import { openNodeDatabase } from './node-database.js';
import { patientOf } from './patient-of.js';
import { openCatalogue } from './catalogue.js';
import { personVault } from './person-vault.js';
import { openRevocation } from '../revocation/open-revocation.js';
import { sealRevocation } from '../revocation/seal-revocation.js';
import { openKeeper } from '../trust-bundle/open-keeper.js';
import type { NodeRuntime } from './runtime.js';
import { TurnLoop } from './turn-loop.js';
import { openTranslator } from './translator.js';
import { loadPeers } from './trusted-peers.js';

/**
 * Puts a node together: reads keys and peers, opens and migrates the database, starts the ledger and the outbox relay.
 * Doors and workers are opened over the result by whoever runs the node.
 * @throws PasserelleError PSR-7001 to PSR-7005; PSR-3050 to PSR-3068 without a first trust bundle; PSR-7301 and PSR-7303 where the schemas of the configuration are not there
 */
export async function composeNode(
  loaded: LoadedConfiguration,
  logger: Logger,
  { clock = systemClock, signer }: { readonly clock?: Clock; readonly signer?: SignerClient } = {},
): Promise<NodeRuntime> {
  const { configuration, resolve } = loaded;
  const processKeys = readProcessKeys(resolve(configuration.certificates));
  const peers = loadPeers(loaded);
  const catalogue = openCatalogue(loaded, logger);
  const codeGaps = new CodeGapCounter();
  const { schemas } = configuration.validation;
  const schema = schemas === undefined ? undefined : await openStoredSchema(resolve(schemas));
  const bearerToken = ensureBearerToken(resolve(join(configuration.state, 'bearer.token')));
  const signing = await openSigning(loaded, { logger, clock }, signer);
  const keys = { ...processKeys, signing: signing.keys };
  const opened = await openNodeDatabase(loaded);
  const { database } = opened;
  const vault = personVault(keys);
  const persons = new Persons(vault);
  const documents = new DocumentTable(vault);
  const country = configuration.country;
  const exchanges = new PostgresExchangeStore({ database, persons, documents, vault, peers, country });
  const delivery = new FhirPeerDelivery({
    configuration,
    keys,
    peers,
    clock,
    requesterOf: (exchange) => exchanges.requesterOf(exchange),
    patientOf: (exchange) => patientOf(exchange, { configuration, database, persons, vault }),
  });
  const translator = openTranslator(
    loaded,
    { catalogue, clock, ...(schema !== undefined && { schema }) },
    { codeGaps, logger },
  );
  const watched = () => watchedCertificates(keys, peers);
  const revocation = openRevocation(loaded, { clock, logger, watched });
  const ports: Ports = {
    clock,
    policy: configuration.policy,
    records: storedNationalRecords(database, persons, documents),
    translator,
    sealer: nodeSealer({ keys: signing.keys, clock, country, organisation: configuration.organisation }),
    inspector: peerInspector(peers, clock, revocation && sealRevocation(revocation.keeper, database)),
    delivery,
    documents: { read: (personId, sha256) => documents.get(database, personId, sha256) },
  };
  const metrics = new NodeMetrics({ clock, watched });
  if (revocation !== undefined) metrics.watchRevocation((fingerprint) => revocation.keeper.last(fingerprint));
  const doorLog = new DoorLog(database, country, clock, (event, code) => metrics.refused(event, code));
  const trustBundle = await openKeeper(loaded, { peers, clock, doorLog, logger });
  if (trustBundle !== undefined) metrics.watchTrust(() => trustBundle.status());
  const ledger = new Ledger({
    database,
    keys: signing.keys,
    origin: configuration.log.origin,
    clock,
    logger,
    checkpointFile: resolve(checkpointFileOf(configuration)),
    checkpointSeconds: configuration.log.checkpointSeconds,
  });
  const bus = await makeBus(configuration, opened.url, logger);
  const relay = new OutboxRelay(database, bus, logger);
  // What is refused for its age need not be remembered any more.
  const forgetting = new TurnLoop(60_000, () =>
    usedIds
      .forgetBefore(database, clock.now())
      .catch((error: unknown) => logger.error('used-ids-not-forgotten', error)),
  );
  forgetting.start();
  revocation?.start();
  const expiry = new ExpiryWatch({ clock, logger, watched });
  expiry.start();
  const listener = await listen(opened.url, { [stagingChannel]: ledger.ring, [outboxChannel]: relay.ring });
  return {
    configuration,
    resolve,
    clock,
    logger,
    keys,
    peers,
    catalogue,
    codeGaps,
    database,
    persons,
    vault,
    documents,
    bus,
    relay,
    ports,
    exchanges,
    doorLog,
    admission: new Admission(configuration.limits.rates, clock, (sender, code) => metrics.throttled(sender, code)),
    ...(trustBundle !== undefined && { trustBundle }),
    ...(revocation !== undefined && { revocation: revocation.keeper }),
    ledger,
    metrics,
    bearerToken,
    async close() {
      delivery.close();
      await trustBundle?.stop();
      await revocation?.stop();
      await expiry.stop();
      await forgetting.stop();
      await relay.stop();
      await listener.stop();
      await ledger.stop();
      await translator.close();
      await opened.close();
      await signing.close();
      schema?.dispose();
    },
  };
}
