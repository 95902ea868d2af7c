import type { FastifyInstance } from 'fastify';
import type { DynamicModule } from '@nestjs/common';
import { requireBearer } from '../doors/bearer.js';
import { cutLog } from '../doors/cut-log.js';
import { openDoor, type Door } from '../doors/http-door.js';
import { EdgeModule } from '../edge/edge.module.js';
import { identifyPeer, peerOfConnection } from '../edge/identify-peer.js';
import { NationalModule } from '../national/national.module.js';
import { OperatorsModule } from '../operators/operators.module.js';
import type { NodeRuntime } from './runtime.js';

/** The doors of a node. */
export type DoorName = 'edge' | 'national' | 'operators';

interface DoorKind {
  readonly module: (node: NodeRuntime) => DynamicModule;
  readonly identify: (node: NodeRuntime) => (fastify: FastifyInstance) => void;
  /** Whether it stands towards other countries, with mutual TLS. */
  readonly mutualTls: boolean;
}

const bearer = (node: NodeRuntime) => requireBearer(node.bearerToken);

const kinds: Readonly<Record<DoorName, DoorKind>> = {
  edge: { module: (node) => EdgeModule.forNode(node), identify: identifyPeer, mutualTls: true },
  national: { module: (node) => NationalModule.forNode(node), identify: bearer, mutualTls: false },
  operators: { module: (node) => OperatorsModule.forNode(node), identify: bearer, mutualTls: false },
};

/** Opens one door of a node, as configured. @throws PasserelleError PSR-7002 */
export async function openNodeDoor(node: NodeRuntime, name: DoorName): Promise<Door> {
  const { module, identify, mutualTls } = kinds[name];
  const { doors, limits } = node.configuration;
  const { key, cert } = node.keys.tls;
  const log = cutLog(node.logger, name);
  return openDoor(module(node), {
    name,
    ...doors[name],
    limits,
    ...(mutualTls ? { tls: { key, cert }, ownerOf: (socket) => peerOfConnection(socket, node) } : {}),
    onCut: (why) => {
      node.metrics.cut(name, why);
      log(why);
    },
    identify: identify(node),
  });
}
