import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { OutcomeFilter } from '../doors/outcome-filter.js';
import { requestIdOf } from '../doors/peer-request.js';
import { NODE, type NodeRuntime } from '../node/runtime.js';
import { EdgeController } from './edge.controller.js';
import { toldToPeer } from './told-to-peer.js';

/** The door to other countries. */
@Module({})
export class EdgeModule {
  static forNode(node: NodeRuntime): DynamicModule {
    return {
      module: EdgeModule,
      controllers: [EdgeController],
      providers: [
        { provide: NODE, useValue: node },
        { provide: APP_FILTER, useValue: new OutcomeFilter(node.logger, logRefusal(node), toldToPeer) },
      ],
    };
  }
}

/**
 * Every refused request is an entry of the log, also of those that nobody could be identified for. Of a sender that is at
 * its limit one in a minute is: a flood must not fill the log.
 */
function logRefusal(node: NodeRuntime): ConstructorParameters<typeof OutcomeFilter>[1] {
  return async (request, error) => {
    if (request.isRefusedAgain) return;
    const requestId = requestIdOf(request);
    const requester = request.peer?.requester;
    await node.doorLog.write({
      event: 'request-refused',
      role: request.method === 'GET' ? 'A' : 'B',
      result: error.registered.http >= 500 ? 'failed' : 'refused',
      code: error.code,
      ...(request.peer === undefined ? {} : { peer: request.peer.country }),
      ...(request.presentedCertificate === undefined ? {} : { certificate: request.presentedCertificate }),
      ...(requestId === undefined ? {} : { requestId }),
      ...(requester === undefined
        ? {}
        : {
            tokenDigest: requester.tokenDigest,
            purpose: requester.purposeOfUse,
            actor: node.exchanges.actorOf({ identity: requester.requester, purpose: requester.purposeOfUse }),
          }),
    });
  };
}
