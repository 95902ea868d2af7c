import { NestFactory } from '@nestjs/core';
import type { MicroserviceOptions } from '@nestjs/microservices';
import type { Worker } from '@passerelle/exchange';
import type { LoadedConfiguration } from '../configuration/load.js';
import type { Door } from '../doors/http-door.js';
import type { Logger } from '../logging/logger.js';
import { watchFolder } from '../national/watched-folder.js';
import { BusTransport } from '../workers/bus-transport.js';
import { maxAttempts } from '../workers/step-worker.js';
import { WorkersModule } from '../workers/workers.module.js';
import type { SignerClient } from '../signing/signer-clients.js';
import { composeNode } from './compose.js';
import { openNodeDoor, type DoorName } from './node-doors.js';
import type { NodeRuntime } from './runtime.js';

/** What of a node a process runs. Processes of one node share its database and its bus. */
export interface NodeParts {
  readonly doors: readonly DoorName[];
  readonly workers: readonly Exclude<Worker, 'edge'>[];
  /** Publish the outbox. */
  readonly relay: boolean;
  /** Sequence the log and sign its heads. */
  readonly ledger: boolean;
  /** Watch the folder of national records. */
  readonly folder: boolean;
  /** Its name towards the signer process, which then holds the keys; left out, this process holds them. */
  readonly signer?: SignerClient;
}

/** Everything in one process: all that a small country needs. */
export const wholeNode: NodeParts = {
  doors: ['edge', 'national', 'operators'],
  workers: ['translator', 'signer', 'dispatcher'],
  relay: true,
  ledger: true,
  folder: true,
};

/** A node with its doors open. */
export interface OpenNode {
  readonly runtime: NodeRuntime;
  readonly doors: readonly Door[];
  /** Closes the doors, drains the workers and closes the database, in this order. */
  close(): Promise<void>;
}

/** Messages of one worker handled at once; translation is CPU bound, delivery waits for peers. */
const concurrency = 4;

/**
 * Opens a node, or the parts of it that this process runs.
 * @throws PasserelleError PSR-70xx where it cannot start; nothing is left open then
 */
export async function openNode(
  loaded: LoadedConfiguration,
  logger: Logger,
  parts: NodeParts = wholeNode,
): Promise<OpenNode> {
  const runtime = await composeNode(loaded, logger, { ...(parts.signer !== undefined && { signer: parts.signer }) });
  const closers: (() => Promise<void>)[] = [() => runtime.close()];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    if (parts.ledger) runtime.ledger.start();
    closers.push(await startBus(runtime, parts));
    if (parts.relay) runtime.relay.start();
    const doors: Door[] = [];
    for (const name of parts.doors) {
      const door = await openNodeDoor(runtime, name);
      closers.push(() => door.close());
      doors.push(door);
    }
    const { folder } = runtime.configuration.national;
    if (parts.folder && folder !== undefined) {
      const watched = await watchFolder(runtime, runtime.resolve(folder));
      closers.push(() => watched.stop());
    }
    return { runtime, doors, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Starts the bus, with the workers of this process on it. */
async function startBus(runtime: NodeRuntime, parts: NodeParts): Promise<() => Promise<void>> {
  if (parts.workers.length === 0) {
    await runtime.bus.start();
    return () => runtime.bus.stop();
  }
  const workers = await NestFactory.createMicroservice<MicroserviceOptions>(
    WorkersModule.forNode(runtime, parts.workers),
    { strategy: new BusTransport(runtime.bus, concurrency, maxAttempts), logger: ['error'], abortOnError: false },
  );
  await workers.listen();
  return () => workers.close();
}
